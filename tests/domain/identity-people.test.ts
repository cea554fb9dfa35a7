import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Member } from "@/lib/authority";
import { saveStyle } from "@/lib/contact";
import { database, tables } from "@/lib/database";
import { answerHistory, check, claimAttemptsLeft } from "@/lib/exposure";
import { chooseNation, markAction } from "@/lib/guidance";
import { addIdentifier, identifiersOf, removeIdentifier, signInMember, verifyCode } from "@/lib/identity";
import { mostIdentifiers } from "@/lib/identity/schema";
import { memberOfToken } from "@/lib/identity/sessions";
import { atOnce } from "../support/concurrently";
import { activateVersion, addIncident } from "../support/exposed-people";
import { askedCode, signedInMember, waitingMails } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");

async function prove(member: Member, address: string) {
	const asked = await askedCode({ purpose: "add-identifier", address, locale: "en", member });
	const done = await verifyCode({ ...asked, purpose: "add-identifier", member }, (tx, proof) =>
		addIdentifier(tx, member, proof),
	);
	return done.ok ? done.value : done;
}

/** Returns the notices about changed addresses after the first `seen`: recipients and texts. */
async function told(seen = 0) {
	const mails = await waitingMails();
	return mails
		.filter(({ kind }) => kind === "sign-in-changed")
		.reverse()
		.slice(seen);
}
const toldSoFar = async () => (await told()).length;
const to = async (seen: number) => (await told(seen)).map((mail) => mail.to).sort();

const values = async (member: Member) => (await identifiersOf(member)).map((identifier) => identifier.value);

describe("a person", () => {
	test("is the same for every proven address they sign in with", async () => {
		const { member } = await signedInMember("new.address@example.org");
		expect(await prove(member, "old.address@example.org")).toEqual({ ok: true, value: "added" });
		expect(await prove(member, "OLD.address@example.org")).toEqual({ ok: true, value: "already" });
		const { member: again } = await signedInMember("Old.Address@Example.org");
		expect(again.personId).toBe(member.personId);
		expect(await values(again)).toEqual(["new.address@example.org", "old.address@example.org"]);
	});

	test("who first signs in twice at once is created once", async () => {
		const address = "twice@example.org";
		const [one, other] = [
			await askedCode({ purpose: "sign-in", address, locale: "en" }),
			await askedCode({ purpose: "sign-in", address, locale: "en" }),
		];
		const sessions = await Promise.all([one, other].map((asked) => signInMember({ ...asked, device: "" })));
		const people = await Promise.all(sessions.map((session) => memberOfToken(session.ok ? session.value : "")));
		expect(people[0]?.personId).toBeDefined();
		expect(people[0]?.personId).toBe(people[1]?.personId);
	});

	test("can remove an address, which signs them out elsewhere, but not the last one nor somebody else's", async () => {
		const { member } = await signedInMember("keep@example.org");
		await prove(member, "drop@example.org");
		const [keep, drop] = await identifiersOf(member);
		const elsewhere = await signedInMember("drop@example.org");
		const { member: stranger } = await signedInMember("not.mine@example.org");
		const [theirs] = await identifiersOf(stranger);
		expect(await removeIdentifier(member, theirs?.id ?? "")).toEqual({ ok: false, reason: "absent" });
		expect((await removeIdentifier(member, drop?.id ?? "")).ok).toBe(true);
		expect(await removeIdentifier(member, keep?.id ?? "")).toEqual({ ok: false, reason: "last" });
		expect(await memberOfToken(elsewhere.token)).toBeUndefined();
		const { member: later } = await signedInMember("drop@example.org");
		expect(later.personId).not.toBe(member.personId);
	});
});

