/** Letters that GOV.UK Notify posts, against a stand-in that checks tokens, bodies and addresses as its documentation has them. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { readVersionRows } from "@/lib/datasets";
import { env } from "@/lib/env";
import { addPeopleFromFile, messageAdmin, postLetters, writeLetters } from "@/lib/messages";
import { deliveryName } from "@/lib/messages/return-path";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { mappingOf, pieces } from "../support/imports";
import { type NotifyStandIn, startNotifyStandIn } from "../support/notify-stand-in";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const letterTemplate = "0b8cfb0e-6f5e-4a64-9d4a-7b1a1f0e6a03";
let press: Staff;
let standIn: NotifyStandIn;
let incidentId: string;
let versionId: string;

const mapping = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Number", as: "identifier", kind: "membership-number" },
	{ header: "Address", as: "category", category: "postal-address" },
	{ header: "Postcode", as: "postcode" },
	{ header: "Format", as: "ignore" },
	{ header: "Language", as: "ignore" },
]);
const table = [
	"Name,Number,Address,Postcode,Format,Language",
	'Ann One,MP200001,"Flat 2, 1 Mill Lane, Cardiff",CF10 1AA,,',
	'Bea Two,MP200002,"2 Mill Lane, Cardiff",CF10 1AA,,Welsh',
	"Cal Large,MP200003,3 Mill Lane,CF10 1AA,large print,",
	"Dee Short,MP200004,,CF10 1AA,,",
	"Eve Abroad,MP200005,5 Rue Inventée,75001,,",
	'Fay Long,MP200006,"a, b, c, d, e, f, g, h",CF10 1AA,,',
];

beforeAll(async () => {
	({ incidentId, versionId } = await activateTable(owner, await twoDataLeads(), `${table.join("\n")}\n`, mapping));
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	standIn = await startNotifyStandIn({ [letterTemplate]: ["subject", "text"] });
});
const { NOTIFY_URL } = env();
afterAll(async () => {
	await standIn.stop();
	Object.assign(env(), { NOTIFY_URL, NOTIFY_API_KEY: undefined, NOTIFY_LETTER_TEMPLATE: undefined });
});
beforeEach(async () => {
	Object.assign(env(), {
		NOTIFY_URL: standIn.url,
		NOTIFY_API_KEY: standIn.key,
		NOTIFY_LETTER_TEMPLATE: letterTemplate,
	});
	standIn.taken.length = 0;
	standIn.answer = () => "take";
	standIn.status = () => "accepted";
	await owner.query("delete from letter; delete from delivery; delete from message_file; delete from message");
});

const rows = () => readVersionRows(press, versionId, pieces(`${table.join("\n")}\n`));
const words = { en: { subject: "What was in the data", text: "Hello" }, cy: { subject: "Beth oedd", text: "Helo" } };

/** A message that has gone out to the people of the table, of whom none has an email address. */
async function sentMessage(): Promise<string> {
	const made = await messageAdmin.createDraft(press, null, {
		...{ kind: "incident-notice", incidentId, subjectEn: "What was in the data", bodyEn: "Hello" },
		...{
			subjectCy: "Beth oedd",
			bodyCy: "Helo",
			cohorts: ["in-data"],
			languages: [],
			relationships: [],
			categories: [],
		},
	});
	if (!made.ok) throw new Error(made.reason);
	const draft = await messageAdmin.messageById(press, made.value);
	await messageAdmin.prepareMessage(press, made.value, draft?.editedAt.toISOString() ?? "", 0);
	await asRole("worker", () => addPeopleFromFile(press, made.value, versionId, rows()));
	await owner.query("update message set state = 'finished', started_at = now(), finished_at = now() where id = $1", [
		made.value,
	]);
	return made.value;
}
const post = (id: string) =>
	asRole("worker", () => postLetters(press, id, words, writeLetters(press, id, versionId, rows(), true)));
const handedOver = async () =>
	(await owner.query("select count(*)::int as n from letter where handed_over_at is not null")).rows[0].n;

it("are posted once, with their address and in their language; others stay the printer's", async () => {
	const id = await sentMessage();
	expect(await post(id)).toEqual({ posted: 3, refused: 2 });
	const lines = standIn.taken.map(({ personalisation: { subject, text, ...address } }) => [
		subject,
		...Object.values(address),
	]);
	expect(lines.sort()).toEqual([
		["Beth oedd", "Bea Two", "2 Mill Lane", "Cardiff", "CF10 1AA"],
		["What was in the data", "Ann One", "Flat 2", "1 Mill Lane", "Cardiff", "CF10 1AA"],
		["What was in the data", "Fay Long", "a", "b", "c", "d", "e, f, g, h", "CF10 1AA"],
	]);
	expect(await post(id)).toEqual({ posted: 0, refused: 2 });
	expect(standIn.taken).toHaveLength(3);
	const counts = await asRole("web", () => messageAdmin.letterCounts(press, id));
	expect(counts.reduce((sum, each) => sum + each.handedOver, 0)).toBe(3);
});

it("are not posted twice where Notify took them and the connection broke", async () => {
	const id = await sentMessage();
	standIn.answer = (to) => (to === "Ann One" ? "cut after taking" : "take");
	await expect(post(id)).rejects.toThrow();
	standIn.answer = () => "take";
	expect(await post(id)).toEqual({ posted: 1, refused: 2 });
	expect(standIn.taken).toHaveLength(3);
	expect(await handedOver()).toBe(3);
});

it("that Notify has cancelled are posted again, and a wrong key stops at the first", async () => {
	const id = await sentMessage();
	standIn.answer = () => ({
		status: 403,
		error: "BadRequestError",
		message: "Cannot send letters with a team api key",
	});
	await expect(post(id)).rejects.toThrow("403");
	expect(await handedOver()).toBe(0);
	standIn.answer = () => "take";
	standIn.status = () => "cancelled";
	const { rows: deliveries } = await owner.query("select id::text from delivery where message_id = $1", [id]);
	expect(await post(id)).toMatchObject({ posted: 3 });
	await owner.query("update letter set handed_over_at = null");
	expect(await post(id)).toMatchObject({ posted: 3 });
	expect(standIn.taken).toHaveLength(6);
	const names = new Set(deliveries.map((each) => `${deliveryName(each.id)}-letter`));
	expect(standIn.taken.every(({ reference }) => names.has(reference))).toBe(true);
});
