import { FileRefused } from "../file-errors";
import type { Format } from "../schema";
import { detectStyle } from "./describe-format";
import { detectFormat, headRows, toUtf8 } from "./detect-format";
import { headerNames } from "./headers";

/** A head shorter than this is the whole file: uploads keep 32 kB for the mapping page, imports read 256 kB. */
const minCutBytes = 32 * 1024;

/** The format, the headers and the first rows of a file. */
export type Preview = { format: Format; headers: string[]; rows: string[][] };

/** Parses the first bytes of a file, up to 256 kB, and at most `maxRows` rows. `corrected` replaces parts of the detected format. Throws FileRefused. */
export function readPreview(head: Buffer, corrected: Partial<Format> = {}, maxRows = 200): Preview {
	if (head.length === 0) throw new FileRefused("The file is empty.");
	const detected = { ...detectFormat(head), ...corrected };
	const text = toUtf8(head, detected.encoding);
	const format = { ...detected, ...detectStyle(text, detected) };
	const [first, ...rows] = headRows(text, format, maxRows, head.length < minCutBytes).map(({ cells }) =>
		cells.map((cell) => cell.replaceAll("\0", "")),
	);
	if (!first)
		throw new FileRefused(
			"The first row is longer than 256 kB. This is probably not a table, or a quotation mark is never closed.",
		);
	return { format, headers: headerNames(first), rows };
}
