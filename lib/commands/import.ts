// npm run import -- FILE --incident SLUG --mapping FILE.json --as EMAIL [--dataset NAME | --new-dataset NAME] [--dry-run] [--rows-to-correct OUT.csv] | FILE --propose
import { createReadStream, existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Staff } from "../authority";
import {
	correctionCsv,
	createDataset,
	describeFormat,
	dryRun,
	exportRowsToCorrect,
	FileRefused,
	importVersion,
	listDatasets,
	proposeMapping,
	readPreview,
} from "../datasets";
import { type CorrectionRefusal, mappingSchema } from "../datasets/schema";
import { staffForCommand } from "../identity";
import { incidentAdmin } from "../incidents";
import { errorCode } from "../log";
import { CommandError, command, readArguments } from "./command";
import { progressLine, reportLines } from "./import-report";

const usage = `npm run import -- FILE --incident SLUG --mapping FILE.json --as EMAIL [--dataset NAME | --new-dataset NAME] [--dry-run] [--rows-to-correct OUT.csv]
npm run import -- FILE --propose      prints a proposed mapping to correct and save
--rows-to-correct OUT.csv writes the rows that could not be used as they stand, in clear: correct them, import them as a dataset
of their own (--new-dataset), and delete the file. Nobody but you may read it; a file that is there already is left alone.`;

const rowsRefusals: Record<CorrectionRefusal, string> = {
	absent: "The version is not there any more.",
	"another-file": "The file changed while it was imported, so its rows are not written.",
	"too-large": "The rows to correct are larger than 64 MB together, so they are not written.",
	"nothing-to-correct": "There are no rows to correct.",
};

const openFile = (file: string) => createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;

function parseJson(file: string, json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		throw new CommandError(`${file} is not valid JSON.`);
	}
}

async function readMapping(file: string) {
	const json = await readFile(file, "utf8");
	const parsed = mappingSchema.safeParse(parseJson(file, json));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new CommandError(`${file}: ${issue?.path.join(".") || "the mapping"}: ${issue?.message}.`);
}

/** Prints a suggested mapping of a file as JSON, and beside it what the mapping page would ask. */
async function printSuggestedMapping(file: string): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of createReadStream(file, { end: 256 * 1024 - 1 })) chunks.push(chunk as Buffer);
	const preview = readPreview(Buffer.concat(chunks));
	console.error(`Read as ${describeFormat(preview.format)}.`);
	const { headerRow } = preview.format;
	const { mapping, questions } = proposeMapping(preview);
	for (const question of questions) console.error(`? ${question}`);
	console.log(JSON.stringify({ ...mapping, ...(headerRow === 1 ? {} : { format: { headerRow } }) }, null, 2));
}

/** Writes the rows to correct, in clear, to a new file that only the current user can read. */
async function writeRows(file: string, csv: string, rows: number): Promise<void> {
	await writeFile(file, csv, { mode: 0o600, flag: "wx" });
	console.log(
		`${rows} rows to correct are in ${file}, with people's data in clear. Delete it once they are corrected and imported.`,
	);
}

/** The datasets of an incident in a sentence: "There are A and B." */
const sentenceOf = (names: readonly string[]) =>
	names.length === 0 ? "It has none yet." : `It has: ${names.map((name) => `"${name}"`).join(", ")}.`;

/**
 * Returns the id of the dataset to import into. Creates one only of the name given with --new-dataset, so that a slip in a name
 * makes none. Without a name there must be just one.
 */
async function datasetFor(staff: Staff, slug: string, named: { name?: string; newName?: string }): Promise<string> {
	// Includes unpublished incidents, because a table is prepared before its incident is published.
	const incident = (await incidentAdmin.incidents(staff)).find((incident) => incident.slug === slug);
	if (!incident) throw new CommandError(`There is no incident ${slug}.`);
	const datasets = (await listDatasets(staff)).filter((dataset) => dataset.incident.id === incident.id);
	const names = sentenceOf(datasets.map(({ name }) => name));
	if (named.newName) {
		const created = await createDataset(staff, { incidentId: incident.id, name: named.newName, complete: false });
		if (!created.ok) throw new CommandError(`The incident has a dataset "${named.newName}" already. ${names}`);
		return created.value;
	}
	const [found, another] = datasets.filter(({ name }) => named.name === undefined || name === named.name);
	if (!found || another)
		throw new CommandError(
			`${named.name ? `The incident has no dataset "${named.name}".` : "Say which dataset it is: --dataset NAME."} ${names} To add one, give --new-dataset NAME.`,
		);
	return found.id;
}

const options = {
	incident: { type: "string" },
	dataset: { type: "string" },
	"new-dataset": { type: "string" },
	mapping: { type: "string" },
	as: { type: "string" },
	"dry-run": { type: "boolean" },
	"rows-to-correct": { type: "string" },
	propose: { type: "boolean" },
} as const;

await command("worker", async (args) => {
	const { values, positionals } = readArguments({ args, allowPositionals: true, options }, usage);
	const [file] = positionals;
	const out = values["rows-to-correct"];
	if (!file || (!values.propose && !values.mapping)) throw new CommandError(usage);
	if (out && existsSync(out)) throw new CommandError(`${out} is there already. Name another file for the rows.`);
	try {
		if (values.propose) return await printSuggestedMapping(file);
		const mapping = await readMapping(values.mapping as string);
		const { size } = await stat(file);
		const printProgress = progressLine(size);
		if (values["dry-run"]) {
			const { report, problems } = await dryRun(openFile(file), mapping, printProgress);
			for (const line of reportLines(report, problems)) console.log(line);
			if (!out) return;
			const { csv, rows } = await correctionCsv(openFile(file), mapping, problems);
			return await writeRows(out, csv, rows);
		}
		if (!values.incident || !values.as) throw new CommandError(usage);
		const staff = await staffForCommand(values.as);
		if (!staff?.permissions.includes("datasets:import"))
			throw new CommandError(`${values.as} is not staff who may import.`);
		const imported = await importVersion(staff, {
			datasetId: await datasetFor(staff, values.incident, {
				...(values.dataset ? { name: values.dataset } : {}),
				...(values["new-dataset"] ? { newName: values["new-dataset"] } : {}),
			}),
			stream: openFile(file),
			fileName: basename(file),
			fileBytes: size,
			mapping,
			onProgress: ({ rows, bytes }) => printProgress(rows, bytes),
		});
		for (const line of reportLines(imported.report)) console.log(line);
		if (out) {
			const exported = await exportRowsToCorrect(staff, imported.versionId, openFile(file));
			if (exported.ok) await writeRows(out, exported.value.csv, exported.value.rows);
			else console.log(rowsRefusals[exported.reason]);
		}
		console.log(
			`Version ${imported.number} (${imported.versionId}) is ready. Somebody else activates it at /staff/datasets/${imported.versionId}`,
		);
	} catch (error) {
		if (error instanceof FileRefused) throw new CommandError(error.message);
		// A missing or unreadable file. The path may be printed, because the user typed it.
		if (error instanceof Error && "path" in error)
			throw new CommandError(`${error.path} cannot be read (${errorCode(error)}).`);
		throw error;
	}
});
