import { asc, eq } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { err, ok, type Result } from "../result";
import { FileRefused } from "./file-errors";
import { safeCell } from "./reading/cell-values";
import { parseRows } from "./reading/csv-rows";
import { toUtf8 } from "./reading/detect-format";
import { correctionHeaders } from "./reading/headers";
import { openTable } from "./reading/open-table";
import {
	type CorrectionRefusal,
	type Format,
	type Mapping,
	mappingSchema,
	problemReasons,
	type RowProblem,
} from "./schema";

const { datasetVersion, datasetProblem } = tables;

/** Rows are held in memory until the end of the file has shown that it is the right one. */
const maxCharacters = 64 * 1024 * 1024;
class RowsTooLarge extends FileRefused {}

/** What is to be corrected in each row, cell by cell and then as a whole. A row that only repeats another one is not wrong. */
function correctionsByRow(problems: readonly RowProblem[]): Map<number, string> {
	const found = new Map<number, string>();
	for (const { row, column, reason } of [
		...problems.filter((each) => each.column),
		...problems.filter((each) => !each.column),
	]) {
		if (reason === "same-as-an-earlier-row") continue;
		const one = column ? `${column}: ${problemReasons[reason]}` : problemReasons[reason];
		const before = found.get(row);
		found.set(row, before ? `${before}; ${one}` : one);
	}
	return found;
}

/**
 * The rows of a file that have these problems, as a CSV to correct in a spreadsheet and to import on its own: UTF-8 with a mark,
 * the file's own columns behind the row's number and what is wrong with it. It holds people's data in clear: keep it nowhere.
 * Read as an import with this mapping reads it. Out too: how many rows, and the SHA-256 of what was read. Throws FileRefused.
 */
export async function correctionCsv(
	source: AsyncIterable<Buffer>,
	mapping: Pick<Mapping, "format">,
	problems: readonly RowProblem[],
): Promise<{ csv: string; rows: number; hash: Buffer }> {
	const { format, headers, batches, progress } = await openTable(source, mapping.format);
	const wanted = correctionsByRow(problems);
	const lines = [[...correctionHeaders, ...headers].map(safeCell).join(",")];
	let characters = 0;
	for await (const batch of batches) {
		const rows = Array.from({ length: batch.rows }, (_, at) => batch.firstRow + at);
		if (!rows.some((row) => wanted.has(row))) continue;
		const bytes = Buffer.from(batch.bytes);
		// UTF-16 has become UTF-8 in a batch.
		const text = batch.encoding === "windows-1252" ? toUtf8(bytes, batch.encoding) : bytes;
		for (const [at, cells] of parsed(text, format).entries()) {
			const row = batch.firstRow + at;
			const what = wanted.get(row);
			if (what === undefined) continue;
			const line = [row, what, ...cells].map(safeCell).join(",");
			characters += line.length;
			if (characters > maxCharacters)
				throw new RowsTooLarge(
					"The rows to correct are larger than 64 MB together. Correct them in your copy of the file, with the list of rows beside it.",
				);
			lines.push(line);
		}
	}
	if (!progress.hash) throw new Error("the file was not read to its end");
	return { csv: `\ufeff${lines.join("\r\n")}\r\n`, rows: lines.length - 1, hash: progress.hash };
}

function parsed(text: Buffer, format: Format): string[][] {
	try {
		return parseRows(text, format);
	} catch {
		throw new FileRefused("A quotation mark in the file is never closed.");
	}
}

/** A stream that ends with a refusal where it is longer than it should be. */
async function* limitLength(bytes: number, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let read = 0;
	for await (const piece of source) {
		read += piece.length;
		if (read > bytes) throw new FileRefused("The file is longer than the one that was imported.");
		yield piece;
	}
}

/**
 * The rows of a version to correct, out of its file, which is given once more because nothing of it was kept. Nothing is handed out
 * unless it is the very same file; that rows were handed out is recorded. Out: the CSV, and the version's number.
 */
export async function exportRowsToCorrect(
	staff: Staff,
	versionId: string,
	source: AsyncIterable<Buffer>,
): Promise<Result<{ csv: string; number: number; rows: number }, CorrectionRefusal>> {
	requirePermission(staff, "datasets:import");
	const [version] = await database().select().from(datasetVersion).where(eq(datasetVersion.id, versionId));
	const mapping = mappingSchema.safeParse(version?.mapping).data;
	if (!version?.fileHash || !mapping) return err("absent");
	const problems = await database()
		.select()
		.from(datasetProblem)
		.where(eq(datasetProblem.versionId, versionId))
		.orderBy(asc(datasetProblem.row), asc(datasetProblem.column));
	const made = await correctionCsv(limitLength(version.fileBytes, source), mapping, problems as RowProblem[]).catch(
		(error) => {
			if (error instanceof FileRefused) return error;
			throw error;
		},
	);
	// The right file could be read before.
	if (made instanceof FileRefused) return err(made instanceof RowsTooLarge ? "too-large" : "another-file");
	const { csv, rows, hash } = made;
	if (!hash.equals(version.fileHash)) return err("another-file");
	if (rows === 0) return err("nothing-to-correct");
	await database().transaction((tx) => record(tx, staff.actor, "dataset-version.rows-read", versionId, { rows }));
	return ok({ csv, number: version.number, rows });
}
