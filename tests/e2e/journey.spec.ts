import type { Page } from "@playwright/test";
import { sendCodeAndEnter, signIn } from "../support/journey";
import { axe, expect, signInWords, test } from "../support/page";
import { everyIdentifier, leftInClear } from "../support/plaintext-scan";

const titles = {
	Affected: "Your records were in the affected data",
	"Not found": "We did not find your records",
	"Under review": "We cannot give you a final answer yet",
};
type Outcome = keyof typeof titles;

/** The answers of the two incidents with data. The third involved no data. */
async function expectAnswers(page: Page, over: Outcome, october: Outcome, may: Outcome) {
	await expect(page.getByRole("heading", { level: 1 })).toContainText(titles[over]);
	for (const [slug, outcome] of [
		["october-2021-supplier-incident", october],
		["may-2020-fundraising-supplier", may],
		["november-2019-website-attack", "No personal data"],
	] as const) {
		const head = page.locator(`#${slug} .section-head`);
		await expect(head, slug).toContainText(outcome);
		await expect(head.getByRole("heading", { level: 2 })).toBeVisible();
	}
}

const lines = (page: Page, slug: string) => page.locator(`#${slug} tbody tr`);
/** The group of data categories that has a category in it. */
const groupOf = (page: Page, slug: string, category: string) =>
	page.locator(`#${slug} tbody`).filter({ hasText: category });

test.describe.configure({ timeout: 90_000 });

test("an affected member goes from home to sign-in, answer, plan, preferences and sign-out @widths @nojs", async ({
	page,
}, { project }) => {
	// accessibility.spec.ts audits these pages with scripts.
	const look = async (page: Page) => void (project.use.javaScriptEnabled === false && (await axe(page)));
	await page.goto("/");
	await look(page);
	await signIn(page, "affected.member@example.org", undefined, look);
	await expectAnswers(page, "Affected", "Affected", "Under review");
	const october = lines(page, "october-2021-supplier-incident");
	for (const [category, standing] of [
		["Email address", "In the data"],
		["Telephone number", "In the data"],
		["Trade union membership", "In the data"],
		["Bank details", "Not in the data"],
		["Password or security answer", "Not in the data"],
		["Donations", "Still being checked"],
		["Correspondence", "Still being checked"],
	] as const) {
		const group = groupOf(page, "october-2021-supplier-incident", category);
		await expect(group.locator("[scope=rowgroup]"), category).toContainText(standing);
	}
	await expect(october.filter({ hasText: "Telephone number" })).toContainText("142");
	const answer = (await page.getByRole("main").textContent()) ?? "";
	expect(answer).toContain("version 2 of the data");
	expect(answer).toMatch(/member since 2009/);
	expect(answer).not.toMatch(/affected\.member@|900142|Heol y Bryn/i);
	await look(page);

	const first = october.filter({ hasText: "Email address" }).getByRole("link");
	await expect(first).toHaveAttribute("href", /\/guidance\//);
	await page.goto("/check/history");
	await expect(page.getByRole("main")).toContainText("October 2021 supplier incident");
	await look(page);
	await page.goto("/plan");
	await expect(page.getByRole("main")).toContainText("Because the data included");
	await look(page);
	await page.goto("/preferences");
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Contact preferences");
	await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
	await look(page);
	await page
		.getByRole("button", { name: signInWords.leave })
		.or(page.getByRole("link", { name: signInWords.leave }))
		.first()
		.click();
	await page.goto("/check");
	await page.waitForURL(/\/sign-in/);
});

test("a former member with two old addresses gets one combined answer", async ({ page }) => {
	await page.goto("/");
	await signIn(page, "former.member@example.org");
	await expectAnswers(page, "Affected", "Affected", "Under review");
	await expect(page.locator("#october-2021-supplier-incident")).toContainText(
		"you are a former member. They give this date: 2014",
	);

	await page.goto("/identifiers");
	await page.getByLabel(signInWords.address).fill("former.member.old@example.org");
	await sendCodeAndEnter(page, "former.member.old@example.org", signInWords.sendCode);
	await page.waitForURL(/\/identifiers\?done=/);
	// Whoever goes back is not told that the code they have just used has expired.
	await page.goBack();
	await expect(page).toHaveURL("/identifiers");
	await page.goto("/check");
	await expectAnswers(page, "Affected", "Affected", "Affected");
	await expect(groupOf(page, "may-2020-fundraising-supplier", "Donations")).toContainText("In the data");
	await expect(page.locator("#may-2020-fundraising-supplier")).toContainText("This answer changed on");
	await axe(page);

	await page.goto("/identifiers");
	await page
		.getByRole("button", { name: /^Remove/ })
		.last()
		.click();
	await page.waitForURL(/\/identifiers\?done=removed/);
	await page.goto("/check");
	await expectAnswers(page, "Affected", "Affected", "Under review");
});

test("a union affiliate reads why their data was held", async ({ page }) => {
	await page.goto("/");
	await signIn(page, "affiliated@example.org");
	await expectAnswers(page, "Affected", "Affected", "Under review");
	const october = page.locator("#october-2021-supplier-incident");
	await expect(october).toContainText("affiliated supporter since 2016");
	await expect(october).toContainText("Your trade union gave it to us");
	await expect(groupOf(page, "october-2021-supplier-incident", "Trade union membership")).toContainText("In the data");
});

test("somebody whose data is still being rebuilt is told neither affected nor not found", async ({ page }) => {
	await page.goto("/");
	await signIn(page, "under.review@example.org");
	await expectAnswers(page, "Under review", "Under review", "Under review");
});

test("somebody in no dataset is not found only for incidents whose data is complete", async ({ page }) => {
	await page.goto("/");
	await signIn(page, "nobody@example.org");
	await expectAnswers(page, "Not found", "Not found", "Under review");
	await expect(lines(page, "october-2021-supplier-incident")).toHaveCount(0);
});

test("no identifier is in clear in any table or log", async () => {
	const people = everyIdentifier();
	expect(people.size).toBeGreaterThan(9_000);
	for (const known of ["affected.member@example.org", "7700900142", "MP100142", "admin@example.org"])
		expect(people.has(known), known).toBe(true);
	expect(await leftInClear(people)).toEqual([]);
});
