import { withoutGuard } from "../../identifiers";
import { FileRefused } from "../file-errors";
import { limits, type MappedColumn, type Mapping } from "../schema";

/** The columns that stand before a table's own where its rows are handed back to be corrected. They say nothing of anybody. */
export const correctionHeaders = ["Row in the file", "What to correct"] as const;

/** Whether a column is one of those. */
export const isCorrectionHeader = (header: string) => (correctionHeaders as readonly string[]).includes(header);

/** The names of a file's columns from its first row: tidy, never empty, each once ("Phone", "Phone (2)", "Column 7"). */
export function headerNames(row: readonly string[]): string[] {
	if (row.length > limits.columns)
		throw new FileRefused(`The file has ${row.length} columns; at most ${limits.columns} can be read.`);
	const seen = new Map<string, number>();
	return row.map((cell, at) => {
		const name = withoutGuard(cell.normalize("NFKC").replace(/\s+/g, " ").trim()).slice(0, 180) || `Column ${at + 1}`;
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return times === 1 ? name : `${name} (${times})`;
	});
}

/**
 * The mapping's columns in the order of the file. Columns the mapping does not know are ignored and named in `unknown`;
 * throws FileRefused when a column the mapping uses is missing.
 */
export function matchColumns(
	headers: readonly string[],
	mapping: Mapping,
): { columns: MappedColumn[]; unknown: string[] } {
	const byName = new Map(mapping.columns.map((column) => [column.header.toLowerCase(), column]));
	const columns = headers.map((header) => byName.get(header.toLowerCase()) ?? { header, as: "ignore" as const });
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
