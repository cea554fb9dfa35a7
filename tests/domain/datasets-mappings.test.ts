import { beforeAll, describe, expect, it } from "vitest";
import { history } from "@/lib/audit";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import {
	confirmedFormat,
	createDataset,
	fillMappingForm,
	previewUpload,
	readMappingForm,
	readVersion,
	receiveUpload,
	savedMapping,
	savedMappings,
	startImport,
} from "@/lib/datasets";
import type { Format } from "@/lib/datasets/schema";
import { tasks } from "@/lib/datasets/tasks";
import { addIncident } from "../support/exposed-people";
import { pieces } from "../support/imports";
import { auditor, signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
let bo: Staff;
let datasetId: string;

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
});

async function upload(text: string | Buffer): Promise<string> {
	const made = await receiveUpload(ada, datasetId, { fileName: "x.csv", stream: pieces(text), complete: () => true });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}
/** Returns the page's form, with a saved or suggested mapping and some fields changed. */
async function form(
	versionId: string,
	saved?: string,
	change: Record<string, string> = {},
	corrected: Partial<Format> = {},
) {
	const preview = await previewUpload(ada, versionId, corrected);
	if (!preview) throw new Error("the preview is gone");
	const used = saved ? await savedMapping(ada, saved) : undefined;
	const { columns } = fillMappingForm(preview, used);
	const fields = new FormData();
	fields.set("relationship", "member");
	for (const [at, column] of columns.entries()) {
		fields.set(`role-${at}`, column.role);
		for (const [index, { means }] of column.distinct.entries()) fields.set(`means-${at}-${index}`, means);
		fields.set(`otherwise-${at}`, "other");
	}
	for (const [name, value] of Object.entries(change)) fields.set(name, value);
	const read = readMappingForm(fields, preview, corrected, used);
	if (!read.ok) throw new Error(read.error.message);
	return { columns, mapping: read.mapping, confirmed: confirmedFormat(preview.format) };
}

it("a saved mapping is suggested for the next export of the same table, also with its columns in another order", async () => {
	const first = await upload("Rufname,E-mail,Typ\nJo,jo@example.org,Aktiv\nKit,kit@example.org,Weg\n");
	const { columns, mapping } = await form(first, undefined, {
		"role-0": "name:full",
		"role-2": "relationship",
		"means-2-0": "member",
		"means-2-1": "former-member",
	});
	expect(columns.map((column) => column.role)).toEqual(["ignore", "identifier:email", "ignore"]);
	expect(await startImport(ada, first, mapping, "Export")).toMatchObject({ ok: true });
	const saved = await savedMappings(bo);
	expect(saved).toMatchObject([{ name: "Export" }]);

	const second = await upload("Typ,Neu,RUFNAME,E-mail\nWeg,x,Lee,lee@example.org\nAktiv,y,Sam,sam@example.org\n");
	const again = await form(second, saved[0]?.id);
	expect(again.columns.map((column) => column.role)).toEqual([
		"relationship",
		"ignore",
		"name:full",
		"identifier:email",
	]);
	expect(await startImport(ada, second, again.mapping)).toMatchObject({ ok: true });
	await tasks.import_dataset?.({ versionId: second }, { job: { attempts: 1, max_attempts: 1 } } as never);
	expect(await readVersion(ada, second)).toMatchObject({
		state: "ready",
		report: { records: 2, byRelationship: { "former-member": 1, member: 1 }, problems: [] },
	});
	expect((await history(auditor, { subjectId: first }))[0]).toMatchObject({
		action: "dataset-version.mapped",
		detail: { savedAs: "Export" },
	});
});

it("only the person who uploaded a file can start its import, once", async () => {
	const version = await upload("E-mail\njo@example.org\n");
	const { mapping } = await form(version);
	expect(await startImport(bo, version, mapping)).toEqual({ ok: false, reason: "not-yours" });
	expect(await startImport(ada, version, mapping)).toMatchObject({ ok: true });
	expect(await startImport(ada, version, mapping)).toEqual({ ok: false, reason: "not-staged" });
	expect(await savedMappings(ada)).toHaveLength(1);
});

