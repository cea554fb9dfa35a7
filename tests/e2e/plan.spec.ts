import type { Page } from "@playwright/test";
import { signIn } from "../support/journey";
import { axe, expect, test } from "../support/page";

const step = (page: Page, title: string) =>
	page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
const press = (page: Page, title: string, button: string) =>
	step(page, title)
		.getByRole("button", { name: new RegExp(`^${button}`) })
		.click();
const section = (page: Page, title: string) =>
	page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });

/** Each project signs in as somebody of its own, so that runs beside each other do not share a plan. */
const own = (name: string) => `plan.${name}@example.org`;

test("somebody not found marks, skips and undoes the short plan @phone @nojs", async ({ page }, { project }) => {
	await page.goto("/");
	await signIn(page, own(`short.${project.name}`));
	await page.goto("/plan");
	await expect(page).toHaveTitle("Your plan");
	await expect(page.getByText("0 of 3 steps done")).toBeVisible();
	await axe(page);

	await press(page, "Protect your email account", "Mark as done");
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();
	await expect(section(page, "Done")).toContainText("Protect your email account");
	await expect(page).toHaveURL(/\/plan$/);

	await press(page, "Know the signs of a scam", "Skip for now");
	await expect(section(page, "Skipped for now")).toContainText("Know the signs of a scam");
	await axe(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

	await page.reload();
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();
	await press(page, "Protect your email account", "Undo");
	await expect(page.getByText("0 of 3 steps done")).toBeVisible();
	await press(page, "Know the signs of a scam", "Put back");
	await expect(section(page, "To do").getByRole("button", { name: /^Mark as done/ })).toHaveCount(3);
});

test("an affected person's plan follows from what was in the data", async ({ page }) => {
	await page.goto("/");
	await signIn(page, "affected.member@example.org");
	await page.goto("/plan");
	await expect(section(page, "To do").getByRole("listitem").first()).toContainText("Protect your email account");
	await expect(step(page, "Protect your email account")).toContainText("Because the data held your email address");
	await expect(page.getByRole("link", { name: /safety/ }).first()).toBeVisible();
	await axe(page);
});

test("the plan speaks Welsh, and shows the numbers of the nation that was chosen", async ({ page }) => {
	await page.goto("/");
	await signIn(page, own("welsh"));
	await page.goto("/cy/plan");
	await expect(page.getByText("0 o 3 cham wedi'u gwneud")).toBeVisible();
	await page.getByLabel("Yr Alban").check();
	await page.getByRole("button", { name: "Dangos y rhifau hyn" }).click();
	await page.waitForURL(/\/cy\/plan$/);
	await expect(page.getByLabel("Yr Alban")).toBeChecked();
	await page
		.getByRole("button", { name: /^Nodi ei fod wedi'i wneud/ })
		.first()
		.click();
	await expect(page.getByText("1 o 3 cham wedi'u gwneud")).toBeVisible();
	await axe(page);
});

test("a plan is nobody's who is not signed in @nojs", async ({ page }) => {
	await page.goto("/plan");
	await expect(page).toHaveURL(/\/sign-in\?next=\/plan$/);
});

test("Exit this page ends the session, and going back shows nothing @nojs", async ({ context }, { project }) => {
	// Leaving asks another site for a page, which the tests' own page must never do: so this is another one.
	const page = await context.newPage();
	await context.route("https://www.bbc.co.uk/**", (route) =>
		route.fulfill({ body: "Sunny", contentType: "text/html" }),
	);
	await page.goto("/");
	await signIn(page, own(`leaver.${project.name}`));
	await page.goto("/plan");
	await page.getByRole("button", { name: "Exit this page" }).click();
	await expect(page.getByText("Sunny")).toBeVisible();
	await page.goBack();
	await expect(page.getByText("steps done")).toHaveCount(0);
	await page.goto("/plan");
	await expect(page).toHaveURL(/\/sign-in\?next=\/plan/);
	expect((await context.cookies()).filter((cookie) => cookie.name === "member" && cookie.value)).toEqual([]);
});
