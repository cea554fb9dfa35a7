import pg from "pg";
import { beforeEach, describe, expect, inject, it, type MockInstance, vi } from "vitest";
import type { Member } from "@/lib/authority";
import { dataCategories } from "@/lib/data-categories";
import { database } from "@/lib/database";
import { answerHistory, claimAttemptsLeft, claimIdentifier, worstOutcome } from "@/lib/exposure";
import { lookUp } from "@/lib/exposure/lookup";
import { type Claim, type IncidentAnswer, readHints, writeHints } from "@/lib/exposure/schema";
import { fingerprint, storedDot } from "@/lib/identifiers";
import { activateVersion, addIncident, addMember, checkNow } from "../support/exposed-people";
import { connectAs } from "../support/roles";
import { databaseName } from "../support/test-database";

const owner = connectAs("owner");

beforeEach(async () => {
	// The people stay, since nothing of theirs is found any more. To truncate so many tables takes ten times as long.
	await owner.query(
		`update dataset set active_version_id = null; delete from exposure.claim_attempt; delete from exposure.recent_claim;
		delete from stated_identifier; delete from check_result; delete from dataset_version; delete from dataset; delete from incident_category;
		delete from incident_relationship; delete from incident_finding; delete from incident; delete from proven_identifier`,
	);
	// To ask them costs for each version of the tests before.
	await owner.query(`do $$ declare version regclass; begin
		for version in select inhrelid from pg_inherits where inhparent in ('exposure.record'::regclass, 'exposure.profile'::regclass)
		loop execute format('drop table %s', version); end loop; end $$`);
});

async function answersFor(member: Member, locale: "en" | "cy" = "en"): Promise<IncidentAnswer[]> {
	const checked = await checkNow(member, locale);
	if (!checked.ok) throw new Error(checked.reason);
	return checked.value.answers;
}
const outcomesFor = async (member: Member) => (await answersFor(member)).map((each) => each.outcome);
const keptRows = async (member: Member) =>
	(await owner.query("select * from check_result where person_id = $1 order by checked_at", [member.personId])).rows;

