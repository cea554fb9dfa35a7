import { normalise, normalisePostcode, readEmails, readTelephones } from "../../identifiers";
import { FileRefused } from "../file-errors";
import type { Format } from "../schema";
import { readDate } from "./dates";
import { columnName, correctionHeaders } from "./headers";
import type { NumberedRow } from "./parse-rows";
import { isEmpty, isFooter, isNote } from "./table-notes";

/** A header below more rows than this is not found. */
const searchedRows = 50;

/** Whether a cell belongs to a person: an address, a telephone or membership number, or a postcode stands in it. */
function isPersonal(written: string): boolean {
	// The date of a report is no number: "02.03.2024  List of members".
	const cell = written.replace(/\b\d{1,2}([./-])\d{1,2}\1\d{4}\b/g, "");
	return (
		readEmails(cell).addresses.length > 0 ||
		// Also one that cannot be used for what stands beside it.
		/[^\s@]@[^\s@]+\.[^\s@]/.test(cell) ||
		readTelephones(cell).numbers.length > 0 ||
		// Outside Britain any short word has the shape of a postcode.
		(/\d/.test(cell) && !isYear(cell) && normalisePostcode(cell) !== undefined) ||
		(/\d{4}/.test(cell) && !/^\d{4}$/.test(cell.trim()) && normalise("membership-number", cell) !== undefined)
	);
}

/** Whether a cell is a year: columns of what people paid in each are called so. */
const isYear = (cell: string) => /^\s*(?:19|20)\d\d\s*$/.test(cell);

/** Whether a cell is hardly the name of a column: somebody's data, a whole date, or a long number. */
const isData = (cell: string) => isPersonal(cell) || /^\d{5,}$/.test(cell.trim()) || (readDate(cell)?.length ?? 0) > 7;

export const isEmailName = (cell: string) => isUsualName(cell) && /e-?mail|e-?bost/i.test(cell);
const isNameOfNames = (cell: string) => isUsualName(cell) && /name|enw/i.test(cell);

/** Whether a row that names addresses and people holds the names of columns, although others are called by a date: those of meetings. */
const isHeaderWithDates = (cells: readonly string[]) => cells.some(isEmailName) && cells.some(isNameOfNames);

/** Whether a row may hold the names of columns: it is not blank, and no cell is somebody's. */
export const mayHoldNames = (cells: readonly string[]) => !cells.every(isEmpty) && !cells.some(isPersonal);

/** Whether a text begins with a letter or figure of ASCII. */
function startsWithWord(text: string): boolean {
	const code = text.charCodeAt(0);
	return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}

/** Whether a row is a line drawn under names or between pages: "-----,------" or "----+-----". */
export function isRuler(cells: readonly string[]): boolean {
	if (startsWithWord(cells[0] ?? "")) return false;
	const first = cells.find((cell) => !isEmpty(cell));
	return first !== undefined && /^\s*[-=_+*|:]/.test(first) && cells.every((cell) => /^[\s\-=_+*|:]*$/.test(cell));
}

/** Whether a row is the one that tells a spreadsheet the delimiter: "sep=;". */
export const isSeparatorRow = ({ row, cells }: NumberedRow) =>
	row === 1 && /^\s*sep=.?$/i.test(cells[0] ?? "") && cells.slice(1).every(isEmpty);

/** Whether a row holds the letters of a spreadsheet's columns: "A,B,C". */
function holdsLetters(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => !isEmpty(cell));
	return filled.length > 1 && filled.every((cell, at) => cell.trim() === String.fromCharCode(0x41 + at));
}

/** Whether a row is part of the table's form: blank, a ruler, letters of columns, or the row that names the delimiter. */
const isForm = (row: NumberedRow) =>
	row.cells.every(isEmpty) || isRuler(row.cells) || holdsLetters(row.cells) || isSeparatorRow(row);

/** Whether a row names all columns but the first, and the rows below count up in it, as programs for statistics write a table. */
const lacksIndexName = ({ cells }: NumberedRow, below: readonly NumberedRow[]) =>
	cells.length > 1 &&
	isEmpty(cells[0] as string) &&
	!cells.slice(1).some(isEmpty) &&
	below.length > 0 &&
	below.every((row, at) => Number(row.cells[0]) === Number(below[0]?.cells[0]) + at && row.cells[0] !== "");

/** Matches the usual names of columns. Two of them make a header of a row that lacks some names. */
export const usualName =
	/^(?:(?:primary |home |work |contact |your )?e-?mail(?: address)?|name|full name|(?:first|fore|given|last|family|middle) ?names?|surname|title|(?:(?:mobile|home|work|day(?:time)?|evening|contact|cell) )?(?:(?:tele)?phone|tel\.?|mobile|cell)(?: (?:no|number)\.?)?|post ?code|zip(?: code)?|address(?: line)?(?: ?\d)?|town|city|d\.?o\.?b\.?|date of birth|(?:member(?:ship)?|contact) ?(?:no|number|id)|id|status|notes?|ebost|e-bost|enw(?: cyntaf| llawn)?|cyfenw|ffôn|cyfeiriad(?: e-?bost)?|cod post)\.?:?$/i;

