import type { Page } from "@playwright/test";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";

const step = (page: Page, title: string) =>
	page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
const press = (page: Page, title: string, button: string) =>
	step(page, title)
		.getByRole("button", { name: new RegExp(`^${button}`) })
		.click();
const section = (page: Page, title: string) =>
	page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });

/** Each project signs in as another person, so that concurrent runs do not share a plan. */
const own = (name: string) => `plan.${name}@example.org`;

test("somebody not found marks, skips and undoes actions of the short plan @either", async ({ page }, { project }) => {
	await signInAt(page, "en", own(`short.${project.name}`), "/check");
	await page.goto("/plan");
	await expect(page).toHaveTitle("Your plan – Data incident self-check");
	await expect(page.getByText("0 of 3 steps done")).toBeVisible();

	await press(page, "Protect your email account", "Mark as done");
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();
	await expect(section(page, "Done")).toContainText("Protect your email account");
	await expect(page).toHaveURL(/\/plan\?action=secure-email&state=done#next-step$/);
	await expect(page.getByRole("status").filter({ hasText: "Done: Protect your email account." })).toBeVisible();
	await expect(page.locator("#next-step")).toBeFocused();

	await press(page, "Know the signs of a scam", "Skip for now");
	await expect(section(page, "Skipped for now")).toContainText("Know the signs of a scam");
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

	await page.reload();
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();
	await press(page, "Protect your email account", "Undo");
	await expect(page.getByText("0 of 3 steps done")).toBeVisible();
	await press(page, "Know the signs of a scam", "Put back");
	await expect(section(page, "To do").getByRole("button", { name: /^Mark as done/ })).toHaveCount(3);
});

test("an affected person's plan follows from the categories in the data", async ({ page }) => {
	await signInAt(page, "en", "affected.member@example.org", "/check");
	await page.goto("/plan");
	await expect(section(page, "To do").getByRole("listitem").first()).toContainText("Protect your email account");
	await expect(step(page, "Protect your email account")).toContainText("Because the data included your email address");
	const worried = section(page, "Are you worried about your safety?");
	await expect(worried.getByRole("link", { name: "Read about staying safe" })).toBeVisible();
});

test("the plan is in Welsh too, and shows the telephone numbers of the chosen nation", async ({ page }) => {
	await signInAt(page, "en", own("welsh"), "/check");
	await page.goto("/cy/plan");
	await expect(page.getByText("0 o 3 cham wedi’u gwneud")).toBeVisible();
	await page.getByText("Dewiswch ble rydych yn byw").click();
	await page.getByLabel("Yr Alban").check();
	await page.getByRole("button", { name: "Dangos y rhifau hyn" }).click();
	await page.waitForURL(/\/cy\/plan$/);
	await page.getByText("Rydym yn dangos y rhifau ar gyfer: Yr Alban").click();
	await expect(page.getByLabel("Yr Alban")).toBeChecked();
	await page
		.getByRole("button", { name: /^Nodi ei fod wedi’i wneud/ })
		.first()
		.click();
	await expect(page.getByText("1 o 3 cham wedi’u gwneud")).toBeVisible();
});

for (const [place, words] of [
	["/check", "What to do first"],
	["/plan", "steps done"],
] as const)
	test(`Exit this page ends the session on ${place}, and going back shows nothing @nojs`, async ({ context }, {
		project,
	}) => {
		// Opens another page, because leaving requests another site, which fails the test's own page.
		const page = await context.newPage();
		await context.route("https://www.example.org/**", (route) =>
			route.fulfill({ body: "Sunny", contentType: "text/html" }),
		);
		// With scripts, the page leaves at once and the session ends in the background.
		const asked: string[] = [];
		page.on("request", (request) => {
			if (request.url().endsWith("/exit")) asked.push(request.resourceType());
		});
		await signInAt(page, "en", own(`leaver.${project.name}`), place);
		await expect(page.getByText(words)).toBeVisible();
		const scripts = project.name !== "no-javascript";
		if (scripts) await expect(page.locator("html")).toHaveAttribute("data-enhanced");
		await page.getByRole("button", { name: "Exit this page" }).click();
		await expect(page.getByText("Sunny")).toBeVisible();
		expect(asked).toEqual([scripts ? "ping" : "document"]);
		await page.goBack();
		await expect(page.getByText(words)).toHaveCount(0);
		await expect(async () => {
			await page.goto(place);
			await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${place}`), { timeout: 500 });
		}).toPass({ timeout: 5_000 });
		expect((await context.cookies()).filter((cookie) => cookie.name === "member" && cookie.value)).toEqual([]);
	});

test("the page to keep has answer, plan and a confirmation that others can check until it is withdrawn @either", async ({
	page,
	browser,
	baseURL,
}, { project }) => {
	test.setTimeout(90_000);
	await signInAt(page, "en", own(`keeper.${project.name}`), "/check");
	await page.goto("/plan");
	await page.getByRole("link", { name: "Print your plan" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your answer and your plan");
	await expect(page).toHaveTitle("Your answer and your plan – Data incident self-check");
	await expect(section(page, "Your answer")).toContainText("Not found");
	await expect(section(page, "Your plan").getByRole("listitem").first()).toContainText("Protect your email account");
	await expect(section(page, "Who to call")).toContainText("999");

	await page.getByRole("button", { name: "Make a confirmation" }).click();
	await expect(page.getByRole("alert").first()).toContainText("Choose whether it should list the kinds of data");
	await page.getByLabel("No, only give the answer").check();
	await page.getByRole("button", { name: "Make a confirmation" }).click();
	const code = page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/).first();
	await expect(code).toBeVisible();
	await expect(page.getByRole("status")).toContainText("We have made your confirmation");
	const words = (await code.textContent()) ?? "";

	await page.getByRole("link", { name: /^Print or send it/ }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirmation of our answer about a data incident");
	await expect(page).toHaveTitle("Confirmation of our answer about a data incident – Data incident self-check");
	await expect(page.locator("main")).toContainText("Their records were not found in the affected data");
	await expect(page.locator("main")).not.toContainText("Protect your email account");
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	const signed = (await page.locator("pre").textContent()) ?? "";
	expect(signed).toContain(`Confirmation: ${words}\n`);
	await page.getByRole("link", { name: "Back to your answer and your plan" }).click();

	const stranger = await (
		await browser.newContext({ baseURL, javaScriptEnabled: project.use.javaScriptEnabled })
	).newPage();
	await stranger.goto("/verify");
	await stranger.getByRole("link", { name: "Check a code or a text" }).click();
	await stranger.getByLabel("Code or text from the confirmation").waitFor();
	const ask = async (typed: string) => {
		await stranger.getByLabel("Code or text from the confirmation").fill(typed);
		await stranger.getByRole("button", { name: "Check it" }).click();
	};
	await ask("not a code");
	await expect(stranger.getByRole("alert").first()).toContainText(
		"Enter the code exactly as it appears on the confirmation",
	);
	await expect(stranger.getByLabel("Code or text from the confirmation")).toHaveValue("not a code");
	await ask("0000-0000-0000-0000");
	await expect(stranger.getByRole("alert").first()).toContainText("We cannot find this code");
	await ask(words.toLowerCase());
	await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("This confirmation is real");
	await expect(stranger.locator("main")).toContainText("Their records were not found in the affected data");
	await expect(stranger.locator("main")).not.toContainText(own(`keeper.${project.name}`));
	expect(stranger.url()).not.toContain(words.slice(0, 4));
	await stranger.getByRole("link", { name: "Check another confirmation" }).click();
	await ask(signed.replace("Answer: not-found", "Answer: affected"));
	await expect(stranger.getByRole("alert").first()).toContainText("This text is not the one we signed");
	await ask(signed);
	await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("This confirmation is real");

	await page.getByRole("button", { name: /^Cancel it/ }).click();
	await expect(code).toHaveCount(0);
	await stranger.goto("/verify/confirmation");
	await ask(words);
	await expect(stranger.getByRole("alert").first()).toContainText("We cannot find this code");
	await stranger.context().close();
});

test("a reminder is set, changed and stopped, and shows its address and date @only-nojs", async ({ page }, {
	project,
}) => {
	test.setTimeout(90_000);
	await signInAt(page, "en", own(`reminded.${project.name}`), "/check");
	await page.goto("/plan");
	const reminder = section(page, "Get a reminder");
	const day = (days: number) => {
		const at = new Date();
		at.setDate(at.getDate() + days);
		return at.toLocaleDateString("en-GB", {
			day: "numeric",
			month: "long",
			year: "numeric",
			timeZone: "Europe/London",
		});
	};
	await expect(reminder).toContainText("We will email p•••@e•••.org.");
	await expect(reminder.getByRole("radio", { checked: true })).toHaveCount(0);
	await reminder.getByRole("button", { name: "Remind me" }).click();
	await expect(page.getByRole("alert").first()).toContainText("Choose when we should remind you");
	await expect(page.getByRole("alert").first()).toBeInViewport();
	await reminder.getByLabel("In 3 days").check();
	await reminder.getByRole("button", { name: "Remind me" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have set your reminder.");
	await expect(page).toHaveTitle("Your plan – Data incident self-check");
	await expect(reminder).toContainText(`We will email p•••@e•••.org on ${day(3)}.`);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

	await reminder.getByRole("button", { name: "Remind me" }).click();
	await expect(page.getByRole("alert").first()).toBeInViewport();
	await reminder.getByLabel("In a week").check();
	await reminder.getByRole("button", { name: "Remind me" }).click();
	await expect(reminder).toContainText(`We will email p•••@e•••.org on ${day(7)}.`);
	await expect(page.getByText(day(3))).toHaveCount(0);
	await page.goto("/plan");
	await expect(reminder).toContainText(day(7));
	await reminder.getByRole("button", { name: "Stop this reminder" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have stopped your reminder.");
	await expect(reminder.getByLabel("In a month")).toBeVisible();
});

test("a person with a telephone number or postal address chooses the reminder's channel; staff see it only when it is due", async ({
	page,
}) => {
	await signInAt(page, "en", own("called"), "/check");
	await page.goto("/preferences/telephone");
	await page.getByLabel("Telephone number").fill("020 7946 0123");
	await page.getByRole("button", { name: "Save" }).click();
	await page.waitForURL(/\/preferences\?/);
	await page.goto("/cy/plan");
	const reminder = section(page, "Cael nodyn atgoffa");
	// Both questions at once, for whoever has answered neither.
	await reminder.getByRole("button", { name: "Fy atgoffa" }).click();
	await expect(page.getByRole("alert").first().getByRole("listitem")).toHaveCount(2);
	await reminder.getByLabel("Ymhen mis").check();
	await reminder.getByRole("button", { name: "Fy atgoffa" }).click();
	await expect(page.getByRole("alert").first()).toContainText("Dewiswch sut y dylem eich atgoffa");
	await expect(reminder.getByLabel("Ymhen mis")).toBeChecked();
	await reminder.getByLabel("Dros y ffôn ar").check();
	await reminder.getByRole("button", { name: "Fy atgoffa" }).click();
	await expect(reminder).toContainText("Byddwn yn ffonio ••••• •••123 ar");
});

test("large print enlarges all text, on screen and on paper", async ({ page }) => {
	await signInAt(page, "en", own("large"), "/check");
	await page.goto("/cy/plan/keep");
	await page.goto("/plan/keep");
	const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
	const before = await size();
	await page.getByRole("link", { name: "Show in large print" }).click();
	await expect(page.getByRole("link", { name: "Show in normal size" })).toBeVisible();
	expect(await size()).toBeGreaterThan(before * 1.4);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await page.emulateMedia({ media: "print" });
	expect(await size()).toBeCloseTo(24, 0);
	await expect(page.getByRole("button", { name: "Make a confirmation" })).toBeHidden();
});
