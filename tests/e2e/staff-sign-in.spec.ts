import { test as anywhere, type Page } from "@playwright/test";
import { mailAfter, mailWithWords } from "../support/mailbox";
import { codeIn } from "../support/mailed-codes";
import { expect, mailWords, signInWords, test } from "../support/page";

async function signIn(page: Page, address: string, path: string) {
	await page.goto(path);
	await page.waitForURL((url) => url.pathname === "/staff/sign-in");
	await page.getByLabel(signInWords.workAddress).fill(address);
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await page.waitForURL((url) => url.pathname.endsWith("/code"));
	// Other tests sign in with the same address, so the mail is found by the two words that the page shows.
	const mail = await mailWithWords(address, await mailWords(page));
	await page.getByLabel(signInWords.code).fill(codeIn(mail.text));
	await page.getByRole("button", { name: signInWords.enter }).click();
	await page.waitForURL((url) => !url.pathname.endsWith("/code"));
}

test("staff sign in by a code; others are refused only after the code @nojs", async ({ page }) => {
	await page.goto("/staff/sign-in");
	await signIn(page, `stranger.${Date.now()}@example.org`, "/staff/team");
	await expect(page.getByText("This address has no access to the staff pages.")).toBeVisible();
	await signIn(page, "admin@example.org", "/staff/team");
	await expect(page).toHaveURL("/staff/team");
	// Leaving at once is for people who are not safe when somebody sees the page.
	await expect(page.getByRole("button", { name: "Exit this page" })).toHaveCount(0);
	await page.getByRole("button", { name: signInWords.leave, exact: true }).click();
	await expect(page).toHaveURL("/staff/sign-in?signed-out=1");
});

test("a member cannot tell a staff page from an absent one", async ({ page }) => {
	await page.goto("/sign-in?next=/devices");
	const address = `member.${Date.now()}@example.org`;
	await page.getByLabel(signInWords.address).fill(address);
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await page.getByLabel(signInWords.code).fill(codeIn((await mailAfter(address, 0)).text));
	await page.getByRole("button", { name: signInWords.enter }).click();
	await page.waitForURL("/devices");
	for (const path of ["/staff", "/staff/team", "/staff/updates", "/staff/datasets", "/staff/audit"]) {
		await page.goto(path);
		await expect(page).toHaveURL(`/staff/sign-in?next=${path}`);
		await expect(page.getByRole("navigation", { name: "Main menu" }).getByRole("link")).toHaveCount(0);
	}
});

test("staff without the permission get a 404 page", async ({ page }) => {
	await signIn(page, "publisher@example.org", "/staff/updates");
	expect((await page.goto("/staff/team"))?.status()).toBe(404);
	await expect(page.getByText("your role may not open this page")).toBeVisible();
	await page.getByRole("link", { name: "Back to the desk" }).click();
	await expect(page).toHaveURL(/\/staff$/);
	expect((await page.goto("/staff/team/stf_0000000000000000/remove"))?.status()).toBe(404);
});

test("administrators add, change and remove staff @scripts", async ({ page }) => {
	const name = `Invented ${Date.now()}`;
	await signIn(page, "admin@example.org", "/staff/team");
	await page.getByLabel("Name").fill(name);
	await page.getByLabel(signInWords.workAddress).fill("admin@example.org");
	await page.getByRole("button", { name: "Add to the team" }).click();
	await expect(page.locator("main").getByRole("alert")).toContainText("Choose at least one role");
	await expect(page.getByLabel("Name")).toHaveValue(name);
	const form = page.locator("form", { has: page.getByLabel(signInWords.workAddress) });
	await form.getByLabel("Publisher").check();
	await page.getByRole("button", { name: "Add to the team" }).click();
	await expect(page.locator("main").getByRole("alert")).toContainText("This person is already on the team");
	await page.getByLabel(signInWords.workAddress).fill(`${name.replace(" ", ".")}@example.org`);
	await page.getByRole("button", { name: "Add to the team" }).click();
	await expect(page.getByText("They are on the team")).toBeVisible();

	const row = page.getByRole("row", { name });
	await row.getByLabel("Data lead").check();
	await row.getByRole("button", { name: "Change roles" }).click();
	await expect(page.getByText("Roles changed.")).toBeVisible();
	await expect(row.getByLabel("Data lead")).toBeChecked();
	await row.getByRole("button", { name: "Remove" }).click();
	await page.getByRole("button", { name: `Remove ${name}` }).waitFor();
	// After a navigation by the router, the title changes later.
	await expect(page).toHaveTitle(/^Remove: .* – Team – Staff$/);
	const asked = page.url();
	await page.getByRole("button", { name: `Remove ${name}` }).click();
	await expect(page.getByText("We have removed them from the team")).toBeVisible();
	await expect(row).toHaveCount(0);
	await page.goto(asked);
	await expect(page.getByText("That person is no longer on the team.")).toBeVisible();
});

/** Signs in at a real provider on another port, with the address as the login. */
async function atProvider(page: Page, address: string) {
	await page.getByRole("link", { name: /account|cyfrif/ }).click();
	await page.locator("[name=login]").fill(address);
	await page.locator("[name=password]").fill("anything");
	await page.locator("[type=submit]").click();
	await page.getByRole("button", { name: signInWords.enter }).click();
	await page.waitForURL((url) => url.origin === test.info().project.use.baseURL);
}

anywhere("staff sign in at their provider, if their verified address is on the team", async ({ page, context }) => {
	await page.goto("/staff/sign-in?next=/staff/team");
	await atProvider(page, "admin@example.org");
	await expect(page).toHaveURL("/staff/team");
	const left = (await context.cookies()).map(({ name }) => name).filter((name) => name.includes("authjs"));
	expect(left).toEqual([]);
	for (const [address, problem] of [
		["somebody.else@example.org", "not-staff"],
		["unverified.admin@example.org", "account"],
	] as const) {
		await context.clearCookies();
		await page.goto("/staff/sign-in");
		await atProvider(page, address);
		await expect(page).toHaveURL(`/staff/sign-in?problem=${problem}`);
	}
});

anywhere(
	"members sign in at theirs, in their language, by a verified address alone @only-nojs",
	async ({ page, context }) => {
		await page.goto("/cy/sign-in?next=/devices");
		await atProvider(page, "single.sign.on@example.org");
		await expect(page).toHaveURL("/cy/devices");
		await context.clearCookies();
		await page.goto("/sign-in");
		await atProvider(page, "unverified@example.org");
		await expect(page).toHaveURL("/sign-in?problem=account");
	},
);
