/**
 * Rows of a file whose lines end in two ways: a lone carriage return among line feeds, or a lone line feed among carriage returns,
 * as in files that were joined. It ends a row if what it parts are rows, and is text otherwise.
 */
import type { Format } from "../schema";
import { type RowPosition, tolerantRows } from "./csv-rows";
import { countLines, hasOtherBreaks } from "./line-breaks";

/** Returns a text in which the other breaks are line ends too. */
const withOneLineEnd = (text: Buffer, { lineEnd }: Pick<Format, "lineEnd">) =>
	Buffer.from(
		lineEnd === "\n"
			? text.toString("latin1").replace(/\r+(?![\r\n])/g, "\n")
			: text.toString("latin1").replace(/(?<!^|\r)\n/g, "\r"),
		"latin1",
	);

const filled = (cells: readonly string[]) => cells.findLastIndex((cell) => cell.trim() !== "") + 1;

/** Whether parts of a row are rows of a table of `width` columns. Without a width: whether they are alike. */
function areRows(parts: readonly (readonly string[])[], whole: readonly string[], width: number | undefined): boolean {
	const rows = parts.filter((cells) => filled(cells) > 0);
	if (rows.length < 2) return false;
	if (width === undefined) return rows.every((cells) => cells.length === rows[0]?.length);
	if (rows.some((cells) => filled(cells) > width)) return false;
	return width === 1 || whole.length > width || rows.every((cells) => cells.some((cell) => cell.includes("@")));
}

/** Yields rows as `tolerantRows` does, and parts those that the other kind of break ends. Adds those to `position.moreRows`. */
export function* mixedRows(
	text: Buffer,
	format: Format,
	position: RowPosition,
	width: number | undefined,
): Generator<string[]> {
	const whole: RowPosition = { row: 1, openQuote: false };
	let line = position.row;
	let from = 0;
	for (const cells of tolerantRows(text, format, whole)) {
		const row = text.subarray(from, whole.end);
		from = whole.end ?? text.length;
		const parts = hasOtherBreaks(row, format) ? partsOf(row, format, line) : [];
		if (
			areRows(
				parts.map((part) => part.cells),
				cells,
				width,
			)
		) {
			position.moreRows = (position.moreRows ?? 0) + parts.length - 1;
			for (const part of parts) {
				Object.assign(position, part.position);
				yield part.cells;
			}
		} else {
			Object.assign(position, { row: line, openQuote: whole.openQuote });
			yield cells;
		}
		line += countLines(row, format);
	}
}

function partsOf(row: Buffer, format: Format, line: number): { cells: string[]; position: RowPosition }[] {
	const position: RowPosition = { row: line, openQuote: false };
	const parts: { cells: string[]; position: RowPosition }[] = [];
	for (const cells of tolerantRows(withOneLineEnd(row, format), format, position))
		parts.push({ cells, position: { row: position.row, openQuote: position.openQuote } });
	return parts;
}
