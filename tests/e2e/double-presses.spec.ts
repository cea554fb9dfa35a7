/**
 * Every button of the site pressed twice on a slow connection, with scripts and without: what it does is done once, and whoever
 * pressed is led on. `npm run forms` presses them all; npm test a few of each kind.
 */
import type { Locator, Page } from "@playwright/test";
import { openForm } from "../support/built-forms";
import {
	doublePresses,
	entriesAfter,
	filled,
	lastEntry,
	personOf,
	signInPresser,
	type Visitor,
} from "../support/double-presses";
import { mailsTo } from "../support/mailbox";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { useKeysOfSite } from "../support/site-folder";
import { onSlow3g } from "../support/slow-connection";

/** What npm test presses: buttons of each kind whose presses no other test reads. */
const sample = [
	"plan/steps: mark",
	"preferences/[channel] submitPost",
	"plan/keep makeConfirmation",
	"staff/updates correct",
];
const all = process.env.FORMS === "long";
const pressed = Object.entries(doublePresses).filter(([name]) => all || sample.includes(name));

test.beforeAll(useKeysOfSite);

/** Opens a form of a page. One whose action has no name is that of a route handler, or a plain one of the page's. */
async function formAt(page: Page, path: string, action: string, about = ""): Promise<Locator> {
	if (action.includes(" ")) return openForm(page, path, action, about);
	await page.goto(path);
	const forms = page.locator(`form[action$="/${action}"]`);
	const all = await forms.evaluateAll((forms) => forms.map((form) => form.outerHTML));
	return forms.nth(all.findIndex((html) => html.includes(about)));
}

/** Fills fields of a form by name. Choices are chosen by their value. */
async function fillIn(form: Locator, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		const field = form.locator(`[name="${name}"]`).first();
		const kind = await field.evaluate((element) => element.getAttribute("type") ?? element.localName);
		if (kind === "file")
			await field.setInputFiles({ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(value) });
		else if (kind === "radio" || kind === "checkbox") await form.locator(`[name="${name}"][value="${value}"]`).check();
		else if (kind === "select") await field.selectOption(value);
		else await field.fill(value);
	}
}

const inBrowser = (page: Page): Visitor => ({
	async send(path, action, fields, leads, about) {
		const form = await formAt(page, path, action, about);
		await fillIn(form, fields);
		await form.locator("button").first().click();
		await page.waitForURL(leads);
		return page.url();
	},
	async signIn(address, at) {
		if (at === "/sign-in") await signInAt(page, "en", address, "/check");
		else await signInStaffAt(page, address, "/staff");
	},
});

/** npm test presses buttons of members without scripts alone, since theirs are the browser's own with them too (playwright.config.ts). */
const tagOf = (name: string) => (all || name.startsWith("staff") ? "@nojs" : "@either");

for (const [at, [name, press]] of pressed.entries())
	test(`pressed twice: ${name} ${tagOf(name)}`, async ({ page }, { project }) => {
		test.setTimeout(120_000);
		const run = project.name;
		const person = 200 + 2 * at + (run === "desktop" ? 0 : 1);
		const by = await signInPresser(inBrowser(page), press.by, { name: `double.press.${at}`, at: person, run });
		const made = (await press.prepare?.(by)) ?? {};
		const [action = ""] = name.split(":");
		const form = await formAt(page, filled(press.page, made), action, filled(press.form ?? "", made));
		const fields = Object.entries(press.fill ?? {}).map(([field, value]) => [field, filled(value, made)]);
		await fillIn(form, Object.fromEntries(fields));
		if (press.first) await page.getByRole("button", { name: press.first }).click();
		const button = press.button
			? page.locator("main").getByRole("button", { name: press.button }).first()
			: form.locator("button").first();
		await button.waitFor();
		const reader = press.mailTo && filled(press.mailTo, made);
		const mails = reader ? mailsTo(reader).length : 0;
		const last = await lastEntry();
		await onSlow3g(page);
		await button.dblclick({ noWaitAfter: true, delay: 60 });
		await expect(page).toHaveURL(press.leads, { timeout: 40_000 });
		if (press.by === "nobody" && press.made?.length) by.id = await personOf(by.address);
		// Where a button leads back to its own page, the address says nothing of what has been done.
		if (press.made?.length) await expect.poll(() => entriesAfter(last, by), { timeout: 40_000 }).not.toEqual([]);
		await page.waitForLoadState("networkidle");
		if (reader) await expect.poll(() => mailsTo(reader).length, { timeout: 15_000 }).toBe(mails + 1);
		if (press.made) expect(await entriesAfter(last, by)).toEqual(press.made);
		if (press.count) expect(await press.count(by)).toBe(1);
	});