describe("a change of addresses", () => {
	test("is mailed to every address proven before, in the person's language, without a link or an address", async () => {
		for (const [locale, subject, words] of [
			["en", "A change to how you sign in", "They added another email address."],
			["cy", "Newid i sut rydych yn mewngofnodi", "Ychwanegodd gyfeiriad e-bost arall."],
		] as const) {
			const first = `told.first.${locale}@example.org`;
			const session = await signInMember({
				...(await askedCode({ purpose: "sign-in", address: first, locale })),
				device: "",
			});
			const member = (session.ok && (await memberOfToken(session.value))) as Member;
			let seen = await toldSoFar();
			await prove(member, `told.second.${locale}@example.org`);
			expect(await to(seen)).toEqual([first]);
			const [mail] = await told(seen);
			expect(mail?.subject).toBe(subject);
			expect(mail?.text).toContain(words);
			expect(mail?.text).not.toMatch(/https?:|www\.|@example\.org/);

			seen = await toldSoFar();
			await prove(member, `told.second.${locale}@example.org`);
			expect(await to(seen)).toEqual([]);
			await prove(member, `told.third.${locale}@example.org`);
			expect(await to(seen)).toEqual([first, `told.second.${locale}@example.org`]);
		}
	});

	test("is mailed to all addresses of both if two people become one, except the one just proven", async () => {
		const { member } = await signedInMember("told.kept@example.org");
		const { member: other } = await signedInMember("told.other@example.org");
		await prove(other, "told.others.second@example.org");
		const seen = await toldSoFar();
		expect(await prove(member, "told.other@example.org")).toEqual({ ok: true, value: "merged" });
		expect(await to(seen)).toEqual(["told.kept@example.org", "told.others.second@example.org"]);
	});

	test("is mailed after a removal, also to the removed address", async () => {
		const { member } = await signedInMember("told.stays@example.org");
		await prove(member, "told.goes@example.org");
		const seen = await toldSoFar();
		await removeIdentifier(member, (await identifiersOf(member))[1]?.id ?? "");
		expect(await to(seen)).toEqual(["told.goes@example.org", "told.stays@example.org"]);
	});

	test("is not mailed if it fails", async () => {
		const { member } = await signedInMember("told.nothing@example.org");
		const asked = await askedCode({ purpose: "add-identifier", address: "never@example.org", locale: "en", member });
		const seen = await toldSoFar();
		const failing = verifyCode({ ...asked, purpose: "add-identifier", member }, async (tx, proof) => {
			await addIdentifier(tx, member, proof);
			throw new Error("the change failed");
		});
		await expect(failing).rejects.toThrow("the change failed");
		expect(await to(seen)).toEqual([]);
	});
});

describe("at once", () => {
	/** Requests both codes first, then adds both addresses at once. */
	async function addBoth(one: [Member, string], two: [Member, string]) {
		const asked: [Member, Awaited<ReturnType<typeof askedCode>>][] = [];
		for (const [member, address] of [one, two])
			asked.push([member, await askedCode({ purpose: "add-identifier", address, locale: "en", member })]);
		const adding = asked.map(
			([member, code]) =>
				() =>
					verifyCode({ ...code, purpose: "add-identifier", member }, (tx, proof) => addIdentifier(tx, member, proof)),
		);
		return atOnce(owner, ...adding);
	}

	test("two additions do not both pass the limit of addresses", async () => {
		const { member } = await signedInMember("many.0@example.org");
		for (let count = 1; count < mostIdentifiers - 1; count++)
			await owner.query(
				"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) select $1, person_id, 'email', decode(md5($1), 'hex'), sealed, means from proven_identifier where person_id = $2 limit 1",
				[`pid_many_${count}`, member.personId],
			);
		const done = await addBoth([member, "many.a@example.org"], [member, "many.b@example.org"]);
		expect(
			done.map((result) => result.status === "fulfilled" && result.value.ok && result.value.value.ok).sort(),
		).toEqual([false, true]);
		expect(await identifiersOf(member)).toHaveLength(mostIdentifiers);
	});

	test("two people who add each other's address become one person", async () => {
		const { member: ann } = await signedInMember("ann.crossed@example.org");
		const { member: bob } = await signedInMember("bob.crossed@example.org");
		await addBoth([ann, "bob.crossed@example.org"], [bob, "ann.crossed@example.org"]);
		const { rows } = await owner.query("select id from person where id = any($1) and merged_into is null", [
			[ann.personId, bob.personId],
		]);
		expect(rows).toHaveLength(1);
		const { member: again } = await signedInMember("ann.crossed@example.org");
		expect(again.personId).toBe(rows[0].id);
		expect(await values(again)).toHaveLength(2);
	});
});

