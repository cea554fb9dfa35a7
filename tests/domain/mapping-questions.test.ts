/** What the mapping page asks about a table's values, and that none of its cells is kept in clear. */
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import {
	createDataset,
	fillMappingForm,
	previewUpload,
	proposeMapping,
	readMappingForm,
	readPreview,
	readVersion,
	receiveUpload,
	startImport,
} from "@/lib/datasets";
import { keyedMapping, meaningsOf } from "@/lib/datasets/mapping/value-keys";
import type { Mapping } from "@/lib/datasets/schema";
import { tasks } from "@/lib/datasets/tasks";
import { addIncident } from "../support/exposed-people";
import { importText, mappingOf, pieces, wholeDatabaseAsText } from "../support/imports";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
});
async function newDataset(): Promise<string> {
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}

/** Answers the form as it is drawn, but for some fields. */
function answer(text: string, change: Record<string, string>, saved?: Mapping) {
	const preview = readPreview(Buffer.from(text));
	const { columns } = fillMappingForm(preview, saved);
	const fields = new FormData();
	for (const [at, column] of columns.entries()) {
		fields.set(`role-${at}`, column.role);
		fields.set(`order-${at}`, column.dateOrder ?? "");
		for (const [index, { means, label }] of column.distinct.entries()) {
			fields.set(`means-${at}-${index}`, means);
			fields.set(`label-${at}-${index}`, label);
		}
		for (const [index, { means }] of column.asked.entries()) fields.set(`value-${at}-${index}`, means);
	}
	for (const [name, value] of Object.entries(change)) fields.set(name, value);
	return { columns, read: readMappingForm(fields, preview, {}, saved) };
}

describe("the mapping page", () => {
	it("says what to choose where no column finds anybody, and how to get rid of a wrong table", () => {
		const preview = readPreview(Buffer.from("Product,Price\nMug,4.50\nScarf,12.00\n"));
		const fields = new FormData();
		for (const at of preview.headers.keys()) fields.set(`role-${at}`, "ignore");
		const read = readMappingForm(fields, preview, {});
		expect(!read.ok && read.error.message).toMatch(
			/^Say which column holds email addresses.*press “Cancel and delete the upload”\.$/,
		);
	});

	it("knows before anything is pressed whether a file holds something to search by", () => {
		const finds = (text: string) => fillMappingForm(readPreview(Buffer.from(text))).findsSomebody;
		expect(finds("Dear Ms Invented,\n\nThank you for your letter of 3 March.\n\nYours sincerely,\nA. Person\n")).toBe(
			false,
		);
		expect(finds("Product,Price\nMug,4.50\n")).toBe(false);
		expect(finds("Product,Buyer\nMug,ada@example.org\n")).toBe(true);
		expect(finds("Surname,Postcode\nInvented,ZZ1 1ZZ\n")).toBe(true);
	});

	const rows = Array.from(
		{ length: 20 },
		(_, at) =>
			`p${at}@example.org,${at % 2 ? "No" : "Yes"},${at < 5 ? "01/01/1901" : `1${at % 10}/05/1980`},Ada Invented${at}`,
	);
	const table = `Email,Direct debit,Date of birth,Who\n${rows.join("\n")}\n`;

	it("shows frequent values with their number, and masks what is somebody's own", () => {
		const { columns } = answer(table, {});
		expect(columns[1]?.examples).toEqual([
			{ text: "Yes", count: 10 },
			{ text: "No", count: 10 },
		]);
		expect(columns[2]?.examples[0]).toEqual({ text: "01/01/1901", count: 5 });
		expect(JSON.stringify([columns[0], columns[3]?.examples])).not.toMatch(/p1@|example\.org|Ada|Invented/);
	});

	it("leaves the letters by which one sees that the encoding is wrong", () => {
		const { columns } = answer("Vorname,Email\nZoë,z@example.org\nZoÃ«,y@example.org\n", {});
		expect(columns[0]?.examples.map(({ text }) => text)).toEqual(["Z•ë", "Z•Ã«"]);
	});

	it("asks whether values of yes and no, and common ones, are data, and keeps the answers", () => {
		const { columns, read } = answer(table, { "value-1-0": "data", "value-2-0": "nothing" });
		expect(columns[1]?.asked).toEqual([
			{ text: "Yes", means: "held" },
			{ text: "No", means: "nothing" },
		]);
		expect(columns[2]?.asked[0]).toEqual({ text: "01/01/1901", means: "data" });
		expect(read).toMatchObject({
			ok: true,
			mapping: {
				columns: [{}, { values: { yes: "data", no: "nothing" } }, { values: { "01/01/1901": "nothing" } }, {}],
			},
		});
	});

	it("asks whether the day or the month comes first where no date shows it", () => {
		const unclear = "Email,Joined\na@example.org,02/08/2014\nb@example.org,03/04/2014\n";
		const { columns, read } = answer(unclear, {});
		expect(columns[1]?.dateOrder).toBe("");
		expect(read).toMatchObject({ ok: false, error: { field: "role-1" } });
		expect(answer(unclear, { "order-1": "month-first" }).read).toMatchObject({
			mapping: { columns: [{}, { as: "since", dateOrder: "month-first" }] },
		});
		expect(answer("Email,Joined\na@example.org,02/18/2014\n", {}).columns[1]?.dateOrder).toBe("month-first");
	});

	it("names sources of which a column has few, and never an address or a person", () => {
		const few = `Email,Source\n${rows.map((_, at) => `p${at}@example.org,${at % 2 ? "Web form" : "Street stall"}`).join("\n")}\n`;
		const { columns, read } = answer(few, { "label-1-0": "" });
		expect(columns[1]?.distinct.map(({ label }) => label)).toEqual(["Street stall", "Web form"]);
		expect(read).toMatchObject({
			mapping: { columns: [{}, { values: { "street stall": "", "web form": "Web form" } }] },
		});
		const people = `Email,Source\n${rows.map((_, at) => `p${at}@example.org,Ada Invented${"abcdefghijklmnopqrst"[at]}`).join("\n")}\n`;
		expect(answer(people, {}).columns[1]?.distinct.filter(({ label }) => label)).toEqual([]);
	});

	it("keeps what a saved mapping says of values that the first rows lack", () => {
		const saved = keyedMapping(
			mappingOf([
				{ header: "Email", as: "identifier", kind: "email" },
				{ header: "Direct debit", as: "category", category: "bank-details", values: { paused: "held" } },
			]),
		);
		const { read } = answer(table, {}, saved);
		if (!read.ok) throw new Error(read.error.message);
		const column = read.mapping.columns[1];
		const meaning = meaningsOf(column?.as === "category" ? column.values : {});
		expect([meaning("Paused"), meaning("NO"), meaning("other")]).toEqual(["held", "nothing", undefined]);
	});
});

