/** A due reminder: an email from the worker, or a letter in the staff queue. */
import { letRemindersComeDue } from "../support/due-reminders";
import { mailAfter, mailsTo } from "../support/mailbox";
import { signInAt, signInStaffAt } from "../support/open-session";
import { axe, expect, test } from "../support/page";

test("a reminder by email is in the language of the page, has a neutral subject and no link, and ends the reminder", async ({
	page,
}) => {
	const address = "reminded.in.welsh@example.org";
	await signInAt(page, "en", address, "/check");
	await page.goto("/cy/plan");
	await page.getByLabel("Ymhen 3 diwrnod").check();
	await page.getByRole("button", { name: "Fy atgoffa" }).click();
	await expect(page.getByRole("status").first()).toContainText("Rydym wedi gosod eich nodyn atgoffa.");
	const seen = mailsTo(address).length;
	await letRemindersComeDue("email", "cy");
	const mail = await mailAfter(address, seen);
	expect(mail.subject).toBe("Eich nodyn atgoffa");
	expect(mail.text).not.toMatch(/:\/\/|www\.|@/);
	await expect(async () => {
		await page.goto("/cy/plan");
		await expect(page.getByLabel("Ymhen 3 diwrnod")).toBeVisible({ timeout: 1_000 });
	}).toPass();
	expect(mailsTo(address)).toHaveLength(seen + 1);
});

test("a reminder by letter reaches staff when due: they see address and text, and mark it done", async ({
	page,
	browser,
	baseURL,
}) => {
	test.setTimeout(90_000);
	const desk = await (await browser.newContext({ baseURL })).newPage();
	await signInStaffAt(desk, "publisher@example.org", "/staff");
	await desk.getByRole("link", { name: "Reminders" }).click();
	await expect(desk.locator("main")).toContainText("No calls or letters to make.");
	await axe(desk);

	await signInAt(page, "en", "written.to@example.org", "/check");
	await page.goto("/preferences/post");
	await page.getByLabel("Address line 1").fill("1 Invented Street");
	await page.getByLabel("Town or city").fill("London");
	await page.getByLabel("Postcode").fill("SW1A 1AA");
	await page.getByRole("button", { name: "Save" }).click();
	await page.waitForURL(/\/preferences\?/);
	await page.goto("/plan");
	await page.getByLabel("In a month").check();
	await page.getByLabel(/^By post to/).check();
	await page.getByRole("button", { name: "Remind me" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have set your reminder.");

	await letRemindersComeDue("post", "en");
	await expect(async () => {
		await desk.goto("/staff");
		await expect(desk.getByRole("row", { name: /by phone or post/ })).toBeVisible({ timeout: 1_000 });
	}).toPass();
	await desk.goto("/staff/reminders");
	await expect(desk.getByRole("row", { name: /^Letter/ })).toHaveCount(1);
	await axe(desk);
	await desk.getByRole("link", { name: /^Open/ }).click();
	await expect(desk.locator("main")).toContainText("1 Invented Street");
	await expect(desk.locator("main")).toContainText("What to say");
	expect(desk.url()).not.toContain("Invented");
	await axe(desk);
	await desk.getByRole("button", { name: "Mark as posted" }).click();
	await expect(desk.getByRole("status")).toContainText("Marked as done.");
	await expect(desk.locator("main")).toContainText("No calls or letters to make.");
	await page.goto("/plan");
	await expect(page.getByLabel("In a month")).toBeVisible();
	await desk.context().close();
});
