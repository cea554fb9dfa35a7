import { asc, eq } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { err, ok, type Result } from "../result";
import { FileRefused } from "./file-errors";
import { safeCell } from "./reading/cell-values";
import { batchText } from "./reading/detect-format";
import { correctionHeaders } from "./reading/headers";
import { openTable } from "./reading/open-table";
import { parseRows } from "./reading/parse-rows";
import { type CorrectionRefusal, type Mapping, mappingSchema, problemReasons, type RowProblem } from "./schema";

const { datasetVersion, datasetProblem } = tables;

/** The most characters exported. Rows stay in memory until the hash of the whole file is known. */
const maxCharacters = 64 * 1024 * 1024;
class RowsTooLarge extends FileRefused {}

/** Returns what to correct in each row: its cells first, then the whole row. Omits rows that only repeat an earlier one or have another source. */
function correctionsByRow(problems: readonly RowProblem[]): Map<number, string> {
	const found = new Map<number, string>();
	for (const { row, column, reason } of [
		...problems.filter((problem) => problem.column),
		...problems.filter((problem) => !problem.column),
	]) {
		if (reason === "same-as-an-earlier-row" || reason === "other-source") continue;
		const correction = column ? `${column}: ${problemReasons[reason]}` : problemReasons[reason];
		const before = found.get(row);
		found.set(row, before ? `${before}; ${correction}` : correction);
	}
	return found;
}

/**
 * Returns the rows of a file that have these problems as a CSV, to correct in a spreadsheet and to import on its own: UTF-8 with
 * a byte order mark, the row's number and problems before the file's own columns. Parses as an import with this mapping does.
 * Returns also the number of rows and the SHA-256 of the file. The CSV holds people's data in clear: never store it.
 * Throws FileRefused.
 */
export async function correctionCsv(
	source: AsyncIterable<Buffer>,
	mapping: Pick<Mapping, "format" | "columns">,
	problems: readonly RowProblem[],
	most = maxCharacters,
): Promise<{ csv: string; rows: number; hash: Buffer }> {
	const { format, headers, batches, progress } = await openTable(source, mapping);
	const corrections = correctionsByRow(problems);
	const lines = [[...correctionHeaders, ...headers].map(safeCell).join(",")];
	let characters = 0;
	for await (const batch of batches) {
		const rows = Array.from({ length: batch.lines }, (_, at) => batch.firstRow + at);
		if (!rows.some((row) => corrections.has(row))) continue;
		for (const { row, cells } of parseRows(batchText(batch), format, batch.firstRow, headers.length)) {
			const correction = corrections.get(row);
			if (correction === undefined) continue;
			const line = [row, correction, ...cells].map(safeCell).join(",");
			characters += line.length;
			if (characters > most)
				throw new RowsTooLarge(
					"The rows to correct are larger than 64 MB together. Correct them in your copy of the file, with the list of rows beside it.",
				);
			lines.push(line);
		}
	}
	if (!progress.hash) throw new Error("the file was not read to its end");
	return { csv: `\ufeff${lines.join("\r\n")}\r\n`, rows: lines.length - 1, hash: progress.hash };
}

/** Yields a stream. Throws FileRefused if it is longer than `bytes`. */
async function* limitLength(bytes: number, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let read = 0;
	for await (const chunk of source) {
		read += chunk.length;
		if (read > bytes) throw new FileRefused("The file is longer than the one that was imported.");
		yield chunk;
	}
}

/**
 * Returns the rows to correct of a version as a CSV, with the version's number. `source` is the imported file, sent again because
 * no cell of it is kept. Refuses a file with another hash, and rows of more than `most` characters. Writes an audit entry.
 */
export async function exportRowsToCorrect(
	staff: Staff,
	versionId: string,
	source: AsyncIterable<Buffer>,
	most = maxCharacters,
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
	const whole = limitLength(version.fileBytes, source);
	const exported = await correctionCsv(whole, mapping, problems as RowProblem[], most).catch((error) => {
		if (error instanceof FileRefused) return error;
		throw error;
	});
	// The imported file could be read, so a refused one is another file.
	if (exported instanceof FileRefused) return err(exported instanceof RowsTooLarge ? "too-large" : "another-file");
	const { csv, rows, hash } = exported;
	if (!hash.equals(version.fileHash)) return err("another-file");
	if (rows === 0) return err("nothing-to-correct");
	await database().transaction((tx) => record(tx, staff.actor, "dataset-version.rows-read", versionId, { rows }));
	return ok({ csv, number: version.number, rows });
}
