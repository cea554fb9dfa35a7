/** The order of somebody's channels: what they want first, then the next when that failed for good, and a letter last. Nobody is told twice. */
import type { JobHelpers } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Member, Staff } from "@/lib/authority";
import { savePost } from "@/lib/contact";
import { seal } from "@/lib/crypto/seal";
import { fingerprint } from "@/lib/identifiers";
import { messageAdmin, messagesTo, postLetters, tasks } from "@/lib/messages";
import type { Audience } from "@/lib/messages/schema";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember } from "../support/exposed-people";
import { mappingOf } from "../support/imports";
import { addPeople } from "../support/many-people";
import { type MessageCarriers, startMessageCarriers } from "../support/message-carriers";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
let press: Staff;
let carriers: MessageCarriers;
let sink: MessageCarriers["sink"];
let standIn: MessageCarriers["standIn"];
let incidentId: string;

beforeAll(async () => {
	const mapping = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	({ incidentId } = await activateTable(owner, await twoDataLeads(), "Email\nsomebody@data.example\n", mapping));
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	carriers = await startMessageCarriers({ letters: true });
	({ sink, standIn } = carriers);
});
afterAll(async () => {
	await carriers.stop();
});
beforeEach(async () => {
	const realTime = carriers.begin();
	await owner.query("delete from letter; delete from delivery; delete from message; delete from suppression");
	await owner.query(
		"delete from contact_preference; delete from contact_point; delete from check_result; delete from proven_identifier; update person set merged_into = id",
	);
	return realTime;
});

const helpers = { addJob: async () => {} } as unknown as JobHelpers;
const run = (name: string, message?: string) =>
	asRole("worker", async () => void (await tasks[name]?.({ message }, helpers)));
/** Sends what is due, and asks Notify what became of it. */
async function wave(id: string): Promise<void> {
	await run("recover_deliveries");
	await run("send_wave", id);
	await owner.query(
		"update delivery set due_at = due_at - interval '1 minute', claimed_at = claimed_at - interval '1 minute' where state = 'sending'",
	);
	await run("ask_carriers");
}

type Way = "email" | "text" | "post";
type Known = { name: string; ways: Way[]; wants?: Way[]; first?: Way };
let people = 0;
/** Adds somebody affected who can be reached these ways. Returns the id. */
async function add({ name, ways, wants = [], first }: Known): Promise<string> {
	const [base] = await addPeople(owner, `inc_${String(++people).padStart(8, "0")}`, [
		ways.includes("email") ? { address: `${name}@readers.example` } : {},
	]);
	const id = base ?? "";
	await owner.query(
		`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash) values ('chk_' || $1, $1, $2, 'affected', '[]', '', '')`,
		[id, incidentId],
	);
	const points = {
		text: `+4477009001${String(people).padStart(2, "0")}`,
		post: `${name} Reader\n1 Mill Lane\nCardiff\nCF10 1AA`,
	};
	for (const way of ["text", "post"] as const)
		if (ways.includes(way))
			await owner.query(
				"insert into contact_point (id, person_id, channel, sealed, fingerprint) values ('cpt_' || $2 || $1, $1, $2, $3, $4)",
				[id, way, seal("address", points[way]), way === "text" ? fingerprint("telephone", points.text) : null],
			);
	for (const way of wants)
		await owner.query(
			"insert into contact_preference (person_id, channel, purpose, allowed, first) values ($1, $2, 'incident-notices', true, $3)",
			[id, way, way === first],
		);
	return id;
}
const words = { subjectEn: "What was in the data", bodyEn: "See {site}.", subjectCy: "Beth", bodyCy: "Gweler {site}." };
async function prepared(
	channels: Audience["channels"] = ["text", "letter"],
	kind: "incident-notice" | "update" = "incident-notice",
	corrects: string | null = null,
) {
	const question = { cohorts: ["affected" as const], languages: [], relationships: [], categories: [], channels };
	const about = corrects ? {} : { kind, incidentId };
	const made = await messageAdmin.createDraft(press, corrects, { ...about, ...words, ...question });
	if (!made.ok) throw new Error(made.reason);
	const draft = await messageAdmin.messageById(press, made.value);
	expect((await messageAdmin.prepareMessage(press, made.value, draft?.editedAt.toISOString() ?? "", 0)).ok).toBe(true);
	return made.value;
}
async function sending(channels?: Audience["channels"]) {
	const id = await prepared(channels);
	await owner.query("update message set state = 'sending', started_at = now() where id = $1", [id]);
	return id;
}
/** The channel and state of somebody's delivery, with the channels before it. The sums of the message agree. */
async function stateOf(id: string, person: string): Promise<string> {
	const { rows } = await owner.query(
		`select d.*, m.candidates, m.prepared, m.excluded, (select count(*)::int from delivery o where o.message_id = m.id and o.state <> 'excluded') as deliveries
		from delivery d join message m on m.id = d.message_id where m.id = $1 and d.person_id = $2`,
		[id, person],
	);
	const [row] = rows;
	expect([row.candidates, row.prepared]).toEqual([row.prepared + row.excluded, row.deliveries]);
	const before = [row.first_channel, row.second_channel].filter(Boolean).map((channel) => `${channel}, `);
	return `${before.join("")}${row.channel} ${row.excluded_for ?? row.state}`;
}
const gone = { status: 550, message: "5.1.1 unknown" };
async function written(id: string, standard = false) {
	const letters: { number: string; name: string; postal: string[]; locale: string | null; format: string | null }[] =
		[];
	await asRole("worker", async () => {
		for await (const { number, row } of messageAdmin.writeMemberLetters(press, id, standard))
			letters.push({ number, ...row });
	});
	return letters;
}