describe("the four outcomes", () => {
	it("affected: the categories of the record, what is held elsewhere, effects, reason, version", async () => {
		const { datasetId } = await addIncident(owner);
		const versionId = await activateVersion(owner, datasetId, [
			{
				name: "Jo Smith",
				identifiers: { email: " JO@example.org" },
				categories: ["telephone-number", "email-address"],
				hints: { "email-address": "j•••@e•••.org" },
				since: "2014-05",
				source: "Join form",
			},
		]);
		const [answer] = await answersFor(await addMember(owner, { email: "jo@example.org" }));
		expect(answer).toMatchObject({
			outcome: "affected",
			incomplete: false,
			lines: [
				{ category: "name", standing: "in-data", hints: [] },
				{ category: "email-address", standing: "in-data", hints: ["j•••@e•••.org"] },
				{ category: "telephone-number", standing: "in-data", hints: [] },
				{ category: "bank-details", standing: "held-elsewhere", hints: [] },
				{ category: "correspondence", standing: "being-rebuilt", hints: [] },
			],
			findings: [
				{ effect: "inaccessible", confidence: "confirmed" },
				{ effect: "copied", confidence: "under-investigation" },
			],
			reasons: [
				{
					relationship: "member",
					since: "2014-05",
					recordedSources: ["Join form"],
					texts: { source: { text: "You gave it to us." }, retention: { text: "Six years." } },
				},
			],
			versions: [{ versionId, number: 1 }],
		});
		expect(Date.parse(answer?.versions[0]?.activatedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
	});

	it("is in Welsh where there is a translation, and marks English text as English", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [{ name: "Jo", identifiers: { email: "jo@example.org" } }]);
		const [answer] = await answersFor(await addMember(owner, { email: "jo@example.org" }), "cy");
		expect(answer?.incident.title).toEqual({ text: "Digwyddiad y cyflenwr", lang: "cy" });
		expect(answer?.reasons[0]?.texts?.source.lang).toBe("cy");
		expect(answer?.reasons[0]?.texts?.retention.lang).toBe("en");
	});

	it("not found: only if every dataset that was ever active is active and complete", async () => {
		const { incidentId, datasetId } = await addIncident(owner);
		const nobody = await addMember(owner, { email: "nobody@example.org" });
		expect(await outcomesFor(nobody)).toEqual(["under-review"]);
		await activateVersion(owner, datasetId, []);
		expect(await outcomesFor(nobody)).toEqual(["not-found"]);
		await owner.query("update dataset set complete = false");
		expect(await outcomesFor(nobody)).toEqual(["under-review"]);
		await owner.query("update dataset set complete = true");
		await owner.query("insert into dataset (id, incident_id, name, complete) values ('dst_x', $1, 'second', true)", [
			incidentId,
		]);
		expect(await outcomesFor(nobody)).toEqual(["not-found"]);
		await activateVersion(owner, "dst_x", []);
		expect(await outcomesFor(nobody)).toEqual(["not-found"]);
		await owner.query("update dataset set active_version_id = null where id = 'dst_x'");
		expect(await outcomesFor(nobody)).toEqual(["under-review"]);
	});

	it("under review while an incident has no dataset at all", async () => {
		await addIncident(owner, { dataset: false });
		expect(await outcomesFor(await addMember(owner, { email: "nobody@example.org" }))).toEqual(["under-review"]);
	});

	it("under review if every category of the record is still being rebuilt, and names the categories", async () => {
		const { incidentId, datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [
			{ identifiers: { email: "jo@example.org" }, categories: ["correspondence"] },
		]);
		const member = await addMember(owner, { email: "jo@example.org" });
		const [answer] = await answersFor(member);
		expect(answer).toMatchObject({ outcome: "under-review", incomplete: true, findings: [] });
		expect(answer?.lines.map((each) => [each.category, each.standing])).toEqual([
			["bank-details", "held-elsewhere"],
			["correspondence", "being-rebuilt"],
		]);
		await owner.query("update incident_category set standing = 'in-data' where incident_id = $1 and category = $2", [
			incidentId,
			"correspondence",
		]);
		expect(await outcomesFor(member)).toEqual(["affected"]);
	});

	it("no outcome, and nothing saved, if no personal data was involved", async () => {
		await addIncident(owner, { dataInvolved: false, status: "closed" });
		const member = await addMember(owner, { email: "nobody@example.org" });
		expect(await outcomesFor(member)).toEqual([null]);
		expect(worstOutcome(await answersFor(member))).toBeNull();
		expect(await keptRows(member)).toEqual([]);
	});

	it("lists open incidents first, whatever their position", async () => {
		const closed = await addIncident(owner, { status: "closed", position: 1 });
		const review = await addIncident(owner, { status: "under-review", position: 2 });
		const active = await addIncident(owner, { status: "active", position: 3 });
		const answers = await answersFor(await addMember(owner, { email: "nobody@example.org" }));
		expect(answers.map((each) => each.incident.id)).toEqual([active.incidentId, review.incidentId, closed.incidentId]);
	});
});

