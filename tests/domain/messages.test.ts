/** A message to many people: who gets it, who decides, and what becomes of each delivery. */
import type { JobHelpers } from "graphile-worker";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { todoList } from "@/app/staff/_shared/todo-list";
import { readStepFacts, type StepPage, whyNot } from "@/app/staff/messages/step-facts";
import { stepPages } from "@/app/staff/messages/step-pages";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { env } from "@/lib/env";
import { fingerprint } from "@/lib/identifiers";
import { messageAdmin, messageByReference, messagesTo, publicMessages, tasks, verifyPasted } from "@/lib/messages";
import { type Audience, cohorts, type MessageKind } from "@/lib/messages/schema";
import { activateVersion, addIncident } from "../support/exposed-people";
import { addPeople, type KnownPerson } from "../support/many-people";
import { signedInMember, signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { runStatements } from "../support/run-statements";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink";
import { databaseName } from "../support/test-database";

const owner = connectAs("owner");
const {
	approveMessage,
	createDraft,
	messageCounts,
	messageById,
	prepareMessage,
	previewText,
	reopenMessage,
	repeatUnknown,
	saveMessage,
	secondPersonAbove,
	startMessage,
	steerMessage,
	tryMessage,
} = messageAdmin;
let press: Staff;
let editor: Staff;
let sink: SmtpSink;
let incidentId: string;

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	({ staff: editor } = await signedInStaff("editor@staff.example", "publisher"));
	sink = await startSmtpSink();
	(env() as { SMTP_URL: string }).SMTP_URL = sink.url;
});
afterAll(() => sink.stop());
beforeEach(async () => {
	await owner.query("delete from delivery; delete from message_trial; delete from message; delete from suppression");
	// The people of earlier tests are nobody's audience any more.
	await owner.query("delete from proven_identifier; update person set merged_into = id");
	sink.taken.length = 0;
	sink.answer = () => "take";
	({ incidentId } = await addIncident(owner, { dataset: false }));
});

const everybody: Audience = { cohorts: [...cohorts], languages: [], relationships: [], categories: [] };
const text = {
	subjectEn: "What was in the data",
	bodyEn: "Your answer about {incident} is on our site, {site}.",
	subjectCy: "Beth oedd yn y data",
	bodyCy: "Mae eich ateb ar ein gwefan, {site}.",
};
const people = (count: number, more: KnownPerson = {}): KnownPerson[] =>
	Array.from({ length: count }, (_, at) => ({ address: `reader${at}@readers.example`, outcome: "affected", ...more }));

async function draft(kind: MessageKind = "incident-notice", audience = everybody, correctsId: string | null = null) {
	const about = correctsId ? {} : { kind: kind as Exclude<MessageKind, "correction">, incidentId };
	const made = await createDraft(press, correctsId, { ...about, ...text, ...audience });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}
const revision = async (id: string) => (await messageById(press, id))?.editedAt.toISOString() ?? "";
const prepare = async (id: string, previewed = 0) => prepareMessage(press, id, await revision(id), previewed);
async function prepared(...draftOf: Parameters<typeof draft>) {
	const id = await draft(...draftOf);
	expect((await prepare(id)).ok).toBe(true);
	return id;
}

/** The jobs that a task asked for. */
const jobs: { name: string; runAt: Date | undefined }[] = [];
const helpers = {
	addJob: async (name: string, _: unknown, spec: { runAt?: Date } = {}) => void jobs.push({ name, runAt: spec.runAt }),
} as unknown as JobHelpers;
const run = (name: string, message?: string) =>
	asRole("worker", async () => {
		jobs.length = 0;
		await tasks[name]?.({ message }, helpers);
	});
/** Brings a prepared message to the state in which its waves are sent. */
async function started(id: string, starts: Date | null = null) {
	const message = await messageById(press, id);
	expect((await approveMessage(editor, id, message?.prepared ?? 0)).ok).toBe(true);
	expect((await tryMessage(press, id, [press.staffId])).ok).toBe(true);
	await run("send_trial", id);
	const reference = /MP-\w{4}-\w{4}/.exec(sink.taken.at(-1)?.raw ?? "")?.[0] ?? "";
	expect((await startMessage(press, id, reference, starts)).ok).toBe(true);
	sink.taken.length = 0;
	return reference;
}
async function states(id: string): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { state, people } of (await messageCounts(press, id)).deliveries)
		counts[state] = (counts[state] ?? 0) + people;
	return counts;
}
/** Returns how many people of each group are in the audience of a message, or left out. */
const peopleOf = async (id: string) =>
	(await messageCounts(press, id)).deliveries.map(({ cohort, excludedFor, people }) => ({
		cohort,
		excludedFor,
		people,
	}));