export const isUsualName = (cell: string) => cell.length <= 100 && usualName.test(columnName(cell));

/** Whether a row is one sentence and no more: a title or a note, also if an address is in it. */
function isSentence(cells: readonly string[]): boolean {
	const [first = "", ...more] = cells.filter((cell) => !isEmpty(cell));
	return more.length === 0 && (isNote(cells) || isFooter(cells) || first.trim().split(/\s+/).length > 4);
}

/** Whether a row has two usual names of columns. */
export const namesColumns = (cells: readonly string[]) => cells.filter(isUsualName).length >= 2;

/** Matches names that stand below a name of several columns: "Home" and "Mobile" below "Phone". */
const subheading =
	/^(?:first|last|middle|given|family|sur ?name|title|home|work|mobile|private|personal|business|day(?:time)?|evening|street|town|city|county|post ?code|country|line|primary|main|other|number|type|date|amount|company|city\/town|state\/province|zip\/postal code|(?:open-ended )?response)(?: ?(?:name|phone|e-?mail|address|number|\d))?$/i;

/**
 * Whether a row names the columns that the row above it names in groups, because cells were merged: it fills its gaps, and says no more
 * than what columns are usually called.
 */
function holdsSubheadings(cells: readonly string[], above: readonly string[]): boolean {
	const isName = (cell: string) => subheading.test(cell.trim()) || isUsualName(cell);
	const namesAll = above.every((cell, at) => isEmpty(cell) || !isEmpty(cells[at] ?? ""));
	return (
		above.some((cell, at) => isEmpty(cell) && !isEmpty(cells[at] ?? "")) &&
		cells.filter((cell) => !isEmpty(cell)).length > 1 &&
		cells.every((cell) => isEmpty(cell) || (namesAll ? subheading.test(cell.trim()) : isName(cell)))
	);
}

/** Returns the names of a row and, where it has none, those of the row of groups above it. */
function withGroups(header: NumberedRow, rows: readonly NumberedRow[]): string[] {
	const above = rows.filter(({ row, cells }) => row < header.row && !cells.every(isEmpty)).at(-1);
	if (!above || !holdsSubheadings(header.cells, above.cells) || above.cells.some(isPersonal)) return header.cells;
	return Array.from({ length: Math.max(header.cells.length, above.cells.length) }, (_, at) => {
		const name = header.cells[at] ?? "";
		return isEmpty(name) ? (above.cells[at] ?? "") : name;
	});
}

/** Whether names of columns, with one for addresses, stand right below a row: an address in its only cell is the file's, not a member's. */
const namesFollow = (rows: readonly NumberedRow[], least: number) =>
	rows
		.filter((row) => !isForm(row))
		.slice(0, 2)
		.some(
			({ cells }) =>
				cells.filter((cell) => !isEmpty(cell)).length >= Math.max(2, least) &&
				cells.some(isEmailName) &&
				!cells.some(isData),
		);

/** Whether a row says something of the report: "Run by:,desk@example.org". */
const isDetail = ({ cells }: NumberedRow) => {
	const filled = cells.filter((cell) => !isEmpty(cell));
	return filled.length < 3 && /[^:]:\s*$/.test(filled[0] ?? "");
};

/** So many usual names are those of columns, whatever stands beside them. Somebody may be called "Ada" and be reached by "Email" or "Mobile". */
export const sureNames = 3;

/**
 * Returns the row that names an address and other columns below lines about the file ("Report,Members"), which are as wide as the
 * table: nobody's data stands above it, and somebody's right below.
 */
function namesBelowDetails(rows: readonly NumberedRow[]): NumberedRow | undefined {
	const filled = rows.filter((row) => !isForm(row) && !isDetail(row));
	const isSomebodys = (cell: string) => isPersonal(cell) && readDate(cell) === undefined;
	const at = filled.findIndex(({ cells }) => cells.some(isSomebodys)) - 1;
	const row = filled[at];
	if (at < (rows.some(isDetail) ? 0 : 1) || !row || filled.slice(0, at).some(({ cells }) => namesColumns(cells)))
		return undefined;
	const usual = row.cells.filter(isUsualName).length;
	const isSure = usual >= sureNames || row.cells.every((cell) => isEmpty(cell) || isUsualName(cell));
	return isSure && usual > 1 && row.cells.some(isEmailName) ? row : undefined;
}

/**
 * Returns the row that holds the names of the columns; null if the first row of the table is a record already. `expected` are
 * names the row must hold if any row does. Else it is the first row that is about as full as the rows below it, and holds no
 * data: emptier ones are titles. Prefers null where a row above it is somebody's, because names of columns are kept in clear.
 */