describe("several records", () => {
	it("combines those of one name, and says in the data if one of them says so", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [
			{ name: "Jo Smith", identifiers: { email: "jo@example.org" }, categories: ["email-address"], since: "2019" },
			{
				name: "JO  SMITH",
				identifiers: { email: "jo@example.org" },
				categories: ["bank-details"],
				relationship: "donor",
				since: "2011",
				hints: { "bank-details": "account ending 42" },
			},
		]);
		const [answer] = await answersFor(await addMember(owner, { email: "jo@example.org" }));
		expect(answer?.lines.map((each) => [each.category, each.standing])).toEqual([
			["name", "in-data"],
			["email-address", "in-data"],
			["bank-details", "in-data"],
			["donations", "held-elsewhere"],
			["correspondence", "being-rebuilt"],
		]);
		expect(answer?.reasons.map((each) => [each.relationship, each.since])).toEqual([
			["donor", "2011"],
			["member", "2019"],
		]);
	});

	it("combines two old addresses of one person in two incidents", async () => {
		const one = await addIncident(owner, { position: 1 });
		const two = await addIncident(owner, { position: 2, status: "under-review" });
		await activateVersion(owner, one.datasetId, [{ name: "Ann Lee", identifiers: { email: "old@example.org" } }]);
		await activateVersion(owner, two.datasetId, [{ name: "Ann Jones", identifiers: { email: "older@example.org" } }]);
		expect(await outcomesFor(await addMember(owner, { email: "older@example.org" }))).toEqual([
			"not-found",
			"affected",
		]);
		await owner.query("delete from proven_identifier");
		expect(await outcomesFor(await addMember(owner, { email: ["old@example.org", "older@example.org"] }))).toEqual([
			"affected",
			"affected",
		]);
	});
});