const state = async (id: string) => (await messageById(press, id))?.state;

it("what was sent to somebody goes with them when two turn out to be one, and nothing is left of the other", async () => {
	const [old, kept] = await addPeople(owner, incidentId, people(2));
	const id = await prepared();
	const later = await prepared();
	await owner.query("delete from delivery where message_id = $1 and person_id = $2", [later, kept]);
	await owner.query("select merge_person($1, $2)", [old, kept]);
	const { rows } = await owner.query("select message_id, person_id from delivery");
	const of = (message: string) => rows.filter(({ message_id }) => message_id === message).map((row) => row.person_id);
	expect([of(id), of(later)]).toEqual([[kept], [kept]]);
});

describe("the numbers of a message to more than 20,000 people", () => {
	it("are kept with their time, counted anew once they are older than ten seconds, and forgotten at each of its steps", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await prepared();
		const [all, many] = [2, 20_001];
		const setCandidates = (candidates: number) =>
			owner.query("update message set candidates = $2::int, prepared = $2::int - excluded where id = $1", [
				id,
				candidates,
			]);
		const count = async (anew = false) => {
			const { deliveries, countedAt, isCounting } = await messageCounts(press, id, anew);
			return isCounting
				? "counting"
				: { people: deliveries.reduce((sum, { people }) => sum + people, 0), isKept: countedAt !== null };
		};
		await setCandidates(many);
		expect([await count(), await count(true), await count()]).toEqual([
			"counting",
			...Array(2).fill({ people: all, isKept: true }),
		]);
		await owner.query(
			"delete from delivery where person_id in (select min(person_id) from delivery where message_id = $1)",
			[id],
		);
		expect([await count(), await count(true)]).toEqual(Array(2).fill({ people: all, isKept: true }));
		await owner.query("update message set figures_at = figures_at - interval '11 seconds' where id = $1", [id]);
		expect(await count()).toEqual({ people: all, isKept: true });
		expect(await count(true)).toEqual({ people: all - 1, isKept: true });
		expect(await count()).toEqual({ people: all - 1, isKept: true });
		await owner.query("delete from delivery where message_id = $1", [id]);
		expect((await approveMessage(editor, id, many)).ok).toBe(true);
		expect([await count(), await count(true)]).toEqual(["counting", { people: 0, isKept: true }]);
		await setCandidates(many - 1);
		expect(await count()).toEqual({ people: 0, isKept: false });
	});

	it("are not counted for the page of a draft either, while one to few is counted at once", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await draft();
		const count = async (anew = false) => {
			const { deliveries, isCounting } = await messageCounts(press, id, anew);
			return isCounting ? "counting" : deliveries.reduce((sum, { people }) => sum + people, 0);
		};
		expect(await count()).toBe(2);
		// What PostgreSQL takes the table to hold decides: the estimate is set, since to add so many people and delete them takes seconds.
		const estimate = (people: number) =>
			runStatements(
				inject("administrator").replace(/[^/]+$/, databaseName),
				`update pg_class set reltuples = ${people} where relname = 'person'`,
			);
		await estimate(20_001);
		try {
			expect([await count(), await count(), await count(true), await count()]).toEqual(["counting", "counting", 2, 2]);
			await owner.query('update message set audience = audience || \'{"languages": ["cy"]}\' where id = $1', [id]);
			expect([await count(), await count(true), await count()]).toEqual(["counting", 0, 0]);
		} finally {
			await estimate(2);
		}
	});
});

describe("the rate of a message", () => {
	it("is one that staff choose as they start it, and the database holds the highest", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		const rate = async () =>
			(await owner.query("select per_minute from message where id = $1", [id])).rows[0].per_minute;
		expect((await approveMessage(editor, id, 1)).ok).toBe(true);
		expect((await tryMessage(press, id, [press.staffId])).ok).toBe(true);
		await run("send_trial", id);
		const reference = /MP-\w{4}-\w{4}/.exec(sink.taken.at(-1)?.raw ?? "")?.[0] ?? "";
		const [lowest, ...higher] = messageAdmin.sendingRates;
		const highest = higher.at(-1) ?? lowest;
		expect(await rate()).toBe(lowest);
		expect(await startMessage(press, id, reference, null, highest + 1)).toMatchObject({ ok: false });
		expect(await startMessage(press, id, "MP-AAAA-AAAA", null, highest)).toMatchObject({ ok: false });
		expect(await rate()).toBe(lowest);
		expect((await startMessage(press, id, reference, null, highest)).ok).toBe(true);
		expect(await rate()).toBe(highest);
		await expect(owner.query("update message set per_minute = $1", [highest + 1])).rejects.toThrow("message_rate");
	});
});

