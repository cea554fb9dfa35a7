import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { history } from "@/lib/audit";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import {
	activateVersion,
	createDataset,
	exportRowsToCorrect,
	previewUpload,
	readPreview,
	receiveUpload,
} from "@/lib/datasets";
import { suggestMapping } from "@/lib/datasets/mapping/suggest-mapping";
import { parseRows } from "@/lib/datasets/reading/parse-rows";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { guessed, importText, mappingOf, pieces, wholeDatabaseAsText } from "../support/imports";
import { auditor, signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
let bo: Staff;
let incidentId: string;
let counter = 0;

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	({ incidentId } = await addIncident(owner, { dataset: false }));
});

async function newDataset(): Promise<string> {
	const made = await createDataset(ada, { incidentId, name: `people ${counter++}`, complete: true });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}

const columns = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
	{ header: "Source", as: "source", values: { post: "Post", "-legacy": "-legacy" } },
	{ header: "=Born", as: "category", category: "date-of-birth" },
]);
const table = [
	"Name;Email;Phone;Source;=Born",
	"Zoë Right;zoe.right@example.org;+447700900111;Post;1970-01-01",
	'"Björn; the Wrong";bjorn.rows@example;+447700900123;-legacy;1970-01-01',
	"Kit Same;kit.rows@example.org;;Post;soon",
	"Kit Same;kit.rows@example.org;;Post;soon",
	"Lee Right;lee.right@example.org;;Post;1970-01-01",
	"Too;many@example.org;;Post;1970-01-01;more",
	"Lee Right;lee.right@example.org;;Post;1970-01-01",
].join("\r\n");
const bytes = iconv.encode(table, "windows-1252");

const rowsOf = (csv: string) =>
	parseRows(Buffer.from(csv.replace(/^\ufeff/, "")), { encoding: "utf-8", delimiter: ",", lineEnd: "\n" }).map(
		({ cells }) => cells,
	);
const csvOf = (rows: string[][]) =>
	rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");