describe("two rows of one person", () => {
	test("are merged: everything moves, the stricter preference and the newer action are kept, sessions end", async () => {
		const { member: kept } = await signedInMember("kept@example.org");
		const old = await signedInMember("other.row@example.org");
		const { actionProgress, contactPreference, consentRecord } = tables;
		const preference = (personId: string, purpose: string, allowed: boolean) => ({
			personId,
			channel: "email",
			purpose,
			allowed,
		});
		await database()
			.insert(contactPreference)
			.values([
				preference(kept.personId, "campaigning", true),
				preference(old.member.personId, "campaigning", false),
				preference(old.member.personId, "incident-notices", true),
			]);
		const long = new Date("2026-01-01T00:00:00Z");
		const late = new Date("2026-06-01T00:00:00Z");
		await database()
			.insert(actionProgress)
			.values([
				{ personId: kept.personId, action: "a", state: "done", at: long },
				{ personId: old.member.personId, action: "a", state: "skipped", at: late },
				{ personId: kept.personId, action: "b", state: "done", at: late },
				{ personId: old.member.personId, action: "b", state: "skipped", at: long },
			]);
		await database()
			.insert(consentRecord)
			.values({
				id: "cns_old",
				personId: old.member.personId,
				action: "saved",
				locale: "en",
				statements: [{ wording: "As it stood", answer: true }],
			});

		expect(await prove(kept, "other.row@example.org")).toEqual({ ok: true, value: "merged" });

		expect(await values(kept)).toEqual(["kept@example.org", "other.row@example.org"]);
		expect(await memberOfToken(old.token)).toBeUndefined();
		const of = (personId: string) => ({
			preferences: database().select().from(contactPreference).where(eq(contactPreference.personId, personId)),
			actions: database().select().from(actionProgress).where(eq(actionProgress.personId, personId)),
			consents: database().select().from(consentRecord).where(eq(consentRecord.personId, personId)),
		});
		const preferences = await of(kept.personId).preferences;
		expect(Object.fromEntries(preferences.map((row) => [row.purpose, row.allowed]))).toEqual({
			campaigning: false,
			"incident-notices": true,
		});
		const actions = await of(kept.personId).actions;
		expect(Object.fromEntries(actions.map((row) => [row.action, row.state]))).toEqual({ a: "skipped", b: "done" });
		expect((await of(kept.personId).consents).map((row) => row.statements)).toEqual([
			[{ wording: "As it stood", answer: true }],
		]);
		// The history itself is append-only.
		expect((await of(old.member.personId).consents).map((row) => row.id)).toEqual(["cns_old"]);
		const { member: again } = await signedInMember("other.row@example.org");
		expect(again.personId).toBe(kept.personId);
	});

	test("have one plan and one answer after the merge, whichever row had more", async () => {
		const { datasetId } = await addIncident(owner);
		await activateVersion(owner, datasetId, [
			{ identifiers: { email: "plan.old@example.org" }, categories: ["email-address", "bank-details"] },
			{ identifiers: { email: "plan.kept@example.org" }, categories: ["telephone-number"] },
		]);
		const { member: kept } = await signedInMember("plan.kept@example.org");
		const { member: old } = await signedInMember("plan.old@example.org");
		const checkOf = async (member: Member) => {
			const checked = await check(member, "en");
			if (!checked.ok) throw new Error(checked.reason);
			return checked.value;
		};
		const answer = async (member: Member) => (await checkOf(member)).answers;
		const planned = async (member: Member) => (await checkOf(member)).plan;
		const states = async (member: Member) =>
			Object.fromEntries((await planned(member)).steps.map((step) => [step.id, step.state]));
		expect(await states(kept)).toEqual({ "expect-calls": "todo" });
		expect(await states(old)).toEqual({ "secure-email": "todo", "watch-bank": "todo", "expect-emails": "todo" });
		await chooseNation(old, "scotland");
		await markAction(kept, "expect-calls", "done");
		await markAction(old, "watch-bank", "done");
		await markAction(old, "expect-emails", "skipped");

		expect(await prove(kept, "plan.old@example.org")).toEqual({ ok: true, value: "merged" });

		expect(await states(kept)).toEqual({
			"secure-email": "todo",
			"watch-bank": "done",
			"expect-calls": "done",
			"expect-emails": "skipped",
		});
		expect((await planned(kept)).nation).toBe("scotland");
		const [told] = await answer(kept);
		expect(told?.outcome).toBe("affected");
		const { answers } = await answerHistory(kept, "en", 1);
		expect(answers).toHaveLength(3);
		expect(answers.filter((answer) => answer.current).map((answer) => [...answer.categories].sort())).toEqual([
			["bank-details", "email-address", "telephone-number"],
		]);
		await markAction(kept, "secure-email", "done");
		expect(await planned(kept)).toMatchObject({ done: 3, skipped: 1 });
	});

	test("have one format request at most after the merge, and the attempts of both", async () => {
		const { member: kept } = await signedInMember("format.kept@example.org");
		const { member: old } = await signedInMember("format.old@example.org");
		await saveStyle(kept, "en", { language: "en", format: "braille" });
		await saveStyle(old, "en", { language: "en", format: "audio" });
		const tried = async (member: Member, used: number) =>
			owner.query(
				"insert into exposure.claim_attempt (key, used) select k, $2 from exposure.claim_keys($1) k where k like 'identifier:%'",
				[member.personId, used],
			);
		await tried(kept, 2);
		await tried(old, 5);
		expect(await claimAttemptsLeft(kept)).toBe(3);
		await prove(kept, "format.old@example.org");
		const { rows } = await owner.query(
			"select format from format_request where person_id = $1 and settled_at is null",
			[kept.personId],
		);
		expect(rows).toEqual([{ format: "braille" }]);
		expect(await claimAttemptsLeft(kept)).toBe(0);
	});

	test("leave no row of the merged person in any table", async () => {
		const { member: kept } = await signedInMember("kept.too@example.org");
		const { member: old } = await signedInMember("left.behind@example.org");
		await prove(kept, "left.behind@example.org");
		const { rows } = await owner.query(`select c.table_name from information_schema.columns c
			join information_schema.tables t using (table_schema, table_name)
			where c.table_schema = 'public' and c.column_name = 'person_id' and t.table_type = 'BASE TABLE'`);
		const tablesOfPeople = rows.map((row) => row.table_name).filter((name) => name !== "consent_record");
		expect(tablesOfPeople.length).toBeGreaterThan(6);
		for (const name of tablesOfPeople) {
			const left = await owner.query(`select count(*)::int as left from ${name} where person_id = $1`, [old.personId]);
			expect(`${name} ${left.rows[0].left}`).toBe(`${name} 0`);
		}
	});
});

test("no address is in clear in any column of any table", async () => {
	const { member } = await signedInMember("xqneedle.in.haystack@example.org");
	await prove(member, "second.xqneedle@example.org");
	const { rows } = await owner.query<{ table_name: string; column_name: string; table_schema: string }>(
		`select table_schema, table_name, column_name from information_schema.columns
		where table_schema in ('public', 'exposure', 'graphile_worker') and is_generated = 'NEVER'`,
	);
	const found: string[] = [];
	for (const { table_schema, table_name, column_name } of rows) {
		const { rows: hits } = await owner.query(
			`select 1 from "${table_schema}"."${table_name}"
			where "${column_name}"::text ~* 'xqneedle' or "${column_name}"::text like '%' || encode('xqneedle'::bytea, 'hex') || '%' limit 1`,
		);
		if (hits.length) found.push(`${table_name}.${column_name}`);
	}
	expect(rows.length).toBeGreaterThan(80);
	expect(found).toEqual([]);
});
