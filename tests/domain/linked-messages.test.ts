/** An incident notice in several words: one draft for each group of people, so that everybody is in one of them and nobody in two. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { messageAdmin } from "@/lib/messages";
import { type Audience, type Cohort, cohorts } from "@/lib/messages/schema";
import { addIncident } from "../support/exposed-people";
import { addPeople } from "../support/many-people";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let press: Staff;
let editor: Staff;
let incidentId: string;
/** Two people of each group, by their ids. */
let people: string[];
const outcomes = ["affected", "unable-to-match", "under-review", "not-found", undefined] as const;

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	({ staff: editor } = await signedInStaff("editor@staff.example", "publisher"));
});
beforeEach(async () => {
	await owner.query("delete from delivery; delete from message");
	await owner.query("delete from proven_identifier; update person set merged_into = id");
	({ incidentId } = await addIncident(owner, { dataset: false }));
	people = await addPeople(
		owner,
		incidentId,
		[...outcomes, ...outcomes].map((outcome, at) => ({
			address: `linked${at}@readers.example`,
			...(outcome ? { outcome } : {}),
		})),
	);
});

const words = {
	subjectEn: "What was in the data",
	bodyEn: "See {site}.",
	subjectCy: "Beth oedd yn y data",
	bodyCy: "Gweler {site}.",
};
const asked = (...chosen: Cohort[]): Audience => ({
	cohorts: chosen,
	languages: [],
	relationships: [],
	categories: [],
});
const create = (audience: Audience, more: object = {}) =>
	messageAdmin.createDraft(press, null, { kind: "incident-notice", incidentId, ...words, ...audience, ...more }, true);
/** Makes a notice to some people with its linked drafts. Returns them by the first of their groups. */
async function linked(audience = asked("affected")) {
	const made = await create(audience);
	if (!made.ok) throw new Error(made.reason);
	return linkedWith(made.value);
}
async function linkedWith(id: string) {
	const first = await messageAdmin.messageById(press, id);
	if (!first) throw new Error("no draft");
	const messages = await messageAdmin.linkedMessages(press, first);
	const { linked: sums } = await messageAdmin.messageCounts(press, id);
	return { messages, sums, first, of: Object.fromEntries(messages.map((own) => [own.audience.cohorts[0] ?? "", own])) };
}
async function prepare(id: string) {
	const draft = await messageAdmin.messageById(press, id);
	return messageAdmin.prepareMessage(press, id, draft?.editedAt.toISOString() ?? "", 0);
}
const becomes = (person: string | undefined, outcome: string) =>
	owner.query(
		`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash, checked_at)
		values ('chk_' || md5(random()::text), $1, $2, $3, '[]', '', '', now() + interval '1 minute')`,
		[person, incidentId, outcome],
	);

