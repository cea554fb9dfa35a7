/** The people whose answer a version changes. They are the people to tell. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Member, Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset, readVersion, recountAnswers, withdrawVersion } from "@/lib/datasets";
import { peopleWhoseAnswerChanges } from "@/lib/datasets/versions";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { changeByTwo, importText, mappingOf } from "../support/imports";
import { addPeople } from "../support/many-people";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
let bo: Staff;
let incidentId: string;
let datasetId: string;
let counter = 0;
/** How many others are in each table with the same rows, and were answered from the first one. */
let bystanders = 0;

const columns = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Born", as: "category", category: "date-of-birth" },
]);

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
});
beforeEach(async () => {
	({ incidentId } = await addIncident(owner, { dataset: false }));
	datasetId = await newDataset(true);
});

async function newDataset(complete: boolean): Promise<string> {
	const made = await createDataset(ada, { incidentId, name: `people ${counter++}`, complete });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}
/** Imports rows into a version and activates it as the second person. */
async function activate(rows: string[], into = datasetId): Promise<string> {
	const { versionId } = await importText(ada, into, tableOf(rows), columns);
	expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
	const { rowCount } = await owner.query("select from check_result where incident_id = $1 limit 1", [incidentId]);
	if (!rowCount) await answerBystanders(versionId);
	return versionId;
}
const bystanderNames = () => Array.from({ length: bystanders }, (_, at) => `Bystander${at}`);
const tableOf = (rows: string[]) =>
	`Name,Email,Born\n${[...rows, ...bystanderNames().map((name) => row(name))].join("\n")}\n`;
async function answerBystanders(versionId: string): Promise<void> {
	const people = bystanderNames().map((name) => ({
		address: `${name}.${incidentId}@example.org`,
		outcome: "affected",
	}));
	await addPeople(owner, incidentId, people);
	await owner.query(
		"update check_result set versions = jsonb_build_array(jsonb_build_object('versionId', $1::text)) where incident_id = $2",
		[versionId, incidentId],
	);
}
/** Adds a member with this address and saves their present answer. */
async function answered(name: string, outcome: string): Promise<Member> {
	const member = await addMember(owner, { email: `${name}.${incidentId}@example.org` });
	await check(member, outcome);
	return member;
}
async function check(member: Member, outcome: string): Promise<void> {
	const checked = await asRole("web", () => checkNow(member));
	if (!checked.ok) throw new Error(checked.reason);
	expect(checked.value.answers.find((answer) => answer.incident.id === incidentId)?.outcome).toBe(outcome);
}
const row = (name: string, born = "") => `${name},${name}.${incidentId}@example.org,${born}`;
const told = (...members: Member[]) => members.map((member) => member.personId).sort();
const changed = async (versionId: string) => (await peopleWhoseAnswerChanges(versionId)).sort();

// Among many whose answer stays, only those whom the differing rows may concern are compared.
describe.each([0, 60])(
	"the people whose answer changes, compared with the version they were answered from, among %i others",
	(others) => {
		beforeAll(() => {
			bystanders = others;
			return () => {
				bystanders = 0;
			};
		});

		it("are those newly found, those no longer found and those with other data, and nobody else", async () => {
			await activate([row("Same"), row("Gone"), row("More")]);
			const [, gone, more] = [
				await answered("Same", "affected"),
				await answered("Gone", "affected"),
				await answered("More", "affected"),
			];
			const found = await answered("New", "not-found");
			await answered("Nobody", "not-found");
			const next = await activate([row("New"), row("More", "1971-02-03"), row("Same")]);
			expect(await changed(next)).toEqual(told(gone, more, found));
		});

		it("are none if the new version says the same in another order and spelling", async () => {
			await activate([row("One"), row("Two")]);
			await answered("One", "affected");
			await answered("Three", "not-found");
			expect(await changed(await activate([row("Two"), row("One").toUpperCase()]))).toEqual([]);
		});

		it("are the same before and after the version is activated, as is their number", async () => {
			await activate([row("Same"), row("Gone"), row("More")]);
			await answered("Same", "affected");
			const gone = await answered("Gone", "affected");
			const more = await answered("More", "affected");
			const found = await answered("New", "not-found");
			await answered("Nobody", "not-found");
			const table = tableOf([row("New"), row("More", "1971-02-03"), row("Same")]);
			const { versionId } = await importText(ada, datasetId, table, columns);
			expect(await changed(versionId)).toEqual(told(gone, more, found));
			const counted = async () => (await readVersion(bo, versionId))?.answers;
			expect(await counted()).toMatchObject({ checked: others + 5, changed: 3, becoming: 1, leaving: 1 });
			// A member checks after the count.
			await answered("Later", "not-found");
			expect(await recountAnswers(bo, versionId)).toEqual({ ok: true, value: undefined });
			expect(await counted()).toMatchObject({ checked: others + 6, changed: 3 });
			expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
			expect(await changed(versionId)).toEqual(told(gone, more, found));
			expect(await recountAnswers(bo, versionId)).toEqual({ ok: false, reason: "not-ready" });
		});

		it("are not counted for a version whose rows were deleted", async () => {
			const { versionId } = await importText(ada, datasetId, `Name,Email,Born\n${row("One")}\n`, columns);
			await withdrawVersion(bo, versionId);
			await expect(changed(versionId)).rejects.toThrow();
		});

		it("are compared by their newest answer only", async () => {
			await activate([row("One")]);
			const member = await answered("One", "affected");
			const second = await activate([row("Two")]);
			expect(await changed(second)).toEqual(told(member));
			await check(member, "not-found");
			expect(await changed(second)).toEqual([]);
			expect(await changed(await activate([row("Two")]))).toEqual([]);
			expect(await changed(await activate([row("One")]))).toEqual(told(member));
		});

		it("include a person merged from two rows once", async () => {
			await activate([row("One"), row("Two")]);
			const one = await answered("One", "affected");
			const two = await answered("Two", "affected");
			await owner.query("select merge_person($1, $2)", [two.personId, one.personId]);
			expect(await changed(await activate([row("One"), row("Two", "1971-02-03")]))).toEqual(told(one));
			expect(await changed(await activate([row("One"), row("Two")]))).toEqual([]);
		});
	},
);