describe("no cell of a table is kept in clear", () => {
	/** Every kind of column that says what values mean, each with a cell of its own that the database must not hold. */
	const planted = ["Plantedstatus", "Plantedother", "Plantedlist", "Plantedunnamed", "Planteddebit", "Plantedname"];
	const table = `Email,Status,Source,Direct debit,Name,Joined\n${Array.from(
		{ length: 12 },
		(_, at) =>
			`p${at}@example.org,${at % 2 ? "Plantedstatus" : "Plantedother"},${at % 2 ? "Plantedlist" : "Plantedunnamed"},Planteddebit,Plantedname,0${1 + (at % 9)}/17/2014`,
	).join("\n")}\n`;

	async function expectNothingInClear(): Promise<void> {
		const text = (await wholeDatabaseAsText(owner)).toLowerCase();
		expect(text).toContain("the list of members");
		expect(planted.filter((cell) => text.includes(cell.toLowerCase()))).toEqual([]);
	}

	it("after an upload, its mapping saved for later, and its import", async () => {
		const made = await receiveUpload(ada, await newDataset(), {
			fileName: "x.csv",
			stream: pieces(table),
			complete: () => true,
		});
		if (!made.ok) throw new Error(made.reason);
		const { read } = answer(table, {
			"role-1": "relationship",
			"means-1-0": "donor",
			"means-1-1": "member",
			"role-2": "source",
			"label-2-0": "",
			"label-2-1": "The list of members",
			"value-3-0": "held",
		});
		if (!read.ok) throw new Error(read.error.message);
		expect(await startImport(ada, made.value, read.mapping, "Saved")).toMatchObject({ ok: true });
		await expectNothingInClear();
		await tasks.import_dataset?.({ versionId: made.value }, { job: { attempts: 1, max_attempts: 1 } } as never);
		expect(await readVersion(ada, made.value)).toMatchObject({
			state: "ready",
			report: {
				byRelationship: { donor: 6, member: 6 },
				byCategory: { "bank-details": 12 },
				problems: [{ column: "Source", reason: "other-source", count: 6 }],
			},
		});
		await expectNothingInClear();
	});

	it("after an import with a mapping that says in clear what its values mean, or that names no source", async () => {
		const columns: Mapping["columns"] = [
			{ header: "Email", as: "identifier", kind: "email" },
			{ header: "Status", as: "relationship", values: { plantedstatus: "member" }, otherwise: "other" },
			{ header: "Source", as: "source" },
			{ header: "Direct debit", as: "category", category: "bank-details", values: { planteddebit: "held" } },
		];
		const { report } = await importText(
			ada,
			await newDataset(),
			table,
			mappingOf(columns, { source: "The list of members" }),
		);
		expect(report).toMatchObject({ byRelationship: { member: 6, other: 6 }, byCategory: { "bank-details": 12 } });
		expect(report.problems).toMatchObject([{ reason: "unknown-relationship", count: 6 }]);
		await expectNothingInClear();
	});
});

