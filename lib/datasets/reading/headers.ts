import { withoutGuard } from "../../identifiers";
import { FileRefused } from "../file-errors";
import { limits, type MappedColumn, type Mapping } from "../schema";

/** The columns that the export of rows to correct puts before the table's own. */
export const correctionHeaders = ["Row in the file", "What to correct"] as const;

/** Whether a column was added by that export. An import ignores it. */
export const isCorrectionHeader = (header: string) => (correctionHeaders as readonly string[]).includes(header);

/** Matches a byte order mark as another encoding reads it, and what programs put around each cell: '…', “…” or ="…". */
const misreadMark = /^ï»¿/;
const inQuotes = /^=?(["'`“”„‘’«»])(.*)["'`“”‘’«»]$/;

/** Returns the name of a column from a cell: without control characters and quotation marks around it, and with single spaces. */
export const columnName = (cell: string) =>
	withoutGuard(
		cell
			.normalize("NFKC")
			.replace(/[\s\p{Cc}]+/gu, " ")
			.trim()
			.replace(misreadMark, "")
			.replace(inQuotes, "$2"),
	).slice(0, 180);

/**
 * Returns the names of a file's columns from the cells of a row: never empty, each once ("Phone", "Phone (2)", "Column 7").
 * Throws FileRefused if there are too many columns.
 */
export function headerNames(row: readonly string[]): string[] {
	if (row.length > limits.columns)
		throw new FileRefused(`The file has ${row.length} columns; at most ${limits.columns} can be read.`);
	const taken = new Set<string>();
	return row.map((cell, at) => {
		const name = columnName(cell) || `Column ${at + 1}`;
		let free = name;
		for (let count = 2; taken.has(free); count++) free = `${name} (${count})`;
		taken.add(free);
		return free;
	});
}

/**
 * Returns the column of a mapping for a header of the file. Names are compared as they are written, then without capitals, if
 * that fits only one column of each.
 */
export function columnFor(
	header: string,
	headers: readonly string[],
	columns: readonly MappedColumn[],
): MappedColumn | undefined {
	const exact = columns.find((column) => column.header === header);
	if (exact) return exact;
	const isAlike = (name: string) => name.toLowerCase() === header.toLowerCase();
	const alike = columns.filter((column) => isAlike(column.header) && !headers.includes(column.header));
	const rivals = headers.filter((name) => isAlike(name) && !columns.some((column) => column.header === name));
	return alike.length === 1 && rivals.length === 1 ? alike[0] : undefined;
}

/**
 * Returns the mapping's columns in the order of the file, under the file's names. Columns that the mapping lacks are ignored and named in `unknown`.
 * Throws FileRefused if a column that the mapping uses is missing, or could be several of the file.
 */
export function matchColumns(
	headers: readonly string[],
	mapping: Pick<Mapping, "columns">,
): { columns: MappedColumn[]; unknown: string[] } {
	const found = headers.map((header) => columnFor(header, headers, mapping.columns));
	const missing = mapping.columns.filter((column) => column.as !== "ignore" && !found.includes(column));
	if (missing.length) {
		const names = missing.map(({ header }) => header);
		const alike = headers.filter((header) => names.some((name) => name.toLowerCase() === header.toLowerCase()));
		throw new FileRefused(
			alike.length
				? `The columns ${alike.join(", ")} differ only in capitals, and the mapping does not say which is ${names.join(", ")}. Name each in the mapping as the file does.`
				: `The file lacks columns that the mapping uses: ${names.join(", ")}.`,
		);
	}
	return {
		columns: headers.map((header, at) => ({ ...(found[at] ?? { as: "ignore" as const }), header })),
		unknown: headers.filter((header, at) => !found[at] && !isCorrectionHeader(header)),
	};
}