describe("the people whose answer changes, without an earlier version", () => {
	it("are none while the dataset has no active version", async () => {
		await activate([row("One")]);
		const member = await answered("Two", "not-found");
		const added = await newDataset(false);
		await check(member, "not-found");
		const { versionId } = await importText(ada, added, `Name,Email,Born\n${row("Three")}\n`, columns);
		await check(member, "not-found");
		// Without the complete table nobody is not found.
		expect(await changed(versionId)).toEqual(told(member));
		expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
		await check(member, "under-review");
		// A withdrawn version does not make its people not found.
		await changeByTwo(ada, bo, { datasetId: added, change: "withdraw", versionId });
		await check(member, "under-review");
	});

	it("are those found and, once the table is complete, those not found", async () => {
		datasetId = await newDataset(false);
		const found = await answered("One", "under-review");
		const other = await answered("Two", "under-review");
		const first = await activate([row("One")]);
		expect(await changed(first)).toEqual(told(found));
		await changeByTwo(ada, bo, { datasetId, change: "complete" });
		expect(await changed(first)).toEqual(told(found, other));
	});

	it("include people already affected by another dataset", async () => {
		await activate([row("One")]);
		const member = await answered("One", "affected");
		expect(await changed(await activate([row("One")], await newDataset(true)))).toEqual(told(member));
	});
});

describe("the people whose answer changes, after their version was withdrawn", () => {
	it("are only those whose outcome differs, because the deleted data cannot be compared", async () => {
		const first = await activate([row("Same"), row("Gone"), "Ann,both@example.org,", "Bob,both@example.org,"]);
		await answered("Same", "affected");
		const gone = await answered("Gone", "affected");
		const found = await answered("New", "not-found");
		await answered("Nobody", "not-found");
		const shared = await addMember(owner, { email: "both@example.org" });
		await check(shared, "unable-to-match");
		await changeByTwo(ada, bo, { datasetId, change: "withdraw", versionId: first });
		const next = await activate([
			row("Same", "1971-02-03"),
			row("New"),
			"Ann,both@example.org,",
			"Bob,both@example.org,",
		]);
		expect(await changed(next)).toEqual(told(gone, found));
	});
});

it("an address of thousands of rows is compared with the active version without pairing them", async () => {
	const shared = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, at) => `Person ${from + at},office@example.org,`);
	await activate([...shared(0, 5_000), row("Gone"), row("Changed")]);
	const temporary = async () =>
		Number(
			(await owner.query("select temp_bytes from pg_stat_database where datname = current_database()")).rows[0]
				.temp_bytes,
		);
	const before = await temporary();
	const table = [...shared(1_000, 6_000), row("Changed", "1971-02-03"), row("New")];
	const { report } = await importText(ada, datasetId, `Name,Email,Born\n${table.join("\n")}\n`, columns);
	// A thousand rows of the shared address differ between the versions, and the address is in both.
	expect(report.change).toMatchObject({ added: 1, same: 4_000, changed: 1_001, gone: 1 });
	// Pairs of rows would be 25 million, half a gigabyte.
	expect((await temporary()) - before).toBeLessThan(50_000_000);
}, 120_000);
