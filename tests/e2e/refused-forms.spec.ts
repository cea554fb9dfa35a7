/** Forms that are refused: the page's title says so first (WCAG 2.4.2), with scripts and without. */
import type { Page } from "@playwright/test";
import problemTexts from "@/lib/i18n/en/problem";
import { openForm } from "../support/built-forms";
import { affectedPerson } from "../support/demo-people";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";

/** Forms by their action, each on a page of it. Sent as they open, without what they ask for. */
const ofEverybody = {
	"sign-in askForCode": "/sign-in",
	"follow askForCode": "/follow",
	"unsubscribe stopEmails": "/unsubscribe",
	"verify/fakes/report report": "/verify/fakes/report",
	"verify/sender checkAddress": "/verify/sender",
	"verify/message checkMessage": "/verify/message",
	"verify/confirmation checkCode": "/verify/confirmation",
	"staff/sign-in askForCode": "/staff/sign-in",
};
const ofMembers = {
	"plan setReminder": "/plan",
	"plan/keep makeConfirmation": "/plan/keep",
	"preferences submitChoices": "/preferences",
	"preferences submitOrder": "/preferences",
	"preferences submitStyle": "/preferences",
	"preferences/[channel] submitNumber": "/preferences/text",
	"preferences/[channel] submitPost": "/preferences/post",
	"preferences/email askForCode": "/preferences/email",
	"identifiers askForCode": "/identifiers",
};
const ofSharedAddress = { "check/match submitClaim": "/check/match" };
const ofStaff = {
	"staff findReference": "/staff",
	"staff/updates create": "/staff/updates/new",
	"staff/messages create": "/staff/messages/new",
	"staff/messages/do-not-send change": "/staff/messages/do-not-send",
	"staff/incidents create": "/staff/incidents/new",
	"staff/datasets addDataset": "/staff/datasets",
	"staff/team add": "/staff/team",
};

/** Sends each form and collects the titles that do not say that it was refused. */
async function titles(page: Page, forms: Record<string, string>): Promise<string[]> {
	const silent: string[] = [];
	for (const [action, path] of Object.entries(forms)) {
		const form = await openForm(page, path, action);
		const before = await page.title();
		// Choices that open with an answer, and the wording that a consent is given to.
		await form.locator("[name=language], [name=first], [name=wording]").evaluateAll((fields) => {
			for (const field of fields as HTMLInputElement[]) field.value = "refused";
		});
		await form.locator("button").first().click();
		await expect(page.locator("main").getByRole("alert").first(), action).toBeVisible();
		const wanted = problemTexts.formError.replace("{title}", before);
		const title = await page.title();
		if (title !== wanted) silent.push(`${action}: ${title}`);
		if ((await page.locator("head title, body > title").count()) !== 1) silent.push(`${action}: two titles`);
	}
	return silent;
}

/** npm test sends the forms of pages with several forms, without scripts; `npm run forms` sends all, with scripts too. */
const all = process.env.FORMS === "long";
const several = ["plan setReminder", "plan/keep makeConfirmation", "preferences submitStyle"];

test(`the title of a page says that its form was refused, whoever's it is ${all ? "@nojs" : "@only-nojs"}`, async ({
	page,
}, { project }) => {
	test.setTimeout(120_000);
	const silent = all ? await titles(page, ofEverybody) : [];
	await signInAt(page, "en", affectedPerson(project.name === "desktop" ? 190 : 191).email, "/preferences");
	// Two ways, so that the page asks which comes first.
	for (const way of ["Email me", "Text me"]) await page.getByLabel(`${way} about the incidents and my records`).check();
	await page.getByRole("button", { name: "Save these choices" }).click();
	await page.waitForURL(/receipt=/);
	const chosen = Object.entries(ofMembers).filter(([action]) => all || several.includes(action));
	silent.push(...(await titles(page, Object.fromEntries(chosen))));
	await page.context().clearCookies();
	await signInAt(page, "en", "secretary@ballymere.example", "/check");
	silent.push(...(await titles(page, ofSharedAddress)));
	if (all) {
		await signInStaffAt(page, "admin@example.org", "/staff");
		silent.push(...(await titles(page, ofStaff)));
	}
	expect(silent).toEqual([]);
});
