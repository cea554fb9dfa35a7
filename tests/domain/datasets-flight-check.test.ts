/** The flight check, which a second person reads before activating a version. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset, dryRun, readVersion } from "@/lib/datasets";
import { addIncident } from "../support/exposed-people";
import { importText, mappingOf, pieces } from "../support/imports";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
let bo: Staff;
let datasetId: string;

const columns = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "No", as: "identifier", kind: "membership-number" },
	{ header: "Mobile", as: "identifier", kind: "telephone" },
]);

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
});
beforeEach(async () => {
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
});

const imported = (rows: string[], mapping = columns) =>
	importText(ada, datasetId, `Name,Email,No,Mobile\n${rows.join("\n")}\n`, mapping);
const reportOf = async (rows: string[]) => (await imported(rows)).report;

it("an address is counted as shared if its records contradict each other, by the rule of the answer", async () => {
	expect(
		await reportOf([
			"Ann Invented,office@example.org,,",
			"Ben Other,office@example.org,,",
			"Ben Other,ben@example.org,,",
			// One person, written in three ways.
			"Ada Invented,ada@example.org,,",
			'"Invented, Ada",ada@example.org,,',
			"A. Invented,ada@example.org,,",
			// Two people of one initial, of whom different things are held; and one person, twice.
			"A. Other,home@example.org,,",
			"A. Other,home@example.org,,029 2018 0009",
			"C. Other,two@example.org,,",
			"C Other,two@example.org,,",
			// Two people: one name with two membership numbers, without a first name.
			"Invented,family@example.org,MP900001,",
			"Invented,family@example.org,MP900002,",
			// Nameless rows at one address with different telephones.
			",nobody@example.org,,07700 900001",
			",nobody@example.org,,07700 900002",
			// A shared telephone number is ignored, so nobody is asked for a second identifier because of it.
			"Cy Landline,cy@example.org,,029 2018 0001",
			"Di Landline,di@example.org,,029 2018 0001",
		]),
	).toMatchObject({ sharedAddresses: 4, askedForDetail: 8 });
});

it("an address is counted as shared if years of birth differ, or accounts of rows without a name", async () => {
	const header = { header: "Born", as: "category", category: "date-of-birth" } as const;
	const account = { header: "Account", as: "category", category: "bank-details" } as const;
	const [name, email] = columns.columns;
	if (!name || !email) throw new Error("the mapping has other columns");
	const table = `Name,Email,Born,Account
Ada Invented,ada@example.org,30/05/1950,
Ada Invented,ada@example.org,01/06/1980,
Ben Invented,ben@example.org,30/05/1950,
Ben Invented,ben@example.org,30/05/1950,11-22-33 12345678
,till@example.org,,11-22-33 12345678
,till@example.org,,11-22-33 87654321
`;
	const { report } = await importText(ada, datasetId, table, mappingOf([name, email, header, account]));
	expect(report).toMatchObject({ sharedAddresses: 2, askedForDetail: 4 });
});

it("an address in fifty rows without a name is counted as shared, by the rule of the answer", async () => {
	const rows = (count: number) => Array.from({ length: count }, (_, at) => `,none@example.org,MP90${1000 + at},`);
	expect(await reportOf(rows(60))).toMatchObject({ sharedAddresses: 1, askedForDetail: 60 });
});

it("a repeated row is counted once among the changes", async () => {
	const first = await imported(["Ann One,one@example.org,,", "Ann One,one@example.org,,", "Ann Two,two@example.org,,"]);
	await activateVersion(bo, first.versionId);
	const { duplicates = 0, ...report } = await reportOf([
		"Ann Two,two@example.org,,",
		"Ann Three,three@example.org,,",
		"Ann Three,three@example.org,,",
		"Ann Four,four@example.org,,",
	]);
	expect(report.change).toMatchObject({ added: 2, changed: 0, same: 1, gone: 1 });
	expect(report.records - duplicates).toBe(3);
});

it("the check says how many records nobody can sign in for, and why", async () => {
	expect(
		await reportOf([
			"Ann One,one@example.org,,",
			"Ann Two,,MP900002,",
			"Ann Three,see card,MP900003,",
			"Ann Four,see card,,",
			"Ann Five,five@example.org,,,too,many",
		]),
	).toMatchObject({ withoutAddress: 4, addressRefused: 2, misshapen: 1 });
});

it("the check shows how each column of the file was read, also columns missing from the mapping", async () => {
	const table = "Name,Born,EMAIL,Empty\nAnn One,1970-01-01,one@example.org,\n";
	const { versionId } = await importText(
		ada,
		datasetId,
		table,
		mappingOf([
			{ header: "Name", as: "name", part: "full" },
			{ header: "Email", as: "identifier", kind: "email" },
		]),
	);
	expect((await readVersion(bo, versionId))?.columns).toEqual([
		{ header: "Name", role: "name:full", values: 1 },
		{ header: "Born", role: "ignore", values: 1 },
		{ header: "EMAIL", role: "identifier:email", values: 1 },
		{ header: "Empty", role: "ignore", values: 0 },
	]);
});

it("a version without records is activated only after a warning", async () => {
	const { versionId } = await imported(["Ann One,,,"]);
	expect(await activateVersion(bo, versionId)).toEqual({ ok: false, reason: "empty" });
	expect(await activateVersion(bo, versionId, { evenEmpty: true })).toMatchObject({ ok: true });
});

it("a dry run shows no figure that it did not count", async () => {
	const { report } = await dryRun(pieces("Name,Email,No,Mobile\nAnn One,one@example.org,,\n"), columns);
	expect(report).not.toHaveProperty("duplicates");
	expect(report).not.toHaveProperty("sharedAddresses");
	expect(report.records).toBe(1);
});