describe("an address that several people share", () => {
	const ann = {
		name: "Ann Lee",
		identifiers: { email: "office@example.org", "membership-number": "MP000001", telephone: "020 7946 0001" },
		hints: { "email-address": "ann's" },
	};
	const bob = {
		name: "Bob Roe",
		identifiers: {
			email: "office@example.org",
			"membership-number": "MP000002",
			telephone: "020 7946 0001",
			"name-postcode": "Bob Roe, ZZ1 1ZZ",
		},
		categories: ["donations"],
		hints: { donations: "bob's" },
	};
	const number = (value: string): Claim => ({ kind: "membership-number", number: value });

	async function twoPeople() {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [ann, bob]);
		return addMember(owner, { email: "office@example.org" });
	}

	it("shows nobody's data", async () => {
		const member = await twoPeople();
		const [answer] = await answersFor(member);
		expect(answer).toMatchObject({ outcome: "unable-to-match", lines: [], findings: [], reasons: [] });
		const checked = await checkNow(member);
		const reasons = checked.ok ? checked.value.plan.steps.map(({ reason }) => reason.kind) : [];
		expect([...new Set(reasons)]).toEqual(["general"]);
	});

	it("withholds across incidents too, because a role mailbox passes from one person to the next", async () => {
		const one = await addIncident(owner, { position: 1 });
		const two = await addIncident(owner, { position: 2 });
		await activateVersion(owner, one.datasetId, [ann]);
		await activateVersion(owner, two.datasetId, [bob]);
		const member = await addMember(owner, { email: "office@example.org" });
		expect(await outcomesFor(member)).toEqual(["unable-to-match", "unable-to-match"]);
		expect(await claimIdentifier(member, number("MP000002"))).toMatchObject({ ok: true });
		expect(await outcomesFor(member)).toEqual(["unable-to-match", "affected"]);
	});

	it("keeps an earlier answer when another incident has another name, and withholds only that incident's records", async () => {
		const one = await addIncident(owner, { position: 1 });
		const two = await addIncident(owner, { position: 2 });
		await activateVersion(owner, one.datasetId, [ann]);
		const member = await addMember(owner, { email: "office@example.org" });
		await activateVersion(owner, two.datasetId, []);
		expect(await outcomesFor(member)).toEqual(["affected", "not-found"]);
		await activateVersion(owner, two.datasetId, [bob]);
		for (let again = 0; again < 2; again++) {
			expect(await outcomesFor(member)).toEqual(["affected", "unable-to-match"]);
			expect(JSON.stringify(await answersFor(member))).not.toContain("bob's");
		}
		await activateVersion(owner, one.datasetId, [bob, ann]);
		expect(await answersFor(member)).toMatchObject([
			{ outcome: "affected", moreWithheld: true, lines: [{}, { hints: ["ann's"] }, {}, {}] },
			{ outcome: "unable-to-match" },
		]);
	});

	it("accepts a claim that only one of them has, and keeps it for the next check", async () => {
		const member = await twoPeople();
		await answersFor(member);
		expect(await claimIdentifier(member, number(" mp-000002 "))).toMatchObject({ ok: true });
		for (let again = 0; again < 2; again++) {
			const [answer] = await answersFor(member);
			expect(answer).toMatchObject({ outcome: "affected", before: "unable-to-match" });
			expect(answer?.lines.filter((each) => each.standing === "in-data")).toEqual([
				{ category: "name", standing: "in-data", hints: [] },
				{ category: "donations", standing: "in-data", hints: ["bob's"] },
			]);
		}
	});

	describe("sixty people with one mailbox", () => {
		const many = Array.from({ length: 60 }, (_, at) => ({
			name: `Person ${String.fromCharCode(65 + (at % 26))} ${at < 26 ? "One" : at < 52 ? "Two" : "Three"}`,
			identifiers: {
				email: "office@example.org",
				"membership-number": `MP${String(100_000 + at)}`,
				telephone: "020 7946 0001",
			},
			hints: { "email-address": `hint ${at}` },
		}));
		async function office(people = many) {
			const { datasetId } = await addIncident(owner);
			await activateVersion(owner, datasetId, people);
			return addMember(owner, { email: "office@example.org" });
		}
		const hintsOf = (answers: IncidentAnswer[]) => answers[0]?.lines.flatMap((each) => each.hints);

		it.each([0, 30, 59])("number %s is told apart by the membership number", async (at) => {
			const member = await office();
			expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
			expect(await claimIdentifier(member, number(`MP${100_000 + at}`))).toMatchObject({ ok: true });
			expect(hintsOf(await answersFor(member))).toEqual([`hint ${at}`]);
		});

		it("returns the same fifty records each time, and those that match a claim", async () => {
			const member = await office();
			const seen = async () => {
				const stated = fingerprint("membership-number", "MP100059");
				await owner.query(
					"insert into stated_identifier (person_id, kind, fingerprint) values ($1, 'membership-number', $2) on conflict do nothing",
					[member.personId, stated],
				);
				const { rows } = await owner.query("select record, stated_match from exposure.check_person($1, $2)", [
					member.personId,
					stated,
				]);
				return rows;
			};
			const rows = await seen();
			expect(rows).toHaveLength(50);
			expect(rows.filter((row) => row.stated_match).map((row) => row.record)).toEqual([59]);
			expect(rows.map((row) => row.record).sort((a, b) => a - b)).toEqual([...Array(49).keys(), 59]);
			await owner.query("vacuum full exposure.record");
			expect(await seen()).toEqual(rows);
		});

		it("is recognised as shared by a person whose record comes after sixty of another's", async () => {
			const ann = { ...many[0], name: "Ann Lee" } as (typeof many)[number];
			const member = await office([...Array(60).fill(ann), { ...ann, name: "Bob Roe" }]);
			expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
		});
	});

	it("accepts a claim of a name with its postcode", async () => {
		const member = await twoPeople();
		expect(await claimIdentifier(member, { kind: "name-postcode", name: "bob roe", postcode: "zz11zz" })).toMatchObject(
			{
				ok: true,
			},
		);
		expect(await outcomesFor(member)).toEqual(["affected"]);
	});

	it("refuses a claim that both match", async () => {
		const member = await twoPeople();
		expect(await claimIdentifier(member, { kind: "telephone", telephone: "+44 20 7946 0001" })).toEqual({
			ok: false,
			reason: "not-enough",
		});
		expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
		expect(await claimIdentifier(member, number("MP000001"))).toMatchObject({ ok: true });
		const [answer] = await answersFor(member);
		expect(answer?.lines.flatMap((line) => line.hints)).toEqual(["ann's"]);
	});

	it("never finds a record by a claim alone", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [ann]);
		const member = await addMember(owner, { email: "stranger@example.org" });
		expect(await claimIdentifier(member, number("MP000001"))).toEqual({ ok: false, reason: "no-match" });
		expect(await outcomesFor(member)).toEqual(["not-found"]);
		expect((await owner.query("select * from stated_identifier")).rows).toEqual([]);
	});

	it("counts claims and stops at five a day, also when they are concurrent", async () => {
		const member = await twoPeople();
		expect(await claimIdentifier(member, number("nonsense"))).toEqual({ ok: false, reason: "malformed" });
		expect(await claimAttemptsLeft(member)).toBe(5);
		const tries = await Promise.all(
			Array.from({ length: 12 }, (_, at) => claimIdentifier(member, number(`MP9000${String(at).padStart(2, "0")}`))),
		);
		expect(tries.filter((each) => !each.ok && each.reason === "no-match")).toHaveLength(5);
		expect(tries.filter((each) => !each.ok && each.reason === "no-attempts-left")).toHaveLength(7);
		expect(await claimAttemptsLeft(member)).toBe(0);
		expect(await claimIdentifier(member, number("MP000002"))).toEqual({ ok: false, reason: "no-attempts-left" });
		expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
		await owner.query("update exposure.claim_attempt set since = now() - interval '25 hours'");
		expect(await claimAttemptsLeft(member)).toBe(5);
		expect(await claimIdentifier(member, number("MP000002"))).toMatchObject({ ok: true });
	});

	it("counts a claim sent twice once, also at the same moment", async () => {
		const member = await twoPeople();
		const press = () => claimIdentifier(member, number("MP900001"));
		const presses = [...(await Promise.all([press(), press()])), await press()];
		expect(presses).toEqual(presses.map(() => ({ ok: false, reason: "no-match" })));
		expect(await claimAttemptsLeft(member)).toBe(4);
		const right = () => claimIdentifier(member, number("MP000002"));
		expect((await Promise.all([right(), right()])).map(({ ok }) => ok)).toEqual([true, true]);
		expect(await claimAttemptsLeft(member)).toBe(3);
		const kept = "select count(*) filter (where kept)::int as kept, count(*)::int as all from stated_identifier";
		expect((await owner.query(kept)).rows[0]).toEqual({ kept: 1, all: 1 });
		await owner.query("update exposure.recent_claim set at = at - interval '61 seconds'");
		expect((await press()).ok).toBe(false);
		expect(await claimAttemptsLeft(member)).toBe(2);
	});

	it("is told apart by another proven identifier that only one person has", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [
			ann,
			bob,
			{ name: "Bob Roe", identifiers: { email: "bob@example.org" }, categories: ["email-address"] },
		]);
		const member = await addMember(owner, { email: ["office@example.org", "bob@example.org"] });
		const [answer] = await answersFor(member);
		expect(answer?.lines.filter((each) => each.standing === "in-data").map((each) => each.category)).toEqual([
			"name",
			"email-address",
			"donations",
		]);
	});

	it("is told apart by two proven identifiers that only one record has together", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [
			{ name: "Ann Lee", identifiers: { email: "office@example.org" } },
			bob,
			{ name: "Cy Roe", identifiers: { telephone: "020 7946 0001" } },
		]);
		const member = await addMember(owner, { email: "office@example.org", telephone: "02079460001" });
		const [answer] = await answersFor(member);
		expect(answer?.lines.flatMap((line) => line.hints)).toEqual(["bob's"]);
	});

	it("stays withheld for a couple who share both identifiers", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [ann, bob]);
		const member = await addMember(owner, { email: "office@example.org", telephone: "02079460001" });
		expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
	});

	it("gives a record without a name to the named person of its address, also from another incident", async () => {
		const one = await addIncident(owner, { position: 1 });
		const two = await addIncident(owner, { position: 2 });
		await activateVersion(owner, one.datasetId, [{ name: "Gwen Lee", identifiers: { email: "gwen@example.org" } }]);
		await activateVersion(owner, two.datasetId, [{ identifiers: { email: "gwen@example.org" } }]);
		expect(await outcomesFor(await addMember(owner, { email: "gwen@example.org" }))).toEqual(["affected", "affected"]);
	});

	it("gives all records for a claimed membership number that all hold, whatever their names", async () => {
		const { datasetId } = await addIncident(owner);
		const identifiers = { email: "gwen@example.org", "membership-number": "MP000007", telephone: "020 7946 0007" };
		await activateVersion(owner, datasetId, [
			{ name: "Gwen Oldname", identifiers, hints: { "email-address": "old" } },
			{ name: "Gwen Newname", identifiers, hints: { "email-address": "new" } },
		]);
		const member = await addMember(owner, { email: "gwen@example.org" });
		expect(await outcomesFor(member)).toEqual(["unable-to-match"]);
		expect(await claimIdentifier(member, { kind: "telephone", telephone: "020 7946 0007" })).toEqual({
			ok: false,
			reason: "not-enough",
		});
		expect(await claimIdentifier(member, number("MP000007"))).toMatchObject({ ok: true });
		const [answer] = await answersFor(member);
		expect(answer?.lines.flatMap((line) => line.hints).sort()).toEqual(["new", "old"]);
	});

	it("says that more records are withheld if an incident has some beside the person's own", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [ann, bob, { name: "Cy Roe", identifiers: { email: "cy@example.org" } }]);
		const member = await addMember(owner, { email: ["office@example.org", "cy@example.org"] });
		expect(await answersFor(member)).toMatchObject([{ outcome: "affected", moreWithheld: true }]);
		expect(await answersFor(await addMember(owner, { email: "cy2@example.org" }))).toMatchObject([
			{ outcome: "not-found", moreWithheld: false },
		]);
	});

	it("withholds two records without names whose telephone numbers differ", async () => {
		const { datasetId } = await addIncident(owner);
		const email = "office@example.org";
		await activateVersion(owner, datasetId, [
			{ identifiers: { email, telephone: "020 7946 0001" } },
			{ identifiers: { email, telephone: "020 7946 0002" } },
		]);
		expect(await outcomesFor(await addMember(owner, { email: "office@example.org" }))).toEqual(["unable-to-match"]);
	});
});