describe("what somebody wants first comes first", () => {
	it.each([
		{ first: "text", starts: "text waiting", ends: "text, email accepted" },
		{ first: "email", starts: "email waiting", ends: "email, text accepted" },
	] as const)("$first, and the other when it fails for good", async ({ first, starts, ends }) => {
		const ann = await add({ name: "ann", ways: ["email", "text"], wants: ["email", "text"], first });
		const id = await sending();
		expect(await stateOf(id, ann)).toBe(starts);
		if (first === "email") sink.answer = () => gone;
		else standIn.status = () => "permanent-failure";
		await wave(id);
		await wave(id);
		expect(await stateOf(id, ann)).toBe(ends);
		expect([sink.taken.length, standIn.taken.length]).toEqual([first === "text" ? 1 : 0, 1]);
	});

	it("only among the ways they still allow, that reach them, and that staff send by", async () => {
		const noNumber = await add({ name: "bea", ways: ["email"], wants: ["email", "text"], first: "text" });
		const noAddress = await add({ name: "cal", ways: ["email"], wants: ["email", "post"], first: "post" });
		const stopped = await add({ name: "dee", ways: ["email", "post"], wants: ["post"], first: "post" });
		await owner.query("update contact_preference set allowed = false where person_id = $1", [stopped]);
		const byPost = await add({ name: "eve", ways: ["email", "post"], wants: ["email", "post"], first: "post" });
		const id = await prepared();
		for (const person of [noNumber, noAddress, stopped]) expect(await stateOf(id, person)).toBe("email waiting");
		expect(await stateOf(id, byPost)).toBe("letter waiting");
		const withoutLetters = await prepared(["text"]);
		expect(await stateOf(withoutLetters, byPost)).toBe("email waiting");
	});

	it("of an update too, and by no way that they did not choose", async () => {
		const texts = await add({ name: "fay", ways: ["email", "text", "post"], wants: ["email", "text"], first: "text" });
		const post = await add({ name: "gil", ways: ["email", "text", "post"], wants: ["post"] });
		const none = await add({ name: "hal", ways: ["email", "text", "post"] });
		const id = await prepared(["text", "letter"], "update");
		expect(await Promise.all([texts, post, none].map((person) => stateOf(id, person)))).toEqual([
			"text waiting",
			"letter waiting",
			"email no-consent",
		]);
		const { rows } = await owner.query("select person_id, next_channel from delivery where message_id = $1", [id]);
		expect(rows.find(({ person_id }) => person_id === texts).next_channel).toBe("email");
		expect(rows.find(({ person_id }) => person_id === post).next_channel).toBeNull();
	});
});

