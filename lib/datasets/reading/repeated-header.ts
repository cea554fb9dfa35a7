/** The names of the columns again, further down in a table: on each page of a list print, or where files were joined. */
import type { MappedColumn } from "../schema";
import { readIdentifiers } from "./cell-identifiers";
import { cleanCell } from "./cell-values";
import { isUsualName } from "./header-row";
import { isEmpty } from "./table-notes";

/** Returns the code of a letter or figure of ASCII in lower case; 0 for others. */
function wordCode(code: number): number {
	const lower = code | 0x20;
	return lower >= 0x61 && lower <= 0x7a ? lower : code >= 0x30 && code <= 0x39 ? code : 0;
}

/** Whether a cell holds the name of a column. Nearly all begin with another letter. */
function alike(cell: string | undefined, header: string): boolean {
	if (cell === undefined || cell === header) return cell === header;
	const [one, other] = [wordCode(cell.charCodeAt(0)), wordCode(header.charCodeAt(0))];
	if (one !== other && one !== 0 && other !== 0) return false;
	return cell.trim().toLowerCase() === header.toLowerCase();
}

/** Whether a row holds the names of the columns again, as the pages of a list print do. */
export const repeatsHeader = (cells: readonly string[], columns: readonly MappedColumn[]) =>
	alike(cells[0], columns[0]?.header ?? "") &&
	columns.every(
		({ header }, at) => alike(cells[at], header) || (isEmpty(cells[at] ?? "") && /^Column \d+$/.test(header)),
	);

/**
 * Returns the row that stands on one line with the names of the columns, because a file without a line end at its end was put before
 * another one; else undefined. In a table of one column the rest must be an address, and the name longer than an end of one.
 */
export function rowBeforeHeader(cells: readonly string[], columns: readonly MappedColumn[]): string[] | undefined {
	const last = columns.length - 1;
	const first = columns[0]?.header ?? "";
	if (cells.length !== columns.length + last || first === "") return undefined;
	const joined = (cells[last] as string).replace(/["\s]+$/, "");
	// "Last Name" in a table that begins with "Name" is a column of another one.
	if (!joined.endsWith(first) || joined.length === first.length || isUsualName(joined)) return undefined;
	if (!columns.slice(1).every(({ header }, at) => alike(cells[last + 1 + at], header))) return undefined;
	const rest = joined.slice(0, -first.length).replace(/["\s\ufeff]+$/, "");
	if (last === 0 && (first.length < 4 || readIdentifiers("email", cleanCell(rest)).found.length === 0))
		return undefined;
	return [...cells.slice(0, last), rest];
}