describe("the saved answer", () => {
	async function affected() {
		const { datasetId } = await addIncident(owner);
		const jo = { name: "Jo", identifiers: { email: "jo@example.org" }, hints: { "email-address": "j•••@e•••.org" } };
		await activateVersion(owner, datasetId, [jo]);
		return { datasetId, jo, member: await addMember(owner, { email: "jo@example.org" }) };
	}

	it("is one row while the answer stays the same, with a new last check, and an audit entry without identifiers", async () => {
		const { member } = await affected();
		await answersFor(member);
		await owner.query("update check_result set last_checked_at = last_checked_at - interval '1 hour'");
		const [before] = await keptRows(member);
		await answersFor(member, "cy");
		const [after, ...others] = await keptRows(member);
		expect(others).toEqual([]);
		expect(after.checked_at).toEqual(before.checked_at);
		expect(after.last_checked_at.getTime()).toBeGreaterThan(before.last_checked_at.getTime());
		const { rows } = await owner.query("select * from audit_event where subject_id = $1", [after.id]);
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ action: "check.answered", actor_id: member.personId });
	});

	it("is one row when twelve checks run at once", async () => {
		const { member } = await affected();
		const answers = await Promise.all(Array.from({ length: 12 }, () => answersFor(member)));
		expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
		expect(await keptRows(member)).toHaveLength(1);
	});

	it("takes one lookup while the answer stays, and two when it has changed", async () => {
		const { member, datasetId, jo } = await affected();
		const query = vi.spyOn(pg.Client.prototype, "query");
		const lookups = async () => {
			query.mockClear();
			await answersFor(member);
			const texts = query.mock.calls.map(([asked]: unknown[]) =>
				typeof asked === "string" ? asked : String((asked as { text?: string }).text),
			);
			return texts.filter((text) => text.includes("exposure.check_person(")).length;
		};
		try {
			expect(await lookups()).toBe(2);
			expect(await lookups()).toBe(1);
			await activateVersion(owner, datasetId, [jo]);
			expect(await lookups()).toBe(2);
		} finally {
			query.mockRestore();
		}
	});

	it("is a new row when another version is active, and the answer names the previous outcome", async () => {
		const { member, datasetId, jo } = await affected();
		await answersFor(member);
		await activateVersion(owner, datasetId, []);
		const [gone] = await answersFor(member);
		expect(gone).toMatchObject({ outcome: "not-found", before: "affected", versions: [{ number: 2 }] });
		await activateVersion(owner, datasetId, [jo]);
		const [back] = await answersFor(member);
		expect(back).toMatchObject({ outcome: "affected", before: "not-found", versions: [{ number: 3 }] });
		const history = await answerHistory(member, "en", 1);
		expect(history.pages).toBe(1);
		expect(history.answers.map((each) => [each.outcome, each.versions[0]?.number, each.current])).toEqual([
			["affected", 3, true],
			["not-found", 2, false],
			["affected", 1, false],
		]);
		expect(history.answers[0]?.categories).toEqual(["name", "email-address"]);
	});

	it("is not overwritten by another web process with older facts of the incident", async () => {
		const { member } = await affected();
		vi.resetModules();
		const other = await import("../support/exposed-people");
		const otherExposure = await import("@/lib/exposure");
		await other.checkNow(member);
		await owner.query("update incident_finding set confidence = 'confirmed'");
		await answersFor(member);
		expect(await keptRows(member)).toHaveLength(2);
		expect(await otherExposure.check(member, "en")).toMatchObject({ ok: true });
		expect(await keptRows(member)).toHaveLength(2);
	});

	it("is visible only to its person", async () => {
		const { member } = await affected();
		await answersFor(member);
		const stranger = await addMember(owner, { email: "stranger@example.org" });
		expect((await answerHistory(stranger, "en", 1)).answers).toEqual([]);
	});

	it("holds no address in plain text", async () => {
		const { member } = await affected();
		await answersFor(member);
		await claimIdentifier(member, { kind: "telephone", telephone: "07700 900123" });
		for (const table of [
			"check_result",
			"stated_identifier",
			"exposure.claim_attempt",
			"exposure.recent_claim",
			"audit_event",
			"proven_identifier",
		]) {
			const { rows } = await owner.query(`select t::text as line from ${table} t`);
			for (const { line } of rows) {
				expect(line).not.toMatch(/example\.org|7700 ?900123|•/);
				expect(line).not.toContain(Buffer.from("jo@example.org").toString("hex"));
			}
		}
	});
});

