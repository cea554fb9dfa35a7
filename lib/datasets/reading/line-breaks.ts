import type { Format } from "../schema";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Counts the breaks that are not the format's own line end, in quotation marks and outside. Carriage returns in a row are one. */
function countOtherBreaks(text: Buffer, { lineEnd }: Pick<Format, "lineEnd">, atMost: number): number {
	const other = lineEnd === "\n" ? carriageReturn : lineFeed;
	let count = 0;
	for (let at = text.indexOf(other); at >= 0 && count < atMost; at = text.indexOf(other, at + 1)) {
		if (other === lineFeed) {
			// A text begins at a row: a line feed there belongs to the carriage return before it.
			if (at > 0 && text[at - 1] !== carriageReturn) count++;
			continue;
		}
		while (text[at + 1] === carriageReturn) at++;
		if (at + 1 < text.length && text[at + 1] !== lineFeed) count++;
	}
	return count;
}

/** Whether a text has a break that is not the format's own line end. */
export const hasOtherBreaks = (text: Buffer, format: Format) => countOtherBreaks(text, format, 1) > 0;

/** Counts the lines that whole rows span, as an editor numbers them: every break of either kind ends one. */
export function countLines(rows: Buffer, { lineEnd }: Pick<Format, "lineEnd">): number {
	if (rows.length === 0) return 0;
	const end = lineEnd === "\n" ? lineFeed : carriageReturn;
	let lines = rows[rows.length - 1] === end ? 0 : 1;
	for (let at = rows.indexOf(end); at >= 0; at = rows.indexOf(end, at + 1)) lines++;
	return lines + countOtherBreaks(rows, { lineEnd }, Number.POSITIVE_INFINITY);
}
