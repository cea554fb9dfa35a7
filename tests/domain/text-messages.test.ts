/** A message that goes on to a text: to people without an email address, and to those whose email has failed for good. Nobody is told twice. */
import type { JobHelpers } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Staff } from "@/lib/authority";
import { seal } from "@/lib/crypto/seal";
import { readVersionRows } from "@/lib/datasets";
import { env } from "@/lib/env";
import { fingerprint } from "@/lib/identifiers";
import { log } from "@/lib/log";
import {
	addPeopleFromFile,
	messageAdmin,
	messageByReference,
	recordReturnedMail,
	tasks,
	verifyPasted,
} from "@/lib/messages";
import { deliveryName } from "@/lib/messages/return-path";
import type { Audience } from "@/lib/messages/schema";
import { textMessage } from "@/lib/messages/text-message";
import { organisation } from "@/lib/organisation";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { mappingOf, pieces } from "../support/imports";
import { addPeople } from "../support/many-people";
import { type MessageCarriers, startMessageCarriers, textTemplate } from "../support/message-carriers";
import { signedInStaff } from "../support/people";
import { returnedMails } from "../support/returned-mails";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
let press: Staff;
let carriers: MessageCarriers;
let sink: MessageCarriers["sink"];
let standIn: MessageCarriers["standIn"];
let incidentId: string;
let versionId: string;

const mapping = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
	{ header: "Number", as: "identifier", kind: "membership-number" },
]);
const table = [
	"Name,Email,Phone,Number",
	"Ann Reached,ann@people.example,07700 900001,MP100001",
	"Bea Gone,bea@people.example,07700 900002,MP100002",
	"Cal Without,,07700 900003,MP100003",
	"Dee Landline,,0117 496 0004,MP100004",
	"Eve Shared,eve@people.example,07700 900005,MP100005",
	"Fay Shared,fay@people.example,07700 900005,MP100006",
	"Gil Same,gil@people.example,07700 900003,MP100007",
	"Hal Nothing,hal@people.example,,MP100008",
];

beforeAll(async () => {
	({ incidentId, versionId } = await activateTable(owner, await twoDataLeads(), `${table.join("\n")}\n`, mapping));
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	carriers = await startMessageCarriers();
	({ sink, standIn } = carriers);
});
afterAll(async () => {
	await carriers.stop();
});
beforeEach(async () => {
	const realTime = carriers.begin();
	await owner.query(
		"delete from letter; delete from delivery; delete from message_file; delete from message_trial; delete from message; delete from suppression",
	);
	await owner.query("delete from proven_identifier; update person set merged_into = id");
	return realTime;
});

const helpers = { addJob: async () => {} } as unknown as JobHelpers;
const run = (name: string, message?: string) =>
	asRole("worker", async () => void (await tasks[name]?.({ message }, helpers)));
const wave = (id: string) => run("send_wave", id);
/** Asks Notify as if so many minutes had passed. */
async function askNotify(minutes = 1): Promise<void> {
	await owner.query(
		"update delivery set due_at = due_at - make_interval(mins => $1), claimed_at = claimed_at - make_interval(mins => $1)",
		[minutes],
	);
	await run("ask_carriers");
}

const inData: Audience = {
	cohorts: ["in-data"],
	languages: [],
	relationships: [],
	categories: [],
	channels: ["text"],
};
const words = {
	subjectEn: "What was in the data",
	bodyEn: "See {site}.",
	subjectCy: "Beth oedd yn y data",
	bodyCy: "Gweler {site}.",
};
async function prepared(audience = inData, kind: "incident-notice" | "update" = "incident-notice") {
	const made = await messageAdmin.createDraft(press, null, { kind, incidentId, ...words, ...audience });
	if (!made.ok) throw new Error(made.reason);
	const draft = await messageAdmin.messageById(press, made.value);
	expect((await messageAdmin.prepareMessage(press, made.value, draft?.editedAt.toISOString() ?? "", 0)).ok).toBe(true);
	return made.value;
}
const read = (id: string, lines = table) =>
	asRole("worker", () =>
		addPeopleFromFile(press, id, versionId, readVersionRows(press, versionId, pieces(`${lines.join("\n")}\n`))),
	);
