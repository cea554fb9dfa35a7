import type { Format } from "../schema";
import { type RowPosition, strictRows, tolerantRows } from "./csv-rows";
import { hasOtherBreaks } from "./line-breaks";
import { mixedRows } from "./mixed-line-ends";

/** A row with its number and its cells. */
export type NumberedRow = { row: number; cells: string[] };

/**
 * Parses a text in UTF-8 into rows. `firstRow` is the number of the first one, `width` the number of columns if it is known. An empty
 * line is one row with one empty cell.
 * Never throws: a quotation mark that is never closed is an ordinary character.
 */
export function parseRows(text: Buffer, format: Format, firstRow = 1, width?: number): NumberedRow[] {
	const rows: NumberedRow[] = [];
	if (hasOtherBreaks(text, format)) return [...numbered(text, format, firstRow, width)];
	const position = { row: firstRow, openQuote: false };
	for (const cells of strictRows(text, format, position)) {
		if (!cells) return [...numbered(text, format, firstRow)];
		rows.push({ row: position.row, cells });
	}
	return rows;
}

/** Parses at most `count` rows of a text in UTF-8. */
export function firstRows(text: Buffer, format: Format, count: number): NumberedRow[] {
	const rows: NumberedRow[] = [];
	const width = hasOtherBreaks(text, format) ? usualWidth(text, format, count) : undefined;
	for (const row of numbered(text, format, 1, width)) {
		if (rows.length === count) break;
		rows.push(row);
	}
	return rows;
}

/** Returns the most frequent number of cells of the first rows that have one kind of break; undefined if none has. */
function usualWidth(text: Buffer, format: Format, count: number): number | undefined {
	const position: RowPosition = { row: 1, openQuote: false };
	const widths = new Map<number, number>();
	let from = 0;
	let read = 0;
	for (const cells of tolerantRows(text, format, position)) {
		if (!hasOtherBreaks(text.subarray(from, position.end), format))
			widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
		from = position.end ?? from;
		if (++read === count) break;
	}
	return [...widths].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function* numbered(text: Buffer, format: Format, firstRow: number, width?: number): Generator<NumberedRow> {
	const position: RowPosition = { row: firstRow, openQuote: false };
	const rows = hasOtherBreaks(text, format)
		? mixedRows(text, format, position, width)
		: tolerantRows(text, format, position);
	for (const cells of rows) yield { row: position.row, cells };
}