describe("what staff see of a message before it goes out", () => {
	it("is what is sent with its placeholders filled, and no reference: that is read in the trial's mail", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await draft();
		const preview = await previewText(press, id);
		expect(preview?.en?.text).toContain("Your answer about The supplier incident is on our site, localhost:3000.");
		expect(await prepare(id)).toEqual({ ok: true, value: undefined });
		expect((await messageById(press, id))?.sent).toEqual(preview);
		expect(await previewText(press, id)).toBeNull();
		const about = { kind: "incident-notice", incidentId } as const;
		const misspelt = { ...text, bodyEn: "Ask for {name} at {site}." };
		const unfinished = await createDraft(press, null, { ...about, ...misspelt, ...everybody });
		expect((await previewText(press, unfinished.ok ? unfinished.value : ""))?.en?.text).toContain(
			"Ask for {name} at localhost:3000.",
		);
		const { rows } = await owner.query("select reference, sent from message where id = $1", [id]);
		expect(JSON.stringify(rows[0].sent)).toContain(rows[0].reference);
		expect(JSON.stringify(await messageById(press, id))).not.toContain(rows[0].reference);
	});

	it("waits on the desk for whoever may take its next step", async () => {
		await addPeople(owner, incidentId, people(secondPersonAbove + 1));
		const id = await prepared();
		const task = async (staff: Staff) =>
			(await todoList(staff, new Date()))
				.filter(({ href }) => href === `/staff/messages/${id}`)
				.map(({ title, detail, action }) => [title, detail, action]);
		const own = "For 51 people. You wrote some of it or finalised it, so someone else has to approve it";
		expect(await task(press)).toEqual([[`Approve the message: ${text.subjectEn}`, own, "See it"]]);
		expect(await task(editor)).toEqual([
			[`Approve the message: ${text.subjectEn}`, "For 51 people", "Read and decide"],
		]);
		await started(id);
		expect(await task(editor)).toEqual([]);
		await steerMessage(press, id, "pause");
		expect((await task(editor)).map(([title]) => title)).toEqual([`Carry on sending, or stop: ${text.subjectEn}`]);
	});
});