/** Starts a prepared message, without the steps of staff, which other tests walk. */
const start = (id: string) =>
	owner.query("update message set state = 'sending', started_at = now(), per_minute = 12000 where id = $1", [id]);
/** A message to the people of the table that is being sent. */
async function sending(lines = table): Promise<string> {
	const id = await prepared();
	await read(id, lines);
	await start(id);
	return id;
}
type Row = {
	id: string;
	channel: string;
	state: string;
	first_state: string | null;
	address_sealed: Buffer | null;
	next_sealed: Buffer | null;
};
/** The delivery of each row of the table, by its first name. */
async function byName(id: string): Promise<Record<string, Row & { excluded_for: string | null }>> {
	const { rows } = await owner.query(
		"select *, id::text as id from delivery where message_id = $1 and record is not null",
		[id],
	);
	return Object.fromEntries(rows.map((row) => [table[row.record - 1]?.split(" ")[0] ?? "", row]));
}
/** The sums of a message agree: candidates are prepared and excluded, and each is one delivery. */
async function sums(id: string): Promise<[number, number, number]> {
	const { rows } = await owner.query(
		`select m.candidates, m.prepared, m.excluded, (select count(*)::int from delivery d where d.message_id = m.id and d.state <> 'excluded') as deliveries
		from message m where id = $1`,
		[id],
	);
	expect(rows[0].candidates).toBe(rows[0].prepared + rows[0].excluded);
	expect(rows[0].deliveries).toBe(rows[0].prepared);
	return [rows[0].candidates, rows[0].prepared, rows[0].excluded];
}
const refused = { status: 550, message: "5.1.1 unknown" };
const texted = () => standIn.taken.map(({ to }) => to).sort();
const goTo = (...gone: string[]) => {
	sink.answer = (address) => (gone.some((name) => address.startsWith(name)) ? refused : "take");
};