describe("an encoding that no byte tells", () => {
	const file = (name: string, encoding: string) =>
		Buffer.concat([
			Buffer.from("Email,Name\nann@example.org,"),
			iconv.encode(name, encoding),
			Buffer.from(" Invented\n"),
		]);
	const readings = (bytes: Buffer, format = {}) => readPreview(bytes, format).readings;

	it.each([
		["Jörg", "cp850", { cp850: ["Jö••"], macintosh: ["Jî••"] }],
		["Jörg", "macintosh", { "windows-1252": ["Jš••"], macintosh: ["Jö••"] }],
		["Élodie", "cp437", { macintosh: ["ê•••••"], cp850: ["É•••••"], maccenteuro: ["ź•••••"] }],
		["Siân", "macintosh", { cp850: ["S•ë•"], macintosh: ["S•â•"] }],
		["Weiß", "cp850", { "windows-1252": ["W••á"], cp850: ["W••ß"] }],
	])("is asked for with how each reads it, plain letters hidden: %s in %s", (name, encoding, shown) => {
		const asked = readings(file(name, encoding));
		expect(Object.fromEntries(asked.map((reading) => [reading.encoding, reading.words]))).toEqual(shown);
	});

	it.each([
		["O’Brien", "windows-1252"],
		["Renée", "windows-1252"],
		["Siân", "windows-1252"],
		["Siân", "utf-8"],
		["Renée", "macintosh"],
		["Müller", "cp850"],
		["pays £5", "cp850"],
		["pays £5", "macintosh"],
	])("is not asked for where only one reading makes sense, or no letter differs: %s in %s", (name, encoding) => {
		expect(readings(file(name, encoding))).toEqual([]);
	});

	it("must be chosen on the mapping page, and is asked for on the command line", () => {
		const bytes = file("Jörg", "macintosh");
		const preview = readPreview(bytes);
		const fields = new FormData();
		for (const [at, { role }] of fillMappingForm(preview).columns.entries()) fields.set(`role-${at}`, role);
		expect(readMappingForm(fields, preview, {})).toMatchObject({ ok: false, error: { field: "encoding" } });
		expect(proposeMapping(preview).questions[0]).toContain('Jš•• in "windows-1252"; Jö•• in "macintosh"');
		const chosen = readPreview(bytes, { encoding: "macintosh" });
		expect(chosen.rows[0]?.[1]).toBe("Jörg Invented");
		expect(readMappingForm(fields, chosen, { encoding: "macintosh" })).toMatchObject({
			ok: true,
			mapping: { format: { encoding: "macintosh" } },
		});
		expect(proposeMapping(chosen).questions).toEqual([]);
	});

	it("is named to the second person if nobody chose it, and is still asked for after the upload", async () => {
		const bytes = file("Jörg", "macintosh");
		const datasetId = await newDataset();
		const { report } = await importText(ada, datasetId, bytes);
		expect(report.warnings.join()).toContain("was read as Windows-1252, but it may be Mac OS Roman");
		const received = await receiveUpload(ada, datasetId, {
			fileName: "people.csv",
			stream: pieces(bytes),
			complete: () => true,
		});
		if (!received.ok) throw new Error(received.reason);
		expect((await previewUpload(ada, received.value))?.readings).toHaveLength(2);
		expect((await previewUpload(ada, received.value, { delimiter: ";" }))?.readings).toHaveLength(2);
		expect((await previewUpload(ada, received.value, { encoding: "windows-1252" }))?.readings).toEqual([]);
	});
});