describe("what staff see of a message", () => {
	const named = { ...text, subjectEn: "{organisation}: {incident} {name}" };
	const seen = /^(?!\{)[^{]+: The supplier incident \{name\}$/;

	it("is its subject as readers see it, wherever it is named, except for a placeholder that does not exist", async () => {
		const made = await createDraft(press, null, { kind: "incident-notice", incidentId, ...named, ...everybody });
		const id = made.ok ? made.value : "";
		expect((await messageById(press, id))?.subject).toMatch(seen);
		expect((await messageAdmin.messages(press, 1)).messages.map(({ subject }) => subject)).toEqual([
			expect.stringMatching(seen),
		]);
		await addPeople(owner, incidentId, people(1));
		const saved = { ...named, subjectEn: "{organisation}: {incident}" };
		expect((await saveMessage(press, id, await revision(id), saved, everybody)).ok).toBe(true);
		expect((await prepare(id)).ok).toBe(true);
		const [todo] = (await todoList(press, new Date())).filter(({ href }) => href === `/staff/messages/${id}`);
		expect(todo?.title).toMatch(/^Approve the message: (?!\{)[^{]+: The supplier incident$/);
		// An incident that a draft does not have leaves nothing to see it by.
		const bare = await createDraft(press, null, { kind: "update", ...text, subjectEn: "{incident}", ...everybody });
		expect((await messageById(press, bare.ok ? bare.value : ""))?.subject).toBe("{incident}");
	});

	/** Returns why each of these steps cannot be taken by this member of staff now. */
	async function refusalsOf(staff: Staff, id: string, ...names: string[]) {
		const message = (await messageById(staff, id)) as Parameters<typeof readStepFacts>[1];
		const facts = await readStepFacts(staff, message);
		const steps = stepPages(message, facts);
		return names.map((name) => whyNot(steps[name] as StepPage, message.state, facts));
	}

	it("is why a step cannot be taken: nobody gets it, somebody else approves it, it comes later or is done", async () => {
		const affected: Audience = { ...everybody, cohorts: ["affected"] };
		const empty = await draft("incident-notice", affected);
		expect(await refusalsOf(press, empty, "prepare", "approve", "discard")).toEqual(["nobody", "nobody", undefined]);
		expect((await prepare(empty)).ok).toBe(true);
		expect(await refusalsOf(editor, empty, "approve", "reopen")).toEqual(["nobody", undefined]);
		expect((await todoList(editor, new Date())).filter(({ href }) => href?.includes(empty))).toEqual([]);
		await addPeople(owner, incidentId, people(secondPersonAbove + 1));
		const id = await draft("incident-notice", affected);
		expect(await refusalsOf(press, id, "prepare", "approve", "pause")).toEqual([undefined, "early", "early"]);
		expect((await prepare(id)).ok).toBe(true);
		expect(await refusalsOf(press, id, "approve", "prepare", "discard")).toEqual([
			"someone-else-approves",
			"already",
			"already",
		]);
		expect(await refusalsOf(editor, id, "approve", "start", "repeat")).toEqual([undefined, "early", "none-unknown"]);
		expect((await approveMessage(editor, id, secondPersonAbove + 1)).ok).toBe(true);
		expect((await tryMessage(press, id, [press.staffId])).ok).toBe(true);
		expect(await refusalsOf(press, id, "start")).toEqual(["not-read"]);
		await run("send_trial", id);
		expect(await refusalsOf(press, id, "start")).toEqual([undefined]);
		expect(await refusalsOf(editor, id, "start", "approve")).toEqual(["not-read", "already"]);
		await owner.query("update message set state = 'stopped', started_at = now(), finished_at = now() where id = $1", [
			id,
		]);
		expect(await refusalsOf(press, id, "pause", "reopen")).toEqual(["ended", "ended"]);
	});
});

describe("the audience", () => {
	it("is narrowed by what people are in the records and by what the data held of them", async () => {
		const { datasetId, ...made } = await addIncident(owner);
		({ incidentId } = made);
		await activateVersion(owner, datasetId, [
			{ identifiers: { email: "ann@x.example" }, relationship: "member", categories: ["name", "bank-details"] },
			{ identifiers: { email: "bea@x.example" }, relationship: "donor", categories: ["name", "donations"] },
			{ identifiers: { email: "cai@x.example" }, relationship: "donor", categories: ["name"] },
		]);
		const addresses = ["ann@x.example", "bea@x.example", "cai@x.example", "not.there@x.example"];
		await addPeople(
			owner,
			incidentId,
			addresses.map((address) => ({ address, outcome: "affected" })),
		);
		const asked = async (question: Partial<Audience>) =>
			(await peopleOf(await draft("incident-notice", { ...everybody, ...question }))).reduce(
				(sum, { people }) => sum + people,
				0,
			);
		expect(await asked({})).toBe(4);
		expect(await asked({ relationships: ["donor"] })).toBe(2);
		expect(await asked({ categories: ["bank-details", "donations"] })).toBe(2);
		expect(await asked({ relationships: ["donor"], categories: ["donations"] })).toBe(1);
		expect(await asked({ relationships: ["staff"] })).toBe(0);
	});

	it("everybody is prepared or excluded for a reason, and the sums agree with the preview", async () => {
		await addPeople(owner, incidentId, [
			...people(2),
			{ address: "later@x.example" },
			{ outcome: "affected" },
			{ address: "gone@x.example", outcome: "not-found" },
			{ address: "safe@x.example", outcome: "affected" },
		]);
		const suppress = (address: string, reason: string) =>
			owner.query("insert into suppression (recipient, scope, reason, added_by) values ($1, 'all', $2, 'test')", [
				fingerprint("email", address),
				reason,
			]);
		await suppress("gone@x.example", "no-such-address");
		await suppress("safe@x.example", "safety");
		const counted = await peopleOf(await draft());
		const id = await prepared();
		expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3, excluded: 3 });
		const frozen = await peopleOf(id);
		const byName = (list: typeof frozen) => list.map((each) => JSON.stringify(each)).sort();
		expect(byName(frozen)).toEqual(byName(counted));
		expect(byName(frozen)).toEqual(
			byName([
				{ cohort: "affected", excludedFor: null, people: 2 },
				{ cohort: "affected", excludedFor: "no-address", people: 1 },
				{ cohort: "affected", excludedFor: "held-back", people: 1 },
				{ cohort: "not-checked", excludedFor: null, people: 1 },
				{ cohort: "not-found", excludedFor: "suppressed", people: 1 },
			]),
		);
	});
	it.each<[MessageKind, number]>([
		["incident-notice", 3],
		["answer-changed", 3],
		["update", 1],
		["campaigning", 1],
	])("%s goes to those who may be sent it", async (kind, expected) => {
		await addPeople(owner, incidentId, [
			...people(1),
			{ address: "news@x.example", outcome: "affected", allows: ["incident-notices"] },
			{ address: "party@x.example", outcome: "affected", allows: ["campaigning"] },
		]);
		const id = await prepared(kind);
		expect(await messageById(press, id)).toMatchObject({ candidates: 3, prepared: expected });
	});
	it("is asked once: who comes later is not in it", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await prepared();
		const { incidentId: other } = await addIncident(owner, { dataset: false });
		await addPeople(owner, other, [{ address: "new@x.example" }]);
		await started(id);
		await run("send_wave", id);
		expect(sink.taken.map(({ to }) => to).sort()).toEqual(["reader0@readers.example", "reader1@readers.example"]);
	});
	it("a group or a language narrows it", async () => {
		await addPeople(owner, incidentId, [...people(2), { address: "cy@x.example", outcome: "not-found", locale: "cy" }]);
		const id = await prepared("incident-notice", { ...everybody, cohorts: ["not-found"], languages: ["cy"] });
		expect(await messageById(press, id)).toMatchObject({ candidates: 1, prepared: 1 });
	});
});

describe("who decides", () => {
	it("above 50 people a second person approves, for the number on the button", async () => {
		await addPeople(owner, incidentId, people(51));
		const id = await prepared();
		expect((await approveMessage(press, id, 51)).ok).toBe(false);
		expect((await approveMessage(editor, id, 50)).ok).toBe(false);
		expect((await approveMessage(editor, id, 51)).ok).toBe(true);
	});
	it("whoever edited the draft of somebody else is no second person, and the desk says so", async () => {
		await addPeople(owner, incidentId, people(51));
		const { staff: third } = await signedInStaff("third@staff.example", "publisher");
		const id = await draft();
		expect(await saveMessage(editor, id, await revision(id), { ...text, subjectEn: "Mine" }, everybody)).toEqual({
			ok: true,
			value: undefined,
		});
		expect((await prepare(id)).ok).toBe(true);
		expect((await todoList(editor, new Date())).find(({ href }) => href?.endsWith(id))?.action).toBe("See it");
		expect((await approveMessage(editor, id, 51)).ok).toBe(false);
		expect((await approveMessage(third, id, 51)).ok).toBe(true);
	});
	it("many small messages of one person are together as one large one, for a day", async () => {
		await addPeople(owner, incidentId, people(30));
		const [first, second] = [await prepared(), await prepared()];
		expect((await approveMessage(press, first, 30)).ok).toBe(true);
		expect((await approveMessage(press, second, 30)).ok).toBe(false);
		await owner.query("update message set approved_at = now() - interval '24 hours' where id = $1", [first]);
		expect((await approveMessage(press, second, 30)).ok).toBe(true);
	});
	it("two messages that one person approves at once are no more than one after the other", async () => {
		await addPeople(owner, incidentId, people(30));
		const [first, second] = [await prepared(), await prepared()];
		const client = await owner.connect();
		await client.query("begin");
		const { rows } = await client.query("select approve_message($1, $2, 30) as done", [press.staffId, first]);
		expect(rows).toEqual([{ done: true }]);
		const meanwhile = approveMessage(press, second, 30);
		const waits = "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted";
		await expect.poll(async () => (await owner.query(waits)).rows[0].n).toBe(1);
		await client.query("commit");
		client.release();
		expect((await meanwhile).ok).toBe(false);
	});
	it("nothing is sent before a reader has typed the reference from the trial's mail", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		await approveMessage(press, id, 1);
		await tryMessage(press, id, [editor.staffId]);
		const { rows } = await owner.query("select reference from message where id = $1", [id]);
		expect((await startMessage(editor, id, rows[0].reference, null)).ok).toBe(false);
		await run("send_trial", id);
		expect(sink.taken.map(({ to }) => to)).toEqual(["editor@staff.example", "editor@staff.example"]);
		expect((await startMessage(press, id, rows[0].reference, null)).ok).toBe(false);
		expect((await startMessage(editor, id, "MP-AAAA-AAAA", null)).ok).toBe(false);
		expect((await startMessage(editor, id, rows[0].reference, null)).ok).toBe(true);
		expect((await messageById(press, id))?.reference).toBeNull();
	});
	it("a frozen message cannot be edited, and is a draft again only before it goes out", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		const saved = await saveMessage(press, id, await revision(id), { ...text, bodyEn: "Other." }, everybody);
		expect(saved).toEqual({ ok: false, reason: "wrong-state" });
		const web = connectAs("web");
		await expect(web.query("update message set body_en = 'x' where id = $1", [id])).rejects.toThrow(/frozen/);
		await expect(web.query("update message set state = 'sending' where id = $1", [id])).rejects.toThrow(/denied/);
		await expect(web.query("select * from delivery")).rejects.toThrow(/denied/);
		expect((await reopenMessage(press, id)).ok).toBe(true);
		expect(await state(id)).toBe("draft");
		await prepare(id);
		await started(id);
		await run("send_wave", id);
		expect((await reopenMessage(press, id)).ok).toBe(false);
	});
	it("a draft that somebody else changed is not prepared", async () => {
		const id = await draft();
		const seen = await revision(id);
		await saveMessage(editor, id, seen, { ...text, bodyEn: "Other." }, everybody);
		expect((await prepareMessage(press, id, seen, 0)).ok).toBe(false);
	});
	it("keeps how many people its preview showed, for whoever approves it", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await draft();
		await prepare(id, 7);
		expect(await messageById(editor, id)).toMatchObject({ previewed: 7, prepared: 2 });
		await reopenMessage(press, id);
		await prepare(id, Number.NaN);
		expect((await messageById(editor, id))?.previewed).toBeNull();
	});
	it("has longer to be counted and settled than other statements of the web: 500,000 people take some seconds", async () => {
		await addPeople(owner, incidentId, people(1));
		await owner.query(`create table patience (given text);
			create function note_patience() returns trigger language plpgsql security definer as $$
			begin insert into public.patience values (current_setting('statement_timeout')); return null; end $$;
			create trigger note_patience after insert or delete on delivery for each statement execute function note_patience()`);
		const id = await asRole("web", () => prepared());
		await asRole("web", () => reopenMessage(press, id));
		const { rows } = await owner.query("select given from patience");
		await owner.query("drop trigger note_patience on delivery; drop function note_patience; drop table patience");
		expect(rows.map(({ given }) => given)).toEqual(["25s", "25s"]);
	});
	it("a link stops a message", async () => {
		const id = await draft();
		await saveMessage(press, id, await revision(id), { ...text, bodyEn: "See https://x.example" }, everybody);
		expect(await prepare(id)).toEqual({ ok: false, reason: "wording" });
	});
});

