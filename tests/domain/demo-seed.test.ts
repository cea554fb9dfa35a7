import { beforeAll, expect, test } from "vitest";
import { datasetStories } from "@/db/demo/datasets";
import { sampleMembers } from "@/db/demo/samples";
import { main } from "@/lib/commands/seed-demo";
import { closeDatabase, setDatabaseRole } from "@/lib/database";
import { listDatasets } from "@/lib/datasets";
import type { IncidentAnswer } from "@/lib/exposure/schema";
import { staffForCommand } from "@/lib/identity";
import { addMember, checkNow } from "../support/exposed-people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");

async function answersOf(...addresses: string[]): Promise<IncidentAnswer[]> {
	const checked = await checkNow(await addMember(owner, { email: addresses }), "en");
	if (!checked.ok) throw new Error(checked.reason);
	return checked.value.answers;
}
const outcomesOf = async (...addresses: string[]) => (await answersOf(...addresses)).map((answer) => answer.outcome);

async function datasets() {
	const lead = await staffForCommand("data.lead@example.org");
	if (!lead) throw new Error("no data lead");
	return listDatasets(lead);
}

/** Seeds as the owner, as the demo does. The rest of this file runs as the web. */
async function seed(): Promise<void> {
	await closeDatabase();
	setDatabaseRole("owner");
	await main();
	await closeDatabase();
	setDatabaseRole("web");
}
beforeAll(seed, 60_000);

test("seeding imports every version once, activated by a second person", async () => {
	const before = await datasets();
	expect(before.map((dataset) => [dataset.name, dataset.complete, dataset.activeNumber])).toEqual(
		datasetStories.map((story) => [story.name, story.complete, story.versions.length]),
	);
	await seed();
	expect((await datasets()).map((dataset) => dataset.versions.length)).toEqual(
		before.map((dataset) => dataset.versions.length),
	);
	const [second] = before[0]?.versions ?? [];
	expect(second?.report?.rows).toBeGreaterThan(5_000);
	expect(second?.report?.change?.added).toBeGreaterThan(500);
	expect(second?.report?.change?.changed).toBeGreaterThan(100);
	expect(second?.report?.change?.gone).toBeGreaterThan(10);
	expect(second?.report?.sharedAddresses).toBeGreaterThan(2);
	expect(new Set(second?.report?.problems.map((problem) => problem.reason))).toEqual(
		new Set(["not-an-email-address", "not-a-date", "unknown-relationship", "no-identifier", "same-as-an-earlier-row"]),
	);
});

test("each sample person gets their intended answer", async () => {
	expect(await outcomesOf("affected.member@example.org")).toEqual(["affected", "under-review", null]);
	expect(await outcomesOf("former.member@example.org")).toEqual(["affected", "under-review", null]);
	expect(await outcomesOf("affiliated@example.org")).toEqual(["affected", "under-review", null]);
	expect(await outcomesOf("under.review@example.org")).toEqual(["under-review", "under-review", null]);
	expect(await outcomesOf("nobody@example.org")).toEqual(["not-found", "under-review", null]);
	expect(await outcomesOf("office@riverside.example")).toEqual(["unable-to-match", "under-review", null]);
	expect(await outcomesOf("former.member.old@example.org")).toEqual(["not-found", "affected", null]);
});

test("two old addresses of one person give one combined answer", async () => {
	const former = sampleMembers.find((member) => "second" in member);
	await owner.query("delete from check_result");
	await owner.query("delete from proven_identifier");
	expect(await outcomesOf(former?.email ?? "", former && "second" in former ? former.second : "")).toEqual([
		"affected",
		"affected",
		null,
	]);
});

test("the affected member's answer shows every standing, masked", async () => {
	await owner.query("delete from check_result");
	await owner.query("delete from proven_identifier");
	const [answer] = await answersOf("affected.member@example.org");
	expect(Object.fromEntries(answer?.lines.map((line) => [line.category, line.standing]) ?? [])).toEqual({
		name: "in-data",
		"email-address": "in-data",
		"telephone-number": "in-data",
		"postal-address": "in-data",
		"date-of-birth": "in-data",
		membership: "in-data",
		"political-opinion": "in-data",
		"trade-union": "in-data",
		"bank-details": "held-elsewhere",
		password: "held-elsewhere",
		donations: "being-rebuilt",
		correspondence: "being-rebuilt",
	});
	expect(JSON.stringify(answer)).not.toMatch(/affected\.member|900142|Bryn|1978-03-09/i);
	expect(answer?.reasons).toMatchObject([{ relationship: "member", since: "2009" }]);
	expect(answer?.versions.map((version) => version.number)).toEqual([2]);
});