describe("a failed lookup", () => {
	async function affected() {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [{ name: "Jo", identifiers: { email: "jo@example.org" } }]);
		return addMember(owner, { email: "jo@example.org" });
	}
	const failed = { ok: false, reason: "could-not-check" };

	it("gives no answer if the function may not be called, and saves nothing", async () => {
		const member = await affected();
		await owner.query("revoke execute on function exposure.check_person from selfcheck_web");
		try {
			expect(await checkNow(member, "en")).toEqual(failed);
			expect(await claimIdentifier(member, { kind: "membership-number", number: "MP000001" })).toEqual(failed);
			expect(await claimAttemptsLeft(member)).toBe(5);
		} finally {
			await owner.query("grant execute on function exposure.check_person to selfcheck_web");
		}
		expect(await keptRows(member)).toEqual([]);
	});

	it("is asked again if a connection does not know the tables of a version yet, and for no other reason", async () => {
		const member = await affected();
		const notKnown = () => Object.assign(new Error("not there for this connection"), { code: "55000" });
		const query = vi.spyOn(database().$client, "query") as unknown as MockInstance<() => Promise<unknown>>;
		const transaction = vi.spyOn(database(), "transaction");
		query.mockRejectedValueOnce(notKnown()).mockRejectedValueOnce(notKnown());
		expect((await lookUp(database(), member.personId)).found).toHaveLength(1);
		// The first answer is looked up again in a transaction, to be saved.
		transaction.mockRejectedValueOnce(notKnown());
		expect(await checkNow(member, "en")).toMatchObject({ ok: true });
		for (let tries = 0; tries < 6; tries++) query.mockRejectedValueOnce(notKnown());
		await expect(lookUp(database(), member.personId)).rejects.toMatchObject({ code: "55000" });
		query.mockClear().mockRejectedValueOnce(Object.assign(new Error("gone"), { code: "57P01" }));
		await expect(lookUp(database(), member.personId)).rejects.toMatchObject({ code: "57P01" });
		expect(query).toHaveBeenCalledTimes(1);
	});

	it("gives no answer if the seal of one hint does not open, although others do", async () => {
		const member = await affected();
		await owner.query("update exposure.record set hints = '\\x01020304'");
		expect(await checkNow(member, "en")).toEqual(failed);
		expect(await keptRows(member)).toEqual([]);
	});

	it("gives no answer if it cannot be saved", async () => {
		const member = await affected();
		await owner.query("revoke insert on check_result from selfcheck_web");
		try {
			expect(await checkNow(member, "en")).toEqual(failed);
		} finally {
			await owner.query("grant insert on check_result to selfcheck_web");
		}
		expect(await outcomesFor(member)).toEqual(["affected"]);
	});

	it("does not change the last answer", async () => {
		const member = await affected();
		await answersFor(member);
		const before = await keptRows(member);
		await owner.query("update exposure.record set hints = '\\x01020304'");
		expect(await checkNow(member, "en")).toEqual(failed);
		expect(await keptRows(member)).toEqual(before);
	});
});