describe("sending", () => {
	it("each person is sent it once, in their language, and it ends", async () => {
		await addPeople(owner, incidentId, [...people(30), { address: "cy@x.example", outcome: "affected", locale: "cy" }]);
		const id = await prepared();
		const reference = await started(id);
		await run("send_wave", id);
		expect(new Set(sink.taken.map(({ to }) => to)).size).toBe(31);
		expect(sink.taken).toHaveLength(31);
		expect(await states(id)).toEqual({ accepted: 31 });
		expect(await state(id)).toBe("finished");
		const mail = await PostalMime.parse(sink.taken.find(({ to }) => to === "reader0@readers.example")?.raw ?? "");
		expect(mail.subject).toBe("What was in the data");
		expect(mail.text).toContain("Your answer about The supplier incident is on our site, localhost:3000.");
		expect(mail.text).toContain(reference);
		expect(mail.html).toContain(reference);
		const welsh = await PostalMime.parse(sink.taken.find(({ to }) => to === "cy@x.example")?.raw ?? "");
		expect(welsh.subject).toBe("Beth oedd yn y data");
		const { rows } = await owner.query("select count(*)::int as kept from delivery where address_sealed is not null");
		expect(rows[0].kept).toBe(0);
	});
	it("an address that is composed once with the others and one that nodemailer encodes get the same mail", async () => {
		await addPeople(owner, incidentId, [
			{ address: "plain@readers.example", outcome: "affected" },
			{ address: "odd@bücher.example", outcome: "affected" },
		]);
		await started(await prepared());
		const { rows } = await owner.query("select id from message where state = 'sending'");
		await run("send_wave", rows[0].id);
		const mails = await Promise.all(sink.taken.map(({ raw }) => PostalMime.parse(raw)));
		const [plain, odd] = mails.map(({ headers, subject, html, text: words }) => ({
			subject,
			html,
			words,
			fields: headers
				.map(({ key, value }) => `${key}: ${value.replace(/boundary="[^"]*"/, "")}`)
				.filter((field) => !/^(to|message-id|date):/.test(field))
				.sort(),
		}));
		expect(plain).toEqual(odd);
		for (const { to, messageId = "", date } of mails) {
			expect(to).toHaveLength(1);
			expect(messageId).toMatch(/^<mes_.*>$/);
			expect(Math.abs(Date.parse(date ?? "") - Date.now())).toBeLessThan(60_000);
		}
		expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
		expect(sink.taken.map(({ to }) => to).sort()).toEqual(["odd@bücher.example", "plain@readers.example"]);
	});
	it("the waves that staff start, resume or repeat wait for one that is under way", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		await owner.query("delete from graphile_worker._private_jobs");
		await started(id);
		const queues = async () =>
			(await owner.query("select queue_name, key from graphile_worker.jobs where task_identifier = 'send_wave'")).rows;
		const own = [{ queue_name: `wave:${id}`, key: `wave:${id}` }];
		expect(await queues()).toEqual(own);
		for (const begin of [
			async () => {
				await steerMessage(press, id, "pause");
				await owner.query("delete from graphile_worker._private_jobs");
				await steerMessage(press, id, "resume");
			},
			async () => {
				await owner.query("delete from graphile_worker._private_jobs");
				await owner.query("update delivery set state = 'unknown', ended_at = now() where message_id = $1", [id]);
				expect(await repeatUnknown(press, id)).toBe(1);
			},
		]) {
			await begin();
			expect(await queues()).toEqual(own);
		}
	});
	it.each([-3, 3])("goes on in time when the worker's clock is %i hours from the database's", async (hours) => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		await started(id);
		sink.answer = () => ({ status: 451, message: "4.7.1 greylisted" });
		const before = Date.now();
		vi.useFakeTimers({ toFake: ["Date"], now: before + hours * 3_600_000 });
		await run("send_wave", id).finally(() => vi.useRealTimers());
		const minutes = ((jobs[0]?.runAt?.getTime() ?? 0) - before) / 60_000;
		expect(minutes).toBeGreaterThan(0);
		expect(minutes).toBeLessThan(60);
	});
	it("what a server answers is a state, and only a greylisted mail is tried again", async () => {
		await addPeople(owner, incidentId, people(5));
		sink.answer = (address) =>
			address.startsWith("reader0")
				? { status: 550, message: "5.1.1 unknown" }
				: address.startsWith("reader1")
					? { status: 451, message: "4.7.1 greylisted" }
					: address.startsWith("reader2")
						? "cut"
						: "take";
		const id = await prepared();
		await started(id);
		await run("send_wave", id);
		expect(await states(id)).toEqual({ "no-such-address": 1, waiting: 1, unknown: 1, accepted: 2 });
		expect(jobs[0]?.runAt?.getTime()).toBeGreaterThan(Date.now() + 5 * 60_000);
		sink.answer = () => "take";
		await owner.query("update delivery set due_at = now() where state = 'waiting'");
		await run("send_wave", id);
		expect(await states(id)).toEqual({ "no-such-address": 1, unknown: 1, accepted: 3 });
		expect(await state(id)).toBe("finished");
		sink.taken.length = 0;
		expect(await repeatUnknown(press, id)).toBe(1);
		await run("send_wave", id);
		expect(sink.taken.map(({ to }) => to)).toEqual(["reader2@readers.example"]);
		expect(await repeatUnknown(press, id)).toBe(0);
	});
	it("pauses by itself when too many addresses do not exist, and says why", async () => {
		// More than the hundred that are looked at first, and what the lanes have under way then.
		await addPeople(owner, incidentId, people(200));
		sink.answer = (address) => (/reader\d*0@/.test(address) ? { status: 550, message: "5.1.1 unknown" } : "take");
		const id = await prepared();
		await started(id);
		await run("send_wave", id);
		expect(await messageById(press, id)).toMatchObject({ state: "paused", pauseReason: "bounces" });
		expect(await states(id)).toMatchObject({ waiting: expect.any(Number) });
	});
	it("pauses when a domain gives the same refusal again and again", async () => {
		await addPeople(owner, incidentId, people(45));
		const id = await prepared();
		await started(id);
		sink.answer = () => ({ status: 450, message: "4.7.0 too many" });
		await run("send_wave", id);
		expect(await messageById(press, id)).toMatchObject({ state: "paused", pauseReason: "refusals" });
	});
	it("is paused, resumed and stopped by staff, and what waits is then not sent", async () => {
		await addPeople(owner, incidentId, people(3));
		const id = await prepared();
		await started(id);
		await steerMessage(press, id, "pause");
		await run("send_wave", id);
		expect(sink.taken).toEqual([]);
		await steerMessage(press, id, "resume");
		await steerMessage(press, id, "stop");
		await run("send_wave", id);
		expect(sink.taken).toEqual([]);
		expect(await states(id)).toEqual({ stopped: 3 });
	});
	it("a delivery whose worker was killed is unknown, and its message goes on", async () => {
		await addPeople(owner, incidentId, people(2));
		const id = await prepared();
		await started(id);
		await owner.query(
			"update delivery set state = 'sending', claimed_at = now() - interval '11 minutes' where id = (select min(id) from delivery)",
		);
		await run("recover_deliveries");
		expect(jobs).toMatchObject([{ name: "send_wave" }]);
		await run("send_wave", id);
		expect(await states(id)).toEqual({ unknown: 1, accepted: 1 });
	});
	it("a server that is away loses nothing", async () => {
		await addPeople(owner, incidentId, people(3));
		const id = await prepared();
		await started(id);
		await sink.stop();
		await run("send_wave", id);
		expect(await states(id)).toEqual({ waiting: 3 });
		expect(jobs[0]?.name).toBe("send_wave");
		sink = await startSmtpSink(sink);
	});
});

