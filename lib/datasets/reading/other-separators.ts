import { FileRefused } from "../file-errors";
import { type Delimiter, delimiters, type Format } from "../schema";
import { tolerantRows } from "./csv-rows";
import { namesColumns } from "./header-row";

/** What separates columns in files that cannot be read as they are. */
const separators: [pattern: RegExp, name: string][] = [
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that databases part fields with
	[/[\x01\x1c-\x1f]/g, "control characters"],
	[/¦/g, "broken bars (¦)"],
	[/§/g, "section signs (§)"],
	[/(?<=\S) {2,}(?=\S)/g, "spaces (fixed width)"],
	[/:/g, "colons"],
	[/[,，]/g, "commas inside one pair of quotation marks"],
	[/[;；]/g, "semicolons inside one pair of quotation marks"],
	[/\t/g, "tabs inside one pair of quotation marks"],
];

const share = 0.8;

const sentence = (name: string) =>
	`The columns of this file are separated by ${name}, which we cannot read. Open it in a spreadsheet, say there how its columns are separated, save it as CSV and choose that file.`;

/** Whether a name of a column is several usual ones with spaces between. */
export const namesBySpaces = (header: string) => namesColumns(header.trim().split(/ {2,}/));

/** Whether the cells of a table of one column are several in quotation marks with spaces between, as R and shells write them: "1" "Ada". */
const hasQuotesBySpaces = (header: string, rows: readonly (readonly string[])[]) =>
	header.includes('" "') && rows.filter(([cell = ""]) => cell.includes('" ')).length >= rows.length * share;

/**
 * Throws FileRefused if a table of one column is one of several, parted by a separator that is not read: its names and numbers would be
 * lost, and people of one address could not be told apart.
 */
export function refuseOtherSeparators(names: readonly string[], rows: readonly (readonly string[])[]): void {
	const [header = ""] = names;
	if (names.length !== 1 || rows.length === 0) return;
	if (namesBySpaces(header) || hasQuotesBySpaces(header, rows)) throw new FileRefused(sentence("spaces (fixed width)"));
	// What stands in quotation marks inside the cell is one of its columns: 'ada@example.org,"Invented, Ada",Leeds'.
	const count = (text: string, pattern: RegExp) => text.replace(/"[^"]*"/g, "").match(pattern)?.length ?? 0;
	for (const [pattern, name] of separators) {
		// In a list print a title stands above the names.
		const below = rows.slice(0, 5).map(([cell = ""]) => (cell.includes("@") ? 0 : count(cell, pattern)));
		const columns = [count(header, pattern), ...below.filter((number) => number > 1)].filter((number) => number > 0);
		const areAlike = (number: number) =>
			rows.filter(([cell = ""]) => count(cell, pattern) === number).length >= rows.length * share;
		if (columns.some(areAlike)) throw new FileRefused(sentence(name));
	}
}

/** Signs that end lines in some programs and none that are read here. */
const lineSigns: [sign: string, name: string][] = [
	["\x0b", "vertical tabs"],
	["\x0c", "form feeds"],
	["\x1e", "record separators"],
];

/** Throws FileRefused if a file is a single row because its rows end with a sign that is not read. `text` is its beginning. */
export function refuseOtherRowEnds(text: string, rows: number): void {
	if (rows > 1) return;
	const found = lineSigns.find(([sign]) => text.trimEnd().includes(sign));
	if (found)
		throw new FileRefused(
			`The rows of this file end with ${found[1]}, which we cannot read. Open it in a spreadsheet or a text editor, save it with ordinary line ends and choose that file.`,
		);
}

/**
 * Returns the cells of a row that is one cell of the table because another delimiter parts it, as in files that were joined; undefined if
 * no delimiter makes as many of it as the table has columns, with an address or usual names of columns: a title may hold commas.
 */
export function splitBySeparator(cells: readonly string[], format: Format, width: number): string[] | undefined {
	const [only = ""] = cells;
	if (cells.length !== 1 || width < 2) return undefined;
	for (const delimiter of delimiters) {
		if (delimiter === format.delimiter || !only.includes(delimiter)) continue;
		const position = { row: 1, openQuote: false };
		const [parts] = tolerantRows(Buffer.from(only), { ...format, delimiter: delimiter as Delimiter }, position);
		if (parts?.length === width && (parts.some((cell) => cell.includes("@")) || namesColumns(parts))) return parts;
	}
	return undefined;
}
