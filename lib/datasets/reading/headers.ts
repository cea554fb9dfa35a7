import { readEmails, readTelephones, withoutGuard } from "../../identifiers";
import { FileRefused } from "../file-errors";
import { limits, type MappedColumn, type Mapping } from "../schema";

/** The columns that the export of rows to correct puts before the table's own. */
export const correctionHeaders = ["Row in the file", "What to correct"] as const;

/** Whether a column was added by that export. An import ignores it. */
export const isCorrectionHeader = (header: string) => (correctionHeaders as readonly string[]).includes(header);

/** Whether a cell of the first row belongs to a person: an email address or a telephone number stands in it. */
const isPersonal = (cell: string) => readEmails(cell).addresses.length > 0 || readTelephones(cell).numbers.length > 0;

/**
 * Returns the names of a file's columns from its first row: trimmed, never empty, each once ("Phone", "Phone (2)", "Column 7").
 * Throws FileRefused if there are too many columns, or if the row holds somebody's data: names of columns are kept in clear.
 */
export function headerNames(row: readonly string[]): string[] {
	if (row.length > limits.columns)
		throw new FileRefused(`The file has ${row.length} columns; at most ${limits.columns} can be read.`);
	if (row.some(isPersonal))
		throw new FileRefused(
			"The first row holds somebody's data and not the names of the columns. Put a row on top that names each column, save the table again and choose that file. If it has such a row, its line ends or quotation marks may be broken.",
		);
	const counts = new Map<string, number>();
	return row.map((cell, at) => {
		const name =
			withoutGuard(
				cell
					.normalize("NFKC")
					.replace(/[\s\p{Cc}]+/gu, " ")
					.trim(),
			).slice(0, 180) || `Column ${at + 1}`;
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return count === 1 ? name : `${name} (${count})`;
	});
}

/**
 * Returns the mapping's columns in the order of the file, under the file's names. Columns that the mapping lacks are ignored and named in `unknown`.
 * Throws FileRefused if a column that the mapping uses is missing.
 */
export function matchColumns(
	headers: readonly string[],
	mapping: Mapping,
): { columns: MappedColumn[]; unknown: string[] } {
	const byName = new Map(mapping.columns.map((column) => [column.header.toLowerCase(), column]));
	const columns = headers.map((header) => ({
		...(byName.get(header.toLowerCase()) ?? { as: "ignore" as const }),
		header,
	}));
	const present = new Set(headers.map((header) => header.toLowerCase()));
	const missing = mapping.columns.filter(
		(column) => column.as !== "ignore" && !present.has(column.header.toLowerCase()),
	);
	if (missing.length) {
		throw new FileRefused(
			`The file lacks columns that the mapping uses: ${missing.map((column) => column.header).join(", ")}.`,
		);
	}
	return {
		columns,
		unknown: headers.filter((header) => !byName.has(header.toLowerCase()) && !isCorrectionHeader(header)),
	};
}