describe("every channel of somebody is tried, each once, in the order of their wishes", () => {
	const all: Way[] = ["email", "text", "post"];
	/** Sends everything by every channel, of which each letter is returned by the post, until nothing is left to try. */
	async function failAll(id: string): Promise<void> {
		for (let round = 0; round < 6; round++) {
			await wave(id);
			const [letter] = await written(id);
			await messageAdmin.handOverLetters(press, id);
			if (letter) await messageAdmin.returnLetters(press, id, letter.number);
		}
	}
	it.each<{ wants: Way[]; first?: Way; order: string[] }>([
		{ wants: [], order: ["email", "text", "letter"] },
		{ wants: ["text"], order: ["text", "email", "letter"] },
		{ wants: ["post"], order: ["letter", "email", "text"] },
		{ wants: ["email", "post"], order: ["email", "letter", "text"] },
		{ wants: ["text", "post"], first: "text", order: ["text", "letter", "email"] },
		{ wants: ["text", "post"], first: "post", order: ["letter", "text", "email"] },
		{ wants: all, first: "post", order: ["letter", "email", "text"] },
		{ wants: all, first: "text", order: ["text", "email", "letter"] },
	])("who wants $wants, $first first: $order", async ({ wants, first, order }) => {
		const ann = await add({ name: "ann", ways: all, wants, ...(first ? { first } : {}) });
		// Somebody who shares nothing with her, and has one channel.
		const bea = await add({ name: "bea", ways: ["email"] });
		const id = await sending();
		standIn.status = () => "permanent-failure";
		const mailed: string[] = [];
		sink.answer = (to) => {
			mailed.push(to);
			return gone;
		};
		expect(await stateOf(id, ann)).toBe(`${order[0]} waiting`);
		await failAll(id);
		expect(await stateOf(id, ann)).toBe(
			`${order.join(", ")} ${order[2] === "letter" ? "not-accepting" : "no-such-address"}`,
		);
		expect(await stateOf(id, bea)).toBe("email no-such-address");
		expect([mailed.sort(), standIn.taken.length]).toEqual([["ann@readers.example", "bea@readers.example"], 1]);
		const counts = await messageAdmin.messageCounts(press, id);
		expect(messageAdmin.cohortFigures(counts)).toMatchObject([{ prepared: 2, bounced: 2, notReached: 2 }]);
		const lines = await messageAdmin.incidentNotifications(press, incidentId);
		expect(lines.map(({ channel, result, people }) => [channel, result, people])).toEqual([
			["email", "no-such-address", 2],
			["text", "no-such-address", 1],
			["letter", "returned", 1],
		]);
		const kept = await owner.query(
			"select from delivery where num_nonnulls(address_sealed, next_sealed, last_sealed) > 0 and message_id = $1",
			[id],
		);
		expect(kept.rowCount).toBe(0);
	});

	it("a number that two share is texted once, whoever's turn comes first", async () => {
		const ann = await add({ name: "ann", ways: all, wants: all, first: "post" });
		const bea = await add({ name: "bea", ways: ["email", "text"] });
		await owner.query(
			"update contact_point set sealed = a.sealed, fingerprint = a.fingerprint from contact_point a where a.person_id = $1 and a.channel = 'text' and contact_point.person_id = $2",
			[ann, bea],
		);
		const id = await sending();
		sink.answer = () => gone;
		standIn.status = () => "permanent-failure";
		await failAll(id);
		expect(standIn.taken).toHaveLength(1);
		expect(await stateOf(id, bea)).toBe("email, text no-such-address");
		expect(await stateOf(id, ann)).toBe("letter, email no-such-address");
	});

	it("what comes last is forgotten once the one before it has held for days", async () => {
		await add({ name: "ann", ways: all, wants: all, first: "post" });
		const id = await sending();
		const kept = async () =>
			(await owner.query("select next_sealed is not null as next, last_sealed is not null as last from delivery")).rows;
		await written(id);
		await messageAdmin.handOverLetters(press, id);
		expect(await kept()).toEqual([{ next: true, last: true }]);
		await owner.query("update delivery set ended_at = now() - interval '61 days'");
		await run("recover_deliveries");
		expect(await kept()).toEqual([{ next: false, last: false }]);
	});
});