describe("an import reads the file as staff saw it", () => {
	const imported = async (versionId: string) => {
		await tasks.import_dataset?.({ versionId }, { job: { attempts: 1, max_attempts: 1 } } as never);
		return (await readVersion(ada, versionId))?.report;
	};

	it("with the header row they chose, the only part of the format that the saved mapping keeps", async () => {
		const version = await upload("Some;Other\nRufname;E-mail\nJo;jo@example.org\nKit;kit@example.org\n");
		expect((await form(version)).columns.map(({ header }) => header)).toEqual(["Some", "Other"]);
		const { columns, mapping, confirmed } = await form(version, undefined, {}, { headerRow: 2 });
		expect(columns.map(({ header }) => header)).toEqual(["Rufname", "E-mail"]);
		expect(await startImport(ada, version, mapping, "Second row", confirmed)).toMatchObject({ ok: true });
		expect(await imported(version)).toMatchObject({ rows: 2, records: 2, format: { headerRow: 2, delimiter: ";" } });
		const saved = (await savedMappings(ada)).find(({ name }) => name === "Second row");
		expect((await savedMapping(ada, saved?.id ?? ""))?.format).toEqual({ headerRow: 2 });
	});

	it("with a first row that is a record, and with line ends that were corrected", async () => {
		const version = await upload("Jo,jo@example.org\rKit,kit@example.org\r");
		expect((await previewUpload(ada, version, { lineEnd: "\n" }))?.headers).toHaveLength(2);
		const { columns, mapping, confirmed } = await form(version);
		expect(columns.map(({ header, examples }) => [header, examples.map(({ text }) => text)])).toEqual([
			["Column 1", ["J•", "K••"]],
			["Column 2", ["j•••@e•••.org", "k•••@e•••.org"]],
		]);
		expect(await startImport(ada, version, mapping, undefined, confirmed)).toMatchObject({ ok: true });
		expect(await imported(version)).toMatchObject({ rows: 2, records: 2, format: { headerRow: null, lineEnd: "\r" } });
	});

	it("with an encoding that shows only after the previewed rows", async () => {
		const ascii = Array.from({ length: 20_000 }, (_, at) => `Jo,jo${at}@example.org\n`).join("");
		const bytes = Buffer.from(`Name,E-mail\n${ascii}Zo\u00eb,zoe@example.org\n`, "latin1");
		const version = await upload(bytes);
		const { mapping, confirmed } = await form(version);
		expect(await startImport(ada, version, mapping, undefined, confirmed)).toMatchObject({ ok: true });
		expect(await imported(version)).toMatchObject({ records: 20_001, problems: [] });
	});
});

it("mappings whose values an older version stored in clear are stored as keyed marks by the worker's next clean-up", async () => {
	const columns = [
		{ header: "E-mail", as: "identifier", kind: "email" },
		{ header: "Typ", as: "relationship", values: { "old-value-of-a-cell": "member" }, otherwise: "other" },
	];
	const old = JSON.stringify({ columns, relationship: "member", source: "" });
	const version = await upload("E-mail,Typ\njo@example.org,Old-value-of-a-cell\n");
	await owner.query("update dataset_version set mapping = $2 where id = $1", [version, old]);
	await owner.query("insert into dataset_mapping (id, name, mapping, saved_by) values ('map_old', 'Old', $1, $2)", [
		old,
		ada.staffId,
	]);
	await tasks.sweep_imports?.({}, {} as never);
	const { rows } = await owner.query(
		"select mapping from dataset_version where id = $1 union all select mapping from dataset_mapping where id = 'map_old'",
		[version],
	);
	expect(rows).toHaveLength(2);
	for (const { mapping } of rows) {
		expect(JSON.stringify(mapping)).not.toContain("old-value");
		expect(Object.entries(mapping.columns[1].values)).toEqual([[expect.stringMatching(/^~[0-9a-f]{16}$/), "member"]]);
	}
	// It means what it meant.
	const used = await savedMapping(ada, "map_old");
	const preview = await previewUpload(ada, version);
	if (!preview) throw new Error("the preview is gone");
	expect(fillMappingForm(preview, used).columns[1]?.distinct[0]?.means).toBe("member");
	const [entry] = await history(auditor, { subjectId: "map_old" });
	expect(entry).toMatchObject({ action: "dataset-mapping.keyed" });
	await tasks.sweep_imports?.({}, {} as never);
	expect(await history(auditor, { subjectId: "map_old" })).toHaveLength(1);
});