function findHeaderRow(rows: readonly NumberedRow[], expected: readonly string[] = []): number | null {
	const searched = rows.slice(0, searchedRows);
	const named = searched.find(({ cells }) => {
		const names = new Set(cells.map((cell) => columnName(cell).toLowerCase()));
		return expected.length > 0 && expected.every((name) => names.has(name.toLowerCase()));
	});
	if (named) return named.row;
	const below = namesBelowDetails(searched);
	if (below) return below.row;
	const filled = (cells: readonly string[]) => cells.filter((cell) => !isEmpty(cell)).length;
	const counts = searched
		.filter((row) => !isForm(row))
		.map(({ cells }) => filled(cells))
		.sort((a, b) => a - b);
	const usual = counts[Math.floor((counts.length - 1) * 0.8)] ?? 0;
	const least = usual < 2 ? 1 : Math.max(2, usual * 0.75);
	for (const [at, row] of searched.entries()) {
		if (isForm(row)) continue;
		const isTitle =
			filled(row.cells) < least && !lacksIndexName(row, searched.slice(at + 1)) && !namesColumns(row.cells);
		const isAlone = filled(row.cells) === 1 && namesFollow(searched.slice(at + 1), least);
		if (isTitle && (isSentence(row.cells) || isAlone)) continue;
		if (row.cells.some(isTitle || isHeaderWithDates(row.cells) ? isPersonal : isData)) return null;
		if (isTitle) continue;
		const next = searched[at + 1];
		return next && holdsSubheadings(next.cells, row.cells) ? next.row : row.row;
	}
	return searched.find((row) => !isForm(row))?.row ?? null;
}

/** The names of a table's columns, the row that holds them, and the rows below. */
type Header = { headerRow: number | null; names: string[]; rows: NumberedRow[] };

/**
 * Takes the names of the columns from the first rows of a file. `chosen` is the row that staff chose, null for none; else the row
 * is found. Throws FileRefused if the chosen row is not there or holds somebody's data: names of columns are kept in clear.
 */
export function readHeader(
	rows: readonly NumberedRow[],
	chosen: Format["headerRow"],
	expected: readonly string[] = [],
): Header {
	// The export of rows to correct has names of its own, also if the table has none.
	const isExport = correctionHeaders.every((name, at) => rows[0]?.cells[at] === name);
	const headerRow = isExport ? 1 : chosen === undefined ? findHeaderRow(rows, expected) : chosen;
	const below = rows.filter((row) => row.row > (headerRow ?? 0) && !isForm(row));
	if (headerRow === null) {
		const widths = below.map(({ cells }) => cells.findLastIndex((cell) => !isEmpty(cell)) + 1);
		return { headerRow, names: new Array(Math.max(1, ...widths)).fill(""), rows: below };
	}
	const header = rows.find(({ row }) => row === headerRow);
	if (!header)
		throw new FileRefused(
			`No row begins on line ${headerRow} of the file, or it is too far down to hold names of columns.`,
		);
	if (header.cells.some(isPersonal))
		throw new FileRefused(
			`Row ${headerRow} holds somebody's data and not the names of the columns. Choose another row, or none. If it does hold names, the line ends or quotation marks of the file may be broken.`,
		);
	const next = chosen === undefined ? below[0] : undefined;
	const halves = next && joinHalves(header.cells, next.cells);
	if (halves) return readHeader(withHeader(rows, next.row, halves), next.row);
	const cells = withGroups(header, rows);
	const names = lacksRowNames(cells, below) ? ["", ...cells] : cells;
	return { headerRow, names: withoutEmptyEnd(names, below), rows: below };
}

/** Returns rows with other cells in one of them. */
const withHeader = (rows: readonly NumberedRow[], row: number, cells: string[]): NumberedRow[] =>
	rows.map((one) => (one.row === row ? { row, cells } : one));

/**
 * Returns the names of columns that stand in two rows because they were too long for one, "Post" above "code"; undefined if the second row
 * holds anything else. Two columns must get a usual name by it.
 */
function joinHalves(cells: readonly string[], below: readonly string[]): string[] | undefined {
	if (below.every(isEmpty) || !below.every((cell) => isEmpty(cell) || /^[\p{Ll} ()/.]+$/u.test(cell.trim())))
		return undefined;
	const joined = Array.from({ length: Math.max(cells.length, below.length) }, (_, at) =>
		[cells[at], below[at]].filter((cell) => cell && !isEmpty(cell)).join(" "),
	);
	const gained = joined.filter(
		(name, at) => isUsualName(name) && !isEmpty(below[at] ?? "") && !isEmpty(cells[at] ?? ""),
	);
	return gained.length >= 2 ? joined : undefined;
}

/** Whether the rows count up in a first column that the row of names leaves out, as R's write.table does. */
const lacksRowNames = (names: readonly string[], rows: readonly NumberedRow[]) =>
	rows.length > 0 &&
	rows.every(({ cells }) => cells.length === names.length + 1 && /^\d+$/.test(cells[0] ?? "")) &&
	rows.every(({ cells }, at) => at === 0 || Number(cells[0]) > Number(rows[at - 1]?.cells[0]));

/** Leaves out the last names if they and all cells below are empty: spreadsheets write columns of which a cell was once in use. */
function withoutEmptyEnd(names: readonly string[], rows: readonly NumberedRow[]): string[] {
	const lastOf = (cells: readonly string[]) => cells.findLastIndex((cell) => !isEmpty(cell)) + 1;
	return names.slice(0, Math.max(1, lastOf(names), ...rows.map(({ cells }) => Math.min(lastOf(cells), names.length))));
}