describe("a letter to a member", () => {
	it("comes first for whoever wants post first: handed over it is sent, returned it goes on to an email", async () => {
		const ann = await add({ name: "ann", ways: ["email", "post"], wants: ["email", "post"], first: "post" });
		const id = await sending();
		await wave(id);
		// The emails and texts have all ended; the letter is a printer's.
		expect((await messageAdmin.messageById(press, id))?.state).toBe("finished");
		expect(await stateOf(id, ann)).toBe("letter waiting");
		expect(await messageAdmin.letterCounts(press, id)).toMatchObject([{ locale: null, people: 1 }]);
		const [letter] = await written(id);
		expect(letter).toMatchObject({
			name: "ann Reader",
			postal: ["1 Mill Lane", "Cardiff", "CF10 1AA"],
			locale: "en",
			format: "standard",
		});
		expect(await messageAdmin.handOverLetters(press, id)).toBe(1);
		expect(await written(id)).toEqual([]);
		expect(await stateOf(id, ann)).toBe("letter accepted");
		const kept = () => owner.query("select address_sealed, next_sealed from delivery where message_id = $1", [id]);
		expect((await kept()).rows).toEqual([{ address_sealed: null, next_sealed: expect.any(Buffer) }]);
		const counts = await messageAdmin.messageCounts(press, id);
		expect(messageAdmin.cohortFigures(counts)).toMatchObject([{ prepared: 1, accepted: 1, notReached: 0 }]);
		expect(await messageAdmin.returnLetters(press, id, letter?.number ?? "")).toMatchObject({ returned: 1 });
		await wave(id);
		expect(await stateOf(id, ann)).toBe("letter, email accepted");
		expect(sink.taken.map(({ to }) => to)).toEqual(["ann@readers.example"]);
		const lines = await messageAdmin.incidentNotifications(press, incidentId);
		expect(lines.map(({ channel, result, people }) => [channel, result, people])).toEqual([
			["email", "accepted", 1],
			["letter", "returned", 1],
		]);
	});

	it("that the post returns goes on to an email, and from there to a text, each once and each in the regulator's table", async () => {
		const ways = ["email", "text", "post"] as const;
		const ann = await add({ name: "ann", ways: [...ways], wants: [...ways], first: "post" });
		const id = await sending();
		await wave(id);
		const [letter] = await written(id);
		await messageAdmin.handOverLetters(press, id);
		await messageAdmin.returnLetters(press, id, letter?.number ?? "");
		expect(await stateOf(id, ann)).toBe("letter, email waiting");
		sink.answer = () => gone;
		await wave(id);
		expect(await stateOf(id, ann)).toMatch(/^letter, email, text /);
		await wave(id);
		expect(await stateOf(id, ann)).toBe("letter, email, text accepted");
		await wave(id);
		expect([sink.taken.length, standIn.taken.length]).toEqual([0, 1]);
		const lines = await messageAdmin.incidentNotifications(press, incidentId);
		expect(lines.map(({ channel, result, people }) => [channel, result, people]).sort()).toEqual([
			["email", "no-such-address", 1],
			["letter", "returned", 1],
			["text", "accepted", 1],
		]);
		const counts = await messageAdmin.messageCounts(press, id);
		expect(messageAdmin.cohortFigures(counts)).toMatchObject([{ prepared: 1, accepted: 1, notReached: 0 }]);
	});

	it("comes last, after email and text have failed for good, and each is in the regulator's table", async () => {
		const ann = await add({ name: "ann", ways: ["email", "text", "post"] });
		const bea = await add({ name: "bea", ways: ["email", "text"] });
		const id = await sending();
		sink.answer = () => gone;
		standIn.status = () => "permanent-failure";
		await wave(id);
		await wave(id);
		expect(await stateOf(id, ann)).toBe("email, text, letter waiting");
		expect(await stateOf(id, bea)).toBe("email, text no-such-address");
		expect((await written(id)).map(({ name }) => name)).toEqual(["ann Reader"]);
		await messageAdmin.handOverLetters(press, id);
		const lines = await messageAdmin.incidentNotifications(press, incidentId);
		expect(lines.map(({ channel, result, people }) => [channel, result, people])).toEqual([
			["email", "no-such-address", 2],
			["text", "no-such-address", 2],
			["letter", "handed-over", 1],
		]);
		const counts = await messageAdmin.messageCounts(press, id);
		expect(messageAdmin.cohortFigures(counts)).toMatchObject([{ prepared: 2, accepted: 1, bounced: 1, notReached: 1 }]);
		// Both failed addresses and both numbers are known not to exist: the next message begins with what is left.
		const next = await prepared();
		expect(await stateOf(next, ann)).toBe("letter waiting");
		expect(await stateOf(next, bea)).toBe("email suppressed");
	});

	it("is not written to somebody held back for their safety by any of their addresses", async () => {
		const ann = await add({ name: "ann", ways: ["email", "text", "post"], wants: ["post"], first: "post" });
		await owner.query(
			"insert into suppression (recipient, scope, reason, added_by) select fingerprint, 'all', 'safety', 'stf_x' from contact_point where person_id = $1 and channel = 'text'",
			[ann],
		);
		expect(await stateOf(await prepared(), ann)).toBe("email waiting");
	});

	it("is stopped with its message, and its address is forgotten", async () => {
		const ann = await add({ name: "ann", ways: ["post"] });
		const id = await sending();
		await messageAdmin.steerMessage(press, id, "stop");
		expect(await stateOf(id, ann)).toBe("letter stopped");
		expect(await written(id)).toEqual([]);
		const { rowCount } = await owner.query("select from delivery where address_sealed is not null");
		expect(rowCount).toBe(0);
	});

	it("whose letter still waits, gets the correction too", async () => {
		const ann = await add({ name: "ann", ways: ["post"] });
		const id = await sending();
		expect(await stateOf(await prepared(["letter"], "incident-notice", id), ann)).toBe("letter waiting");
	});

	it("is posted by Notify in standard print; another format is left for the printer", async () => {
		const ann = await add({ name: "ann", ways: ["post"] });
		const bea = await add({ name: "bea", ways: ["post"] });
		await owner.query("insert into contact_profile (person_id, language, format) values ($1, 'cy', 'braille')", [bea]);
		const id = await sending();
		const texts = { en: { subject: "What", text: "Hello" }, cy: { subject: "Beth", text: "Helo" } };
		const post = () =>
			asRole("worker", () => postLetters(press, id, texts, messageAdmin.writeMemberLetters(press, id, true)));
		expect(await post()).toEqual({ posted: 1, refused: 0 });
		expect(standIn.taken).toHaveLength(1);
		expect(await post()).toEqual({ posted: 0, refused: 0 });
		expect(await stateOf(id, ann)).toBe("letter accepted");
		expect((await written(id)).map(({ name, locale, format }) => [name, locale, format])).toEqual([
			["bea Reader", "cy", "braille"],
		]);
	});

	it("goes to the name and address they gave, and is in their list of messages once it was posted", async () => {
		const member: Member = await addMember(owner, { email: "own@readers.example" });
		await owner.query(
			`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash) values ('chk_own', $1, $2, 'affected', '[]', '', '')`,
			[member.personId, incidentId],
		);
		const address = {
			name: "Own Reader",
			line1: "2 Mill Lane",
			line2: "",
			town: "Cardiff",
			postcode: "cf101aa",
			country: "",
		};
		expect((await savePost(member, "en", address)).ok).toBe(true);
		await owner.query(
			"insert into contact_preference (person_id, channel, purpose, allowed) values ($1, 'post', 'incident-notices', true)",
			[member.personId],
		);
		const id = await sending();
		expect(await messagesTo(member)).toEqual([]);
		expect(await written(id)).toMatchObject([{ name: "Own Reader", postal: ["2 Mill Lane", "Cardiff", "CF10 1AA"] }]);
		await messageAdmin.handOverLetters(press, id);
		expect(await messagesTo(member)).toMatchObject([{ channel: "letter", state: "accepted" }]);
	});
});
