import { FileRefused } from "../file-errors";
import { guessMapping } from "../mapping/suggest-mapping";
import type { Format, Mapping } from "../schema";
import { writingOf } from "./describe-format";
import { detectFormat, firstRows, toUtf8 } from "./detect-format";
import { headerNames } from "./headers";

/** A beginning shorter than this is the whole file: uploads keep 32 kB for the mapping page, imports look at 256 kB. */
const smallestCut = 32 * 1024;

/** What the first bytes of a file show: how it is written, its columns, the first rows, and a proposed mapping. */
export type Sample = {
	format: Format;
	headers: string[];
	rows: string[][];
	mapping: Pick<Mapping, "columns" | "relationship" | "source">;
};

/** Looks at a file's first bytes (a quarter of a megabyte is plenty). Throws FileRefused. */
export function takeSample(head: Buffer, corrected: Partial<Format> = {}): Sample {
	if (head.length === 0) throw new FileRefused("The file is empty.");
	const found = { ...detectFormat(head), ...corrected };
	const text = toUtf8(head, found.encoding);
	const format = { ...found, ...writingOf(text, found) };
	const [first, ...rows] = firstRows(text, format, 200, head.length < smallestCut);
	if (!first)
		throw new FileRefused(
			"The first row is longer than 256 kB. This is probably not a table, or a quotation mark is never closed.",
		);
	const headers = headerNames(first);
	return { format, headers, rows, mapping: guessMapping(headers, rows) };
}