describe("the rows to correct", () => {
	let versionId: string;
	beforeAll(async () => {
		versionId = (await importText(ada, await newDataset(), bytes, columns)).versionId;
	});
	const ask = (content: Buffer | string, size = 7) => exportRowsToCorrect(ada, versionId, pieces(content, size));

	it("have their row numbers and faults, in a table without formulas", async () => {
		const made = await ask(bytes);
		if (!made.ok) throw new Error(made.reason);
		expect(made.value).toMatchObject({ number: 1, rows: 4 });
		expect(made.value.csv.startsWith("\ufeff")).toBe(true);
		expect(rowsOf(made.value.csv)).toEqual([
			["Row in the file", "What to correct", "Name", "Email", "Phone", "Source", "'=Born"],
			[
				"3",
				"Email: Not an email address",
				"Björn; the Wrong",
				"bjorn.rows@example",
				"'+447700900123",
				"'-legacy",
				"1970-01-01",
			],
			["4", "'=Born: Not a date", "Kit Same", "kit.rows@example.org", "", "Post", "soon"],
			["5", "'=Born: Not a date", "Kit Same", "kit.rows@example.org", "", "Post", "soon"],
			["7", "More cells than the table has columns", "Too", "many@example.org", "", "Post", "1970-01-01", "more"],
		]);
	});

	it("are refused for another file, and for a file that is no table", async () => {
		const another = { ok: false, reason: "another-file" };
		expect(await ask(iconv.encode(table.replace("Too", "Two"), "windows-1252"))).toEqual(another);
		expect(await ask(`${bytes.toString("latin1")}\r\nmore;of;it;;`)).toEqual(another);
		expect(await ask(bytes.subarray(0, -40))).toEqual(another);
		expect(await ask('Name;Email\n"never closed')).toEqual(another);
		expect(await ask(Buffer.from("504b030414000600", "hex"))).toEqual(another);
		expect(await ask("")).toEqual(another);
		expect(await exportRowsToCorrect(ada, "dsv_nobody", pieces(bytes))).toEqual({ ok: false, reason: "absent" });
	});

	it("are audited when downloaded, without their content, and not stored", async () => {
		const before = (await history(auditor, { subjectId: versionId })).filter((entry) =>
			entry.action.endsWith("rows-read"),
		);
		await ask(bytes);
		await ask("Name\nanother");
		const after = (await history(auditor, { subjectId: versionId })).filter((entry) =>
			entry.action.endsWith("rows-read"),
		);
		expect(after).toHaveLength(before.length + 1);
		expect(after[0]).toMatchObject({ actor: ada.actor, detail: { rows: 4 } });
		expect(await wholeDatabaseAsText(owner)).not.toContain("bjorn.rows");
	});

	it("can be imported alone once corrected, and their people are found", async () => {
		const made = await ask(bytes);
		if (!made.ok) throw new Error(made.reason);
		const corrected = csvOf(
			rowsOf(made.value.csv)
				.filter((row) => row[0] !== "5")
				.map((row) =>
					row[0] === "7"
						? row.slice(0, -1)
						: row.map((cell) => cell.replace(/@example$/, "@example.org").replace("soon", "1980-02-03")),
				),
		);
		// The earlier mapping and a suggested one both ignore the two added columns.
		const proposed = suggestMapping(readPreview(Buffer.from(corrected))).columns;
		expect(proposed.slice(0, 2).map((column) => column.as)).toEqual(["ignore", "ignore"]);
		const again = await importText(ada, await newDataset(), corrected, columns);
		expect(again.report).toMatchObject({ rows: 3, records: 3, problems: [] });
		expect(again.report.warnings).toEqual([]);
		expect(await activateVersion(bo, again.versionId)).toMatchObject({ ok: true });
		for (const identifiers of [{ email: "bjorn.rows@example.org" }, { telephone: "07700 900123" }]) {
			const reader = await addMember(owner, identifiers);
			const checked = await asRole("web", () => checkNow(reader, "en"));
			const answer = checked.ok && checked.value.answers.find((answer) => answer.incident.id === incidentId);
			expect(answer).toMatchObject({ outcome: "affected" });
			expect(JSON.stringify(answer)).toContain("-legacy");
			expect(JSON.stringify(answer)).not.toContain("'-legacy");
		}
	});
});

it("rows over the memory limit are not exported", async () => {
	const long = Buffer.from(`Email,Note\n${`jo@,${"x".repeat(980)}\n`.repeat(70)}`);
	const mapping = mappingOf([
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Note", as: "category", category: "correspondence" },
	]);
	const { versionId } = await importText(ada, await newDataset(), long, mapping);
	const ask = (most: number) => exportRowsToCorrect(ada, versionId, pieces(long), most);
	expect(await ask(64 * 1024)).toEqual({ ok: false, reason: "too-large" });
	expect(await history(auditor, { subjectId: versionId })).not.toContainEqual(
		expect.objectContaining({ action: "dataset-version.rows-read" }),
	);
	expect(await ask(128 * 1024)).toMatchObject({ ok: true, value: { rows: 70 } });
});

it("a row number is never taken for a membership number", () => {
	const csv = csvOf([
		["Row in the file", "What to correct", "E-mail"],
		...Array.from({ length: 9 }, (_, at) => [`MP10000${at}`, "x", `a${at}@example.org`]),
	]);
	expect(guessed(csv).columns.map((column) => column.as)).toEqual(["ignore", "ignore", "identifier"]);
});

it("a view of the first rows of an upload is audited", async () => {
	const stream = pieces("Email\na@example.org\n");
	const made = await receiveUpload(ada, await newDataset(), { fileName: "x.csv", stream, complete: () => true });
	if (!made.ok) throw new Error(made.reason);
	const seen = async () =>
		(await history(auditor, { subjectId: made.value })).filter(
			(entry) => entry.action === "dataset-version.sample-read",
		);
	expect(await seen()).toHaveLength(0);
	expect((await previewUpload(bo, made.value))?.rows).toEqual([["a@example.org"]]);
	expect(await seen()).toMatchObject([{ actor: bo.actor }]);
});