describe("what everybody can look up", () => {
	it("a message is public once it goes out, with its words and never its people", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		const reference = await started(id);
		expect(await messageByReference(reference)).toBeUndefined();
		await run("send_wave", id);
		const found = await messageByReference(reference.toLowerCase().replaceAll("-", " "));
		expect(found).toMatchObject({
			reference,
			kind: "incident-notice",
			sent: { en: { subject: "What was in the data" } },
		});
		expect(JSON.stringify(found)).not.toMatch(/readers\.example|per_/);
		expect(await messageByReference("MP-AAAA-AAAA")).toBe("mistyped");
		expect((await publicMessages(1)).messages).toHaveLength(1);
	});
	it("a pasted message is the same, altered or not ours", async () => {
		await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		await started(id);
		await run("send_wave", id);
		const { text: mail = "" } = await PostalMime.parse(sink.taken[0]?.raw ?? "");
		expect(await verifyPasted(mail)).toMatchObject({ verdict: "same", locale: "en" });
		expect(await verifyPasted(`${mail}\nPay £20 today.`)).toMatchObject({ verdict: "altered" });
		expect(await verifyPasted("Your parcel is waiting.")).toEqual({ verdict: "not-ours" });
	});
	it("a pasted text takes about as long after a hundred messages as after five, whatever it shares with them", async () => {
		const footer = "If you need help, ring our helpline.";
		const send = (first: number, last: number) =>
			owner.query(
				`insert into message (id, reference, kind, incident_id, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, started_at)
				select 'mes_' || n, 'MP-' || n, 'update', $2, 'x', 'x', $3, 'finished', 'x', jsonb_build_object('en', jsonb_build_object('subject', 'News ' || n, 'text', 
					(select string_agg('In part ' || s || ' we say this. ', '') from generate_series(n * 100, n * 100 + 80) s) || $4)), 'x', now(), now()
				from generate_series($1::int, $5::int) n`,
				[first, incidentId, JSON.stringify(everybody), footer, last],
			);
		const pasted = `${footer}\n`.repeat(600);
		/** The least of a few attempts, or the first that is below `enough`. */
		const least = async (enough = 0) => {
			let ms = Number.POSITIVE_INFINITY;
			for (let at = 0; at < 4 && ms >= enough; at++) {
				const before = process.cpuUsage();
				expect((await verifyPasted(pasted)).verdict).toBe("not-ours");
				const { user, system } = process.cpuUsage(before);
				ms = Math.min(ms, (user + system) / 1_000);
			}
			return ms;
		};
		await send(1, 5);
		const few = await least();
		await send(6, 100);
		expect((await least(5 * few)) / few).toBeLessThan(5);
	});
	it("a correction is linked both ways, and goes to those who had the message it corrects", async () => {
		const [first] = await addPeople(owner, incidentId, people(1));
		const id = await prepared();
		const reference = await started(id);
		await run("send_wave", id);
		const { incidentId: other } = await addIncident(owner, { dataset: false });
		await addPeople(owner, other, [{ address: "new@x.example" }]);
		const correction = await prepared("correction", everybody, id);
		expect(await messageById(press, correction)).toMatchObject({ candidates: 1 });
		const corrected = await started(correction);
		await run("send_wave", correction);
		expect(await messageByReference(reference)).toMatchObject({ correctedBy: [corrected], corrects: null });
		expect(await messageByReference(corrected)).toMatchObject({ corrects: reference, correctedBy: [] });
		expect(first).toBeDefined();
	});
	it("a member sees what was sent to them, and nobody else does", async () => {
		const { member } = await signedInMember("own@x.example");
		const { member: other } = await signedInMember("other@x.example");
		const id = await prepared("incident-notice", { ...everybody, cohorts: ["not-checked"] });
		await owner.query("delete from delivery where person_id <> $1", [member.personId]);
		await started(id);
		await run("send_wave", id);
		expect(await messagesTo(member)).toMatchObject([{ state: "accepted", locale: "en", kind: "incident-notice" }]);
		expect(await messagesTo(other)).toEqual([]);
	});
});