describe("the text message", () => {
	it.each(["en", "cy"] as const)(
		"in %s has at most 160 characters of one place each, the reference, and no link",
		(locale) => {
			const text = textMessage(locale, "MP-7Q4K-3D9T");
			expect(text.length).toBeLessThanOrEqual(160);
			expect(text).toMatch(/^[A-Za-z0-9 ',.:-]+$/);
			expect(text).toContain("MP-7Q4K-3D9T");
			expect(text).not.toMatch(/:\/\/|www|\.[a-z]{2}|data|breach|affected|incident/i);
		},
	);

	it("leaves out a long name of the organisation, and marks that would halve its room", () => {
		const name = { ...organisation().name };
		Object.assign(organisation().name, { en: "An organisation whose name is very long ".repeat(3), cy: "Tŷ Môr" });
		expect(textMessage("en", "MP-7Q4K-3D9T")).toMatch(/^We have a message/);
		expect(textMessage("cy", "MP-7Q4K-3D9T")).toMatch(/^Ty Mor: Mae/);
		Object.assign(organisation().name, name);
	});

	it("is public with its message, and found when somebody pastes it", async () => {
		const id = await prepared();
		await start(id);
		const { rows } = await owner.query("select reference from message where id = $1", [id]);
		const message = await messageByReference(rows[0].reference);
		const sms = typeof message === "object" ? (message.sent.en.sms ?? "") : "";
		expect(sms).toBe(textMessage("en", rows[0].reference));
		expect(await verifyPasted(sms)).toMatchObject({ verdict: "same", partial: false });
		expect(await verifyPasted(`${sms} Pay the fee at once.`)).toMatchObject({ verdict: "altered" });
	});

	it("is none of a message that does not go on to texts", async () => {
		const id = await prepared({ ...inData, channels: undefined });
		await read(id);
		const { rows } = await owner.query("select sent from message where id = $1", [id]);
		expect(rows[0].sent.en.sms).toBeUndefined();
		const people = Object.values(await byName(id));
		expect(people.every(({ next_sealed, channel }) => next_sealed === null && channel === "email")).toBe(true);
		expect((await byName(id)).Cal).toMatchObject({ state: "excluded", excluded_for: "no-address" });
	});
});

describe("people of the data", () => {
	it("without an email address get a text at once, and those without a mobile number none", async () => {
		const id = await sending();
		expect(await sums(id)).toEqual([8, 7, 1]);
		await wave(id);
		await askNotify();
		const people = await byName(id);
		expect(people.Cal).toMatchObject({ channel: "text", state: "accepted", first_state: null, address_sealed: null });
		expect(people.Dee).toMatchObject({ state: "excluded", excluded_for: "no-address" });
		expect(standIn.taken).toMatchObject([{ type: "sms", to: "+447700900003", template: textTemplate }]);
		const { rows } = await owner.query("select reference from message where id = $1", [id]);
		expect(standIn.taken[0]?.personalisation).toEqual({ text: textMessage("en", rows[0].reference) });
		expect(sink.taken.map(({ to }) => to).sort()).toEqual(
			["ann", "bea", "eve", "fay", "gil", "hal"].map((name) => `${name}@people.example`),
		);
		await wave(id);
		expect((await messageAdmin.messageById(press, id))?.state).toBe("finished");
	});

	it("whose address does not exist get a text, and nobody whose email was taken", async () => {
		const id = await sending();
		goTo("bea", "hal");
		await wave(id);
		await wave(id);
		await askNotify();
		const people = await byName(id);
		expect(people.Bea).toMatchObject({ channel: "text", state: "accepted", first_state: "no-such-address" });
		expect(people.Hal).toMatchObject({ channel: "email", state: "no-such-address" });
		expect(people.Ann).toMatchObject({ channel: "email", state: "accepted" });
		expect(texted()).toEqual(["+447700900002", "+447700900003"]);
		expect(await sums(id)).toEqual([8, 7, 1]);
		// The address is on the do-not-send list though its delivery goes on.
		expect(await messageAdmin.findSuppressions(press, "bea@people.example")).toMatchObject([
			{ reason: "no-such-address" },
		]);
	});

	it("are counted once, in words that say both channels, and the regulator reads both", async () => {
		const id = await sending();
		goTo("bea");
		await wave(id);
		await wave(id);
		await askNotify();
		const counts = await messageAdmin.messageCounts(press, id);
		expect(counts.deliveries.reduce((sum, { people }) => sum + people, 0)).toBe(8);
		expect(counts.deliveries).toContainEqual(
			expect.objectContaining({ channel: "text", state: "accepted", firstState: "no-such-address", people: 1 }),
		);
		const lines = await messageAdmin.incidentNotifications(press, incidentId);
		const of = (channel: string, result: string) =>
			lines.find((line) => line.channel === channel && line.result === result)?.people;
		expect([of("text", "accepted"), of("email", "no-such-address"), of("email", "accepted")]).toEqual([2, 1, 5]);
		const [figures] = messageAdmin.cohortFigures(counts);
		expect(figures).toMatchObject({ prepared: 7, excluded: 1, accepted: 7, bounced: 0, notReached: 1 });
	});

	it("who share a number: it is texted once, and the other is left for a letter", async () => {
		const id = await sending();
		goTo("eve", "fay", "gil");
		await wave(id);
		await wave(id);
		await askNotify();
		const people = await byName(id);
		expect([people.Eve, people.Fay].map((row) => row?.channel).sort()).toEqual(["email", "text"]);
		// Gil's number is that of somebody who has no email address.
		expect(people.Gil).toMatchObject({ channel: "email", state: "no-such-address" });
		expect(texted()).toEqual(["+447700900003", "+447700900005"]);
		expect((await messageAdmin.letterCounts(press, id))[0]?.people).toBe(3);
	});

	it("whose text fails too are left for a letter, and their number is wiped and not texted again", async () => {
		const id = await sending();
		goTo("bea");
		standIn.status = () => "permanent-failure";
		await wave(id);
		await wave(id);
		await askNotify();
		const people = await byName(id);
		expect(people.Bea).toMatchObject({
			state: "no-such-address",
			first_state: "no-such-address",
			address_sealed: null,
			next_sealed: null,
		});
		expect((await messageAdmin.letterCounts(press, id))[0]?.people).toBe(3);
		const again = await sending();
		await wave(again);
		expect((await byName(again)).Cal).toMatchObject({ state: "excluded" });
		expect(texted()).toEqual(["+447700900002", "+447700900003"]);
	});

	it("get a text when a mail that a server took comes back, also after the message had ended", async () => {
		const id = await sending();
		await wave(id);
		await askNotify();
		await wave(id);
		expect((await messageAdmin.messageById(press, id))?.state).toBe("finished");
		const { Bea } = await byName(id);
		const mail = Buffer.from(returnedMails.postfix(deliveryName(Bea?.id ?? "")).replace(/\r?\n/g, "\r\n"));
		const returned = () => asRole("worker", () => recordReturnedMail([mail] as never));
		expect(await returned()).toEqual({ "no-such-address": 1 });
		await run("recover_deliveries");
		expect((await messageAdmin.messageById(press, id))?.state).toBe("sending");
		// A second report about the same email says nothing of the text.
		expect(await returned()).toEqual({ known: 1 });
		await wave(id);
		await askNotify();
		await wave(id);
		expect((await byName(id)).Bea).toMatchObject({
			channel: "text",
			state: "accepted",
			first_state: "no-such-address",
		});
		expect(texted()).toEqual(["+447700900002", "+447700900003"]);
		expect((await messageAdmin.messageById(press, id))?.state).toBe("finished");
	});

	it("keep their number for five days after a server took their email, and no longer", async () => {
		const id = await sending();
		await wave(id);
		const kept = async () => (await byName(id)).Bea?.next_sealed !== null;
		await owner.query("update delivery set ended_at = ended_at - interval '4 days 23 hours'");
		await run("recover_deliveries");
		expect(await kept()).toBe(true);
		await owner.query("update delivery set ended_at = ended_at - interval '2 hours'");
		await run("recover_deliveries");
		expect(await kept()).toBe(false);
	});

	it("get no text after staff have stopped the message", async () => {
		const id = await sending();
		await messageAdmin.steerMessage(press, id, "stop");
		const people = Object.values(await byName(id));
		expect(
			people.every(({ state, next_sealed }) => ["stopped", "excluded"].includes(state) && next_sealed === null),
		).toBe(true);
		await run("recover_deliveries");
		await wave(id);
		expect(texted()).toEqual([]);
	});

	it("are texted only a number that their record holds", async () => {
		const changed = table.map((line) =>
			line.replace("07700 900002", "07700 900999").replace("07700 900003", "07700 900998"),
		);
		const id = await sending(changed);
		goTo("bea");
		await wave(id);
		await wave(id);
		expect((await byName(id)).Bea).toMatchObject({ channel: "email", state: "no-such-address" });
		expect(texted()).toEqual([]);
	});

	it("are not woken up: texts wait for the morning, emails of a notice do not", async () => {
		const id = await sending();
		vi.setSystemTime(new Date("2026-11-30T02:00:00Z"));
		await wave(id);
		expect(sink.taken).toHaveLength(6);
		expect((await byName(id)).Cal).toMatchObject({ state: "waiting" });
		vi.setSystemTime(new Date("2026-11-30T08:00:00Z"));
		await wave(id);
		expect(texted()).toEqual(["+447700900003"]);
	});

	it("wait where texts cannot be sent, which the log says, and none is lost", async () => {
		const id = await sending();
		const error = vi.spyOn(log, "error").mockImplementation(() => {});
		await run("recover_deliveries");
		expect(error).not.toHaveBeenCalled();
		Object.assign(env(), { NOTIFY_TEXT_TEMPLATE: undefined });
		await wave(id);
		expect((await byName(id)).Cal).toMatchObject({ state: "waiting" });
		await run("recover_deliveries");
		expect(error.mock.calls).toEqual([[{ event: "texts.not-configured", count: 1 }]]);
		error.mockRestore();
		expect((await messageAdmin.messageById(press, id))?.heldTexts).toBe(1);
		expect((await messageAdmin.waitingMessages(press)).map((waiting) => waiting.id)).toEqual([id]);
		Object.assign(env(), { NOTIFY_TEXT_TEMPLATE: textTemplate });
		await run("recover_deliveries");
		expect((await messageAdmin.messageById(press, id))?.heldTexts).toBe(0);
		expect(await messageAdmin.waitingMessages(press)).toEqual([]);
		expect((await messageAdmin.messageById(press, id))?.state).toBe("sending");
	});
});

describe("the trial", () => {
	/** Prepares and approves a message that may go on to a text. */
	async function approved(): Promise<string> {
		const id = await sending();
		await owner.query("update message set state = 'approved', started_at = null where id = $1", [id]);
		return id;
	}
	const state = async (id: string) => (await messageAdmin.trialReaders(press, id))[0]?.textState;

	it("of a message that goes on to a text sends the text as well, to a number that is forgotten then", async () => {
		const id = await approved();
		expect(await messageAdmin.tryMessage(press, id, [press.staffId], "0117 496 0004")).toMatchObject({
			reason: "not-a-mobile",
		});
		expect(await messageAdmin.tryMessage(press, id, [press.staffId], "")).toMatchObject({ reason: "not-a-mobile" });
		await messageAdmin.tryMessage(press, id, [press.staffId], "07700 900999");
		await run("send_trial", id);
		await run("send_trial", id);
		const { rows } = await owner.query("select reference from message where id = $1", [id]);
		// In each of its two languages.
		expect(standIn.taken.map(({ to }) => to)).toEqual(["+447700900999", "+447700900999"]);
		expect(standIn.taken[0]?.personalisation.text).toContain(rows[0].reference);
		expect(sink.taken).toHaveLength(2);
		expect(await state(id)).toBe("sent");
		expect((await owner.query("select from message_trial where mobile_sealed is not null")).rowCount).toBe(0);
	});

	it("says that no text can be sent to a number, or that this site cannot send texts", async () => {
		const id = await approved();
		standIn.answer = () => ({ status: 400, error: "ValidationError", message: "phone_number Not a valid number" });
		await messageAdmin.tryMessage(press, id, [press.staffId], "07700 900999");
		await run("send_trial", id);
		expect(await state(id)).toBe("refused");
		await owner.query("update message_trial set sent_at = now() - interval '2 minutes'");
		await messageAdmin.tryMessage(press, id, [press.staffId], "07700 900999");
		Object.assign(env(), { NOTIFY_TEXT_TEMPLATE: undefined });
		await run("send_trial", id);
		expect(await state(id)).toBe("not-configured");
	});

	it("is tried again while Notify takes nothing, without a second mail", async () => {
		const id = await approved();
		standIn.answer = () => ({ status: 500, error: "Exception", message: "Internal server error" });
		await messageAdmin.tryMessage(press, id, [press.staffId], "07700 900999");
		await expect(run("send_trial", id)).rejects.toThrow();
		standIn.answer = () => "take";
		await run("send_trial", id);
		expect([sink.taken.length, standIn.taken.length]).toEqual([2, 2]);
	});
});

describe("people who have signed in", () => {
	const everybody: Audience = { ...inData, cohorts: ["affected"] };
	/** Adds people with a number for texts, all affected. */
	async function add(people: { address?: string; number?: string; wants?: ("email" | "text")[] }[]) {
		const ids = await addPeople(
			owner,
			incidentId,
			people.map(({ address }) => ({ ...(address ? { address } : {}), outcome: "affected" })),
		);
		for (const [at, { number, wants = [] }] of people.entries()) {
			if (number)
				await owner.query(
					"insert into contact_point (id, person_id, channel, sealed, fingerprint) values ('cpt_' || $1, $1, 'text', $2, $3)",
					[ids[at], seal("address", number), fingerprint("telephone", number)],
				);
			for (const channel of wants)
				await owner.query(
					"insert into contact_preference (person_id, channel, purpose, allowed) values ($1, $2, 'incident-notices', true)",
					[ids[at], channel],
				);
		}
		return ids;
	}
	beforeEach(() =>
		owner.query(
			"delete from contact_preference; delete from contact_point; delete from check_result; delete from person",
		),
	);
	const rowsOf = async (id: string, ids: string[]) => {
		const { rows } = await owner.query(
			"select person_id, channel, state, excluded_for from delivery where message_id = $1",
			[id],
		);
		return ids.map((person) => {
			const row = rows.find(({ person_id }) => person_id === person);
			return `${row?.channel} ${row?.excluded_for ?? row?.state}`;
		});
	};

	it("get a notice by text if they have no email address, or it fails", async () => {
		const ids = await add([
			{ address: "ann@readers.example", number: "+447700900101" },
			{ number: "+447700900102" },
			{ address: "bea@readers.example" },
			{},
		]);
		const id = await prepared(everybody);
		expect(await rowsOf(id, ids)).toEqual(["email waiting", "text waiting", "email waiting", "email no-address"]);
		await start(id);
		goTo("ann", "bea");
		await wave(id);
		await wave(id);
		await askNotify();
		expect(await rowsOf(id, ids)).toEqual([
			"text accepted",
			"text accepted",
			"email no-such-address",
			"email no-address",
		]);
		expect(await sums(id)).toEqual([4, 3, 1]);
	});

	it("get an update by the channel they agreed to, and none by another", async () => {
		const ids = await add([
			{ address: "ann@readers.example", number: "+447700900101", wants: ["email"] },
			{ address: "bea@readers.example", number: "+447700900102", wants: ["text"] },
			{ address: "cal@readers.example", number: "+447700900103" },
		]);
		const id = await prepared(everybody, "update");
		expect(await rowsOf(id, ids)).toEqual(["email waiting", "text waiting", "email no-consent"]);
		const { rows } = await owner.query("select next_sealed from delivery where person_id = $1", [ids[0]]);
		expect(rows[0].next_sealed).toBeNull();
	});

	it("get a text first if they chose texts and no emails, and a notice by email if that fails for good", async () => {
		const ids = await add([
			{ address: "ann@readers.example", number: "+447700900101", wants: ["text"] },
			{ address: "bea@readers.example", number: "+447700900102", wants: ["text"] },
			{ address: "cal@readers.example", number: "+447700900103", wants: ["text", "email"] },
		]);
		const id = await prepared(everybody);
		expect(await rowsOf(id, ids)).toEqual(["text waiting", "text waiting", "email waiting"]);
		await start(id);
		standIn.status = (to) => (to.endsWith("101") ? "delivered" : "permanent-failure");
		await wave(id);
		await askNotify();
		await wave(id);
		expect(await rowsOf(id, ids)).toEqual(["text accepted", "email accepted", "email accepted"]);
		expect(sink.taken.map(({ to }) => to).sort()).toEqual(["bea@readers.example", "cal@readers.example"]);
		expect((await messageAdmin.messageCounts(press, id)).deliveries).toContainEqual(
			expect.objectContaining({ channel: "email", state: "accepted", firstState: "no-such-address", people: 1 }),
		);
		// The number that does not exist is on the list, the address is not.
		expect(await messageAdmin.findSuppressions(press, "bea@readers.example")).toEqual([]);
		expect(await messageAdmin.suppressionCounts(press)).toMatchObject([{ reason: "no-such-address", addresses: 1 }]);
		const { rows } = await owner.query("select from delivery where next_sealed is not null and state <> 'accepted'");
		expect(rows).toEqual([]);
	});

	it("are texted once where two gave the same number", async () => {
		const ids = await add([
			{ number: "+447700900101" },
			{ number: "+447700900101" },
			{ address: "ann@readers.example", number: "+447700900101" },
		]);
		const id = await prepared(everybody);
		expect((await rowsOf(id, ids)).sort()).toEqual(["email waiting", "text duplicate", "text waiting"]);
		await start(id);
		goTo("ann");
		await wave(id);
		await wave(id);
		expect(texted()).toEqual(["+447700900101"]);
	});
});
