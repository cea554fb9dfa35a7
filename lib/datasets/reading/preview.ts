import { FileRefused } from "../file-errors";
import type { Format } from "../schema";
import { detectStyle } from "./describe-format";
import { refuseDetailRows } from "./detail-rows";
import { detectFormat, headRows, headText } from "./detect-format";
import { type Reading, readingsOf } from "./encoding-choice";
import { mayHoldNames, readHeader } from "./header-row";
import { headerNames } from "./headers";
import { HighWords, readsBadly } from "./other-code-pages";
import { refuseOtherRowEnds, refuseOtherSeparators, splitBySeparator } from "./other-separators";
import { refuseOtherShapes } from "./other-shapes";
import type { NumberedRow } from "./parse-rows";
import { joinUnquotedCommas } from "./unquoted-commas";

/** A head shorter than this is the whole file: uploads keep 32 kB for the mapping page, imports read 256 kB. */
const minCutBytes = 32 * 1024;

/**
 * The format, the headers, the first rows of the table, and the rows at the top that may hold the names of columns. `readings` are the
 * encodings to choose from, with a sample of each, if no byte tells which the file is in.
 */
export type Preview = {
	format: Format;
	headers: string[];
	rows: string[][];
	top: NumberedRow[];
	readings: Reading[];
	/** Some words with letters beyond a to z as they are read, with letters hidden, by which staff see whether the encoding is right. */
	reads: string[];
};

/** Returns the most frequent number of cells. */
function usualWidth(rows: readonly NumberedRow[]): number {
	const widths = new Map<number, number>();
	for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
	return [...widths].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/**
 * Parses the first bytes of a file, up to 256 kB and `maxRows` rows. `corrected` replaces parts of the detected format. `expected` are names of columns
 * by which the header is found. Throws FileRefused.
 */
export function readPreview(
	head: Buffer,
	corrected: Partial<Format> = {},
	{ expected = [], maxRows = 200 }: { expected?: readonly string[]; maxRows?: number } = {},
): Preview {
	if (head.length === 0) throw new FileRefused("The file is empty.");
	const { unclear = [], ...found } = detectFormat(head);
	const { garbled: _, ...detected } = { ...found, ...corrected };
	const text = headText(head, detected);
	const asRead = headRows(text, detected, maxRows, head.length < minCutBytes).map(({ row, cells }) => ({
		row,
		cells: cells.map((cell) => cell.replaceAll("\0", "")),
	}));
	if (asRead.length > 0 && asRead.every(({ cells }) => cells.every((cell) => cell.trim() === "")))
		throw new FileRefused("The file holds nothing but blank rows.");
	const width = usualWidth(asRead);
	const firstRows = asRead.map(({ row, cells }) => ({ row, cells: splitBySeparator(cells, detected, width) ?? cells }));
	refuseOtherRowEnds(text.toString("utf8"), firstRows.length);
	if (firstRows.length === 0)
		throw new FileRefused(
			"The first row is longer than 256 kB. This is probably not a table, or a quotation mark is never closed.",
		);
	// Whoever states the row of names or the delimiter sees what comes of it.
	if (corrected.headerRow === undefined && !corrected.delimiter)
		refuseOtherShapes(text.toString("utf8"), firstRows, width);
	const { headerRow, names, rows } = readHeader(firstRows, corrected.headerRow, expected);
	// Whoever states the delimiter sees what comes of it, and can state another.
	if (!corrected.delimiter)
		refuseOtherSeparators(
			names,
			rows.map(({ cells }) => cells),
		);
	const headers = headerNames(names);
	if (!corrected.delimiter)
		refuseDetailRows(
			headers,
			rows.map(({ cells }) => cells),
		);
	// Who states the encoding is not asked, unless it is the one that was detected at the upload.
	const asked = corrected.encoding === undefined ? unclear : (corrected.unclear ?? []);
	const words = detected.encoding.startsWith("utf-") ? [] : HighWords.in(head).all;
	const garbled = readsBadly(words, detected.encoding);
	return {
		format: {
			...detected,
			...detectStyle(text, detected),
			headerRow,
			...(asked.length > 0 ? { unclear: asked } : {}),
			...(garbled ? { garbled } : {}),
		},
		readings: asked.length > 0 ? readingsOf(head, [detected.encoding, ...asked]) : [],
		reads: words.length > 0 ? (readingsOf(head, [detected.encoding])[0]?.words ?? []) : [],
		headers,
		rows: rows.map(
			({ cells }) => (detected.delimiter === "," ? joinUnquotedCommas(cells, headers) : undefined) ?? cells,
		),
		top: firstRows.slice(0, 20).filter(({ cells }) => mayHoldNames(cells)),
	};
}
