/**
 * Every button of the site pressed twice on a slow connection, with scripts and without: what it does is done once, and whoever
 * pressed is led on. `npm run forms` presses them all; npm test a few of each kind.
 */
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { keys } from "@/lib/commands/demo/keys";
import { seal } from "@/lib/crypto/seal";
import { fingerprint } from "@/lib/identifiers";
import { newId } from "@/lib/ids";
import { openForm } from "../support/built-forms";
import { affectedPerson } from "../support/demo-people";
import {
	doublePresses,
	entriesAfter,
	filled,
	fillIn,
	lastEntry,
	type Press,
	type Presser,
	personOf,
} from "../support/double-presses";
import { mailsTo } from "../support/mailbox";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
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

test.beforeAll(() => {
	const { IDENTIFIER_KEY, SEALING_KEY } = keys(path.resolve(".data", "e2e"));
	Object.assign(process.env, { IDENTIFIER_KEY, SEALING_KEY });
});

/** Adds somebody to the staff, who may do everything. */
async function addColleague(address: string): Promise<string> {
	const id = newId("stf");
	await inSiteDatabase(
		"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ($1, 'Presser', $2, $3, '{admin,publisher,data-lead}')",
		[id, fingerprint("email", address), seal("staff-email", address)],
	);
	return id;
}

/** Signs in whoever presses. `at` is the number of the press. */
async function signIn(page: Page, by: Press["by"], run: string, at: number): Promise<Presser> {
	const unknown = `double.press.${at}.${run}.${process.pid}@example.org`;
	if (by === "nobody") return { page, address: unknown, id: "", run };
	if (by === "staff") {
		const id = await addColleague(unknown);
		await signInStaffAt(page, unknown, "/staff");
		return { page, address: unknown, id, run };
	}
	const address = by === "affected" ? affectedPerson(200 + 2 * at + (run === "desktop" ? 0 : 1)).email : unknown;
	await signInAt(page, "en", address, "/check");
	return { page, address, id: await personOf(address), run };
}

/** Opens the form of a press and returns it. A form without an action is that of a route handler, or a plain one of the page's. */
async function openPress(page: Page, name: string, press: Press, made: Record<string, string>): Promise<Locator> {
	const at = filled(press.page, made);
	const [action = ""] = name.split(":");
	if (action.includes(" ")) return openForm(page, at, action, filled(press.form ?? "", made));
	await page.goto(at);
	return page.locator(`form[action$="/${action}"]`).first();
}

for (const [at, [name, press]] of pressed.entries())
	test(`pressed twice: ${name} @nojs`, async ({ page }, { project }) => {
		test.setTimeout(120_000);
		const by = await signIn(page, press.by, project.name, at);
		const made = (await press.prepare?.(by)) ?? {};
		const form = await openPress(page, name, press, made);
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