describe("the linked drafts", () => {
	it("are one for each group that the first leaves out, and all of them together leave out nobody", async () => {
		const { messages, first, sums } = await linked();
		expect(messages.map(({ audience }) => audience.cohorts)).toEqual([
			["affected"],
			["unable-to-match", "under-review"],
			["not-found"],
			["not-checked"],
			["in-data"],
		]);
		expect(messages.flatMap(({ audience }) => audience.cohorts).sort()).toEqual([...cohorts].sort());
		expect(messages[0]).toMatchObject({ id: first.id, subjectEn: words.subjectEn });
		expect(sums).toBeNull();
		// Each sees the others.
		const other = messages.at(-1);
		expect(other && (await linkedWith(other.id)).messages).toEqual(messages);
	});

	it("begin with words of their own in both languages, with nothing that the check of wording finds", async () => {
		const { messages } = await linked();
		const proposed = messages.slice(1);
		for (const draft of proposed) expect(messageAdmin.checkWording(draft)).toEqual([]);
		expect(new Set(proposed.map(({ bodyEn }) => bodyEn)).size).toBe(4);
		expect(new Set(proposed.map(({ bodyCy }) => bodyCy)).size).toBe(4);
		for (const { id } of proposed) {
			const preview = await messageAdmin.previewText(press, id);
			expect(Object.values(preview ?? {}).map(({ text, subject }) => /[{}]/.test(text + subject))).toEqual([
				false,
				false,
			]);
		}
	});

	it("are made once for a double press", async () => {
		const [one, other] = await Promise.all([create(asked("affected")), create(asked("affected"))]);
		expect(one).toEqual(other);
		expect((await owner.query("select from message")).rowCount).toBe(5);
	});

	it.each([
		["everybody is chosen already", asked(...cohorts), {}],
		["they are narrowed", { ...asked("affected"), languages: ["cy" as const] }, {}],
		["it is no incident notice", asked("affected"), { kind: "update" as const }],
		["it is about no incident", asked("affected"), { incidentId: "" }],
	])("are none where %s", async (_, audience, more) => {
		expect(await create(audience, more)).toEqual({ ok: false, reason: "not-linkable" });
		expect((await owner.query("select from message")).rowCount).toBe(0);
	});

	it("are made with the first alone: nobody links a draft to a message of before", async () => {
		const { first } = await linked();
		const web = connectAs("web");
		const link = (creator: Staff) =>
			web.query(
				`insert into message (id, reference, kind, incident_id, subject_en, body_en, audience, created_by, linked_to)
				values ('mes_later', 'MP-LATE-RONE', 'incident-notice', $1, 'x', 'x', '{}', $2, $3)`,
				[incidentId, creator.staffId, first.id],
			);
		for (const creator of [press, editor])
			await expect(link(creator)).rejects.toThrow("a message is linked as it is made");
	});
});

describe("finalising one", () => {
	it("finalises all, and everybody is in exactly one of them", async () => {
		const { first } = await linked();
		expect(await prepare(first.id)).toMatchObject({ ok: true });
		const { of, sums } = await linkedWith(first.id);
		expect(Object.values(of).map(({ state }) => state)).toEqual(Array(5).fill("prepared"));
		expect(sums).toEqual({ everybody: 10, in_none: 0, in_several: 0 });
		expect(Object.entries(of).map(([cohort, { prepared }]) => [cohort, prepared])).toEqual([
			["affected", 2],
			["unable-to-match", 4],
			["not-found", 2],
			["not-checked", 2],
			["in-data", 0],
		]);
		const { rows } = await owner.query(
			"select person_id, count(*)::int as n from delivery group by 1 having count(*) <> 1",
		);
		expect(rows).toEqual([]);
	});

	it("is refused while the words of another cannot be sent, and then freezes none", async () => {
		const { first, of } = await linked();
		const other = of["not-found"];
		const text = { ...words, bodyEn: "See https://elsewhere.example now." };
		await messageAdmin.saveMessage(
			press,
			other?.id ?? "",
			other?.editedAt.toISOString() ?? "",
			text,
			asked("not-found"),
		);
		expect(await prepare(first.id)).toEqual({ ok: false, reason: "wording-linked" });
		expect((await owner.query("select from message where state <> 'draft'")).rowCount).toBe(0);
	});

	it("with groups that staff have made overlap sends nobody two", async () => {
		const { first, of } = await linked();
		const other = of["not-found"];
		await messageAdmin.saveMessage(
			press,
			other?.id ?? "",
			other?.editedAt.toISOString() ?? "",
			words,
			asked("not-found", "affected"),
		);
		expect(await prepare(first.id)).toMatchObject({ ok: true });
		expect((await linkedWith(first.id)).sums).toEqual({ everybody: 10, in_none: 0, in_several: 0 });
	});

	it("later than the others tells nobody twice whose answer has changed since, and says who is in none", async () => {
		const { first, of } = await linked();
		await prepare(first.id);
		const id = of.affected?.id ?? "";
		expect(await messageAdmin.reopenMessage(press, id)).toMatchObject({ ok: true });
		// One who was not found is now affected, and one who was affected is not any more.
		await becomes(people[3], "affected");
		await becomes(people[0], "not-found");
		expect(await prepare(id)).toMatchObject({ ok: true });
		const again = await linkedWith(first.id);
		expect(again.of.affected?.prepared).toBe(1);
		expect(again.sums).toEqual({ everybody: 10, in_none: 1, in_several: 0 });
	});
});