it("a check is planned once per connection, not at every check: planning takes many times what running takes", async () => {
	for (let position = 1; position <= 2; position++) {
		const { datasetId } = await addIncident(owner, { position });
		await activateVersion(owner, datasetId, [{ name: "Jo", identifiers: { email: "jo@example.org" } }]);
	}
	const { personId } = await addMember(owner, { email: "jo@example.org" });
	const client = new pg.Client({
		connectionString: inject("administrator").replace(/[^/]+$/, databaseName),
	});
	await client.connect();
	const plans: string[] = [];
	client.on("notice", ({ message = "" }) => plans.push(message));
	try {
		await client.query("load 'auto_explain'");
		await client.query("set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on");
		await client.query("set client_min_messages = log");
		for (let at = 0; at < 3; at++)
			expect((await client.query("select * from exposure.check_person($1)", [personId])).rows).toHaveLength(2);
	} finally {
		await client.end();
	}
	const found = plans.filter((plan) => plan.includes("proven_identifier"));
	expect(found).toHaveLength(6);
	// A plan made for one call alone names the person whom that call is about.
	expect(found.filter((plan) => plan.includes(personId))).toEqual([]);
});

it("hints are read as they were written", () => {
	const kept = dataCategories.map((each) => `${storedDot}${storedDot} • ${each}`);
	const shown = Object.fromEntries(dataCategories.map((each) => [each, `•• • ${each}`]));
	expect(readHints(writeHints("1989-05", kept, "marks"))).toEqual({
		since: "1989-05",
		nameMarks: "marks",
		hints: shown,
	});
	expect(readHints(writeHints(undefined, [], ""))).toEqual({ hints: {} });
	for (const text of ["x", "1989\nzno such letter", "\n"]) expect(() => readHints(text), text).toThrow();
});
