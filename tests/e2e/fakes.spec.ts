/** A fake message from its report to the public list, and senders that imitate ours. */
import { signInStaffAt } from "../support/open-session";
import { expect, isHydrated, test } from "../support/page";

test("anybody reports a fake message, staff confirm it, everybody reads it without a link in it", async ({ page }) => {
	const words = "Pay £5 at https://meridian-refund.test/now <b>today</b>";
	await page.goto("/verify");
	await page.getByRole("link", { name: "See fake messages" }).click();
	await page.getByRole("link", { name: "Report a fake message" }).click();
	await page.getByRole("button", { name: "Send report" }).click();
	await expect(page.getByRole("main").getByRole("alert")).toContainText("Choose how it arrived");
	await page.getByLabel("Text message").check();
	await page.getByLabel("Who it said it was from").fill("MERIDIAN <help@meridian-refund.test>");
	await page.getByLabel("What it said").fill(`Dear Ffion, ${words}`);
	await page.getByRole("button", { name: "Send report" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you for your report");

	await signInStaffAt(page, "publisher@example.org", "/staff/fakes");
	await page.goto("/staff/fakes");
	await page
		.getByRole("link", { name: /^Open Text message/ })
		.last()
		.click();
	const opened = page.url();
	const message = page.getByLabel("Message", { exact: true });
	await expect.poll(() => isHydrated(message)).toBe(true);
	await message.fill(words);
	await page.getByRole("button", { name: "See what readers will see" }).click();
	await expect(page.getByRole("main").getByRole("alert")).toContainText("Enter what gives it away");
	await page.getByLabel("What gives it away", { exact: true }).fill("It asks for money.\nIt has a link.");
	await page.getByRole("button", { name: "See what readers will see" }).click();
	await expect(page.getByRole("heading", { name: "Readers will see" })).toBeVisible();
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	await expect(page.getByText("Published. Everyone can see it")).toBeVisible();
	await page.goto(opened);
	await expect(page.getByText("Someone else has already decided on that report.")).toBeVisible();

	await expect(async () => {
		await page.goto("/verify/fakes");
		await expect(page.getByText(words)).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	const fake = page.getByRole("figure").filter({ hasText: words });
	await expect(fake.getByText("It has a link.")).toBeVisible();
	await expect(fake.locator("a, b, img")).toHaveCount(0);
	await expect(page.getByText("Ffion")).toHaveCount(0);
});

test("an address that imitates ours is named as such, in both languages", async ({ page }) => {
	await page.goto("/verify/sender");
	await page.getByLabel("Address, or the whole message").fill("Go to https://meridian.example.evil.test/claim");
	await page.getByRole("button", { name: "Check it" }).click();
	await expect(page.getByRole("heading", { name: "Do not trust this" })).toBeVisible();
	await expect(page.getByText("This is not ours. It looks like meridian.example.")).toBeVisible();
	await expect(page.getByText("The end of an address shows who owns it")).toBeVisible();
	expect(page.url()).not.toContain("evil");
	await page.goto("/cy/verify/sender");
	await page.getByLabel("Cyfeiriad, neu’r neges gyfan").fill("incident@meridian.example");
	await page.getByRole("button", { name: "Gwirio" }).click();
	await expect(page.getByRole("heading", { name: "Ni biau’r cyfeiriad hwn" })).toBeVisible();
});
