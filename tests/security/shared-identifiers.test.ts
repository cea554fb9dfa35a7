// Promise of SECURITY.md: at a shared address five tries a day are looked at, from however many persons.
import { expect, it } from "vitest";
import { claimAttemptsLeft, claimIdentifier } from "@/lib/exposure";
import { identifiersOf, removeIdentifier } from "@/lib/identity";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
const office = "office@example.org";
const colleague = (name: string, number: string) => ({
	name,
	identifiers: { email: office, "membership-number": number },
});
const guess = (at: number) => ({ kind: "membership-number" as const, number: `MP90${String(at).padStart(4, "0")}` });

it("taking the shared address off and signing in with it as a new person gives no new tries", async () => {
	const { datasetId } = await addIncident(owner);
	await activateVersion(owner, datasetId, [colleague("Ann Lee", "MP000001"), colleague("Bob Roe", "MP000002")]);
	let looked = 0;
	for (let person = 0; person < 5; person++) {
		const member = await addMember(owner, { email: [office, `other${person}@example.org`] });
		for (let at = 0; at < 5; at++) {
			const tried = await claimIdentifier(member, guess(person * 5 + at));
			if (!tried.ok && tried.reason === "no-match") looked++;
			else expect(tried).toEqual({ ok: false, reason: "no-attempts-left" });
		}
		const shared = (await identifiersOf(member)).find((identifier) => identifier.value === office)?.id ?? "";
		expect(await removeIdentifier(member, shared)).toEqual({ ok: true, value: undefined });
	}
	expect(looked).toBe(5);
});

it("a second address that leads to the same record gives no new tries either", async () => {
	const { datasetId } = await addIncident(owner);
	const both = { email: "one@example.org", telephone: "020 7946 0123" };
	await activateVersion(owner, datasetId, [
		{ name: "Cat Low", identifiers: both },
		{ name: "Dan High", identifiers: both },
	]);
	const first = await addMember(owner, { email: "one@example.org" });
	for (let at = 0; at < 5; at++) await claimIdentifier(first, guess(at));
	const second = await addMember(owner, { telephone: "020 7946 0123" });
	expect(await claimAttemptsLeft(second)).toBe(0);
	expect(await claimIdentifier(second, guess(9))).toEqual({ ok: false, reason: "no-attempts-left" });
});

it("as the web: no statement is compared in a transaction that can still be rolled back, and no try is taken out of the count", async () => {
	const { datasetId } = await addIncident(owner);
	await activateVersion(owner, datasetId, [
		{ name: "Eve Moss", identifiers: { email: "two@example.org", telephone: "020 7946 0456" } },
		{ name: "Fay Moor", identifiers: { email: "two@example.org", telephone: "020 7946 0789" } },
	]);
	const { personId } = await addMember(owner, { email: "two@example.org" });
	const print = (
		await owner.query(
			"select decode(replace(telephone::text, '-', ''), 'hex') as print from exposure.record where telephone is not null order by partition desc limit 1",
		)
	).rows[0].print;
	const client = await web.connect();
	await client.query("begin");
	await client.query("select exposure.state_identifier($1, 'telephone', $2)", [personId, print]);
	const { rows } = await client.query("select stated_match from exposure.check_person($1, $2)", [personId, print]);
	await client.query("rollback");
	client.release();
	expect(rows.map((row) => row.stated_match)).toEqual([false, false]);
	for (const statement of [
		"update exposure.claim_attempt set used = 0",
		"delete from exposure.claim_attempt",
		"insert into stated_identifier (person_id, kind, fingerprint) values ('x', 'telephone', '')",
		"update stated_identifier set stated_in = 0",
	])
		await expect(web.query(statement)).rejects.toMatchObject({ code: "42501" });
});

it("check_person refuses a person who is not signed in, and its counter outlives a roll back", async () => {
	const { personId } = await addMember(owner, { email: "three@example.org" });
	const asked = async () => Number((await owner.query("select last_value from exposure.questions")).rows[0].last_value);
	const before = await asked();
	const client = await web.connect();
	for (let at = 0; at < 20; at++) {
		await client.query("begin");
		await client.query("select * from exposure.check_person($1)", [personId]);
		await client.query("rollback");
	}
	client.release();
	expect(await asked()).toBe(before + 20);
	await owner.query("update session set revoked_at = now() where person_id = $1", [personId]);
	await expect(web.query("select * from exposure.check_person($1)", [personId])).rejects.toThrow("not signed in");
	await expect(web.query("select setval('exposure.questions', 1)")).rejects.toMatchObject({ code: "42501" });
});
