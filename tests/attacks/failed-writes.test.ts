/**
 * Every button of the site is pressed while a write of what it does fails: the first, then the second, and so on. The page says that it did
 * not work, nothing is half done, and the same form does it all once when it is sent again. A trigger raises in the database, for the web's
 * statements alone. npm test presses a few; npm run faults all of them.
 */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import check from "@/lib/i18n/en/check";
import problem from "@/lib/i18n/en/problem";
import { doublePresses, entriesAfter, filled, lastEntry, personOf, signInPresser } from "../support/double-presses";
import { addFailingTriggers, failAt, removeFailingTriggers, writtenSince } from "../support/failing-writes";
import { FormVisitor } from "../support/form-visitor";
import { mailsTo } from "../support/mailbox";
import { inSiteDatabase } from "../support/site-database";
import { trySite, useKeysOfSite } from "../support/site-folder";

const site = inject("site");
const long = process.env.FAULTS !== undefined;
/** What npm test presses: a button of each kind of write. */
const sample = [
	"sign-in enterCode",
	"check/match submitClaim",
	"preferences submitStyle",
	"plan/steps: mark",
	"staff/updates publish",
	"staff/datasets/upload",
];
const presses = Object.entries(doublePresses).filter(([name]) => long || sample.includes(name));
/** More statements than any button has. */
const most = 60;

/** What is there after a press that failed, and is meant to be. */
const outlives: [press: RegExp, written: string[]][] = [
	// A try counts before it is looked at, or a fault would give further ones.
	[/ enterCode$/, ["insert public.code_attempt", "update public.challenge"]],
	// So does a claim before it is compared. The page that says so checks again, and notes the minute.
	[
		/ submitClaim$/,
		[
			"update public.check_result",
			"insert exposure.claim_attempt",
			"insert exposure.recent_claim",
			"update exposure.recent_claim",
			"insert public.stated_identifier",
			"insert public.audit_event",
		],
	],
	// A version that was begun says that it failed.
	[
		/datasets\/upload$/,
		[
			"insert public.dataset_version",
			"update public.dataset_version",
			"insert public.dataset_upload",
			"delete public.dataset_upload",
			"insert public.audit_event",
		],
	],
	// What staff read of a file is in the log, whatever they do then.
	[/ confirmMapping$/, ["insert public.audit_event"]],
];
const isMeant = (name: string) => (written: string) =>
	outlives.some(([press, meant]) => press.test(name) && meant.includes(written));

type Told = Awaited<ReturnType<FormVisitor["browser"]["tell"]>>;
/** How a press says that it did not work, if not by the page for faults. */
const saysSo: Record<string, (told: Told) => Promise<boolean> | boolean> = {
	"check/match submitClaim": ({ status, text }) => status === 200 && text.includes(check.errors["could-not-check"]),
	// The page of the version says that its upload failed, and why.
	"staff/datasets/upload": async ({ status, location }) =>
		status === 303 &&
		(
			await inSiteDatabase("select failure from dataset_version where id = $1 and state = 'failed'", [
				location.split("/").at(-1),
			])
		).rows[0]?.failure,
};
async function saysThatItFailed(name: string, told: Told): Promise<boolean> {
	const { status, text } = told;
	if (status === 500) return /<h1[^>]*>([^<]*)/.exec(text)?.[1] === problem.faultTitle;
	return Boolean(await saysSo[name]?.(told));
}

beforeAll(async () => {
	trySite(site.folder);
	useKeysOfSite();
	await addFailingTriggers();
}, 60_000);
afterAll(removeFailingTriggers);

it.each(presses)(
	"a write that fails leaves nothing half done, and says so: %s",
	async (name, press) => {
		const visitor = new FormVisitor(site);
		await failAt(0);
		const by = await signInPresser(visitor, press.by, {
			name: `failed.write.${presses.findIndex(([other]) => other === name)}`,
			at: 200 + presses.findIndex(([other]) => other === name),
			run: "desktop",
		});
		const made = (await press.prepare?.(by)) ?? {};
		const sent = await visitor.fill(name, press, made);
		const reader = press.mailTo && filled(press.mailTo, made);
		const mails = reader ? mailsTo(reader).length : 0;
		const last = await lastEntry();
		for (let number = 1; ; number++) {
			expect(number).toBeLessThan(most);
			await failAt(number);
			const told = await visitor.browser.tell(sent.to, sent.body);
			const { status, location } = told;
			const { met, written } = await writtenSince(number);
			if (!met) {
				expect(number, "statements that write").toBeGreaterThan(1);
				expect({ status, leads: press.leads.test(location) || location }).toEqual({
					status: expect.toBeOneOf([200, 303]),
					leads: true,
				});
				expect(await saysThatItFailed(name, told)).toBe(false);
				break;
			}
			const failed = await saysThatItFailed(name, told);
			expect({ number, failed: failed || told, written: written.filter((one) => !isMeant(name)(one)) }).toEqual({
				number,
				failed: true,
				written: [],
			});
		}
		if (press.by === "nobody" && press.made?.length) by.id = await personOf(by.address);
		if (reader) await expect.poll(() => mailsTo(reader).length, { timeout: 15_000 }).toBe(mails + 1);
		if (press.made) expect(await entriesAfter(last, by)).toEqual(press.made);
		if (press.count) expect(await press.count(by)).toBe(1);
	},
	60_000,
);
