/** Where quoted fields begin and end, in bytes of an encoding that has ASCII's codes. */
import { type Format, limits } from "../schema";

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The character codes that separate fields and rows, and whether a backslash escapes quotes, and them. */
type Marks = { delimiter: number; lineEnd: number; escapes: boolean; escapesEnds: boolean };
export const marksOf = (format: Format): Marks => ({
	delimiter: format.delimiter.charCodeAt(0),
	lineEnd: format.lineEnd.charCodeAt(0),
	escapes: format.escape !== undefined,
	escapesEnds: format.escapedEnds === true,
});

/** Whether the byte at an offset is a backslash that takes the next byte into its cell. */
export const isEscape = (bytes: Buffer, at: number, { escapesEnds }: Marks) => escapesEnds && bytes[at] === backslash;

/** Whether a character may stand between a delimiter and a quote: a space, a tab, or the other half of a line end. */
export const isBlank = (code: number | undefined, { delimiter, lineEnd }: Marks) =>
	code === space ||
	(code === tab && delimiter !== tab) ||
	(code === carriageReturn && lineEnd === lineFeed) ||
	(code === lineFeed && lineEnd === carriageReturn);

/** Returns the offset of the first byte from `from` on that is not blank. */
export function skipBlanks(bytes: Buffer, from: number, marks: Marks): number {
	let at = from;
	while (isBlank(bytes[at], marks)) at++;
	return at;
}

/** The quote opens nothing: it is an ordinary character. */
export const isLiteral = -1;
/** The bytes end before it is known where the field ends. */
export const unresolved = -2;

/**
 * Returns the offset of the quote that closes the field which the quote at `opening` opens, else `isLiteral` or `unresolved`.
 * `last` says that nothing follows the bytes. Sets `found.breaks` to the line breaks inside the field.
 *
 * A quote closes a field if a delimiter, a line end or nothing follows it, with blanks between. Doubled quotes belong to the
 * field. Other quotes belong to it as well, if the field ends on the line it begins on and none of them stands where a field
 * would begin. Else the first quote was never closed: the field would take the next rows with it.
 */
export function closingQuote(
	bytes: Buffer,
	opening: number,
	marks: Marks,
	last: boolean,
	found: { breaks: number },
): number {
	const { delimiter, lineEnd, escapes } = marks;
	const { length } = bytes;
	let breaks = 0;
	let spansRows = false;
	let stray = false;
	for (let at = opening + 1; at < length; at++) {
		const byte = bytes[at] as number;
		if (byte === quote) {
			if (at + 1 === length && !last) return unresolved;
			if (bytes[at + 1] === quote) {
				at++;
				continue;
			}
			const next = skipBlanks(bytes, at + 1, marks);
			if (next >= length && !last) return unresolved;
			if (next >= length || bytes[next] === delimiter || bytes[next] === lineEnd) {
				found.breaks = breaks;
				return at;
			}
			if (spansRows || startsField(bytes, opening, at, marks)) return isLiteral;
			stray = true;
		} else if (byte === lineEnd) {
			if (stray) return isLiteral;
			spansRows = true;
			breaks++;
		} else if (byte === lineFeed) {
			if (bytes[at - 1] !== carriageReturn) breaks++;
		} else if (byte === backslash && escapes) {
			if (at + 1 === length) return last ? isLiteral : unresolved;
			const next = bytes[at + 1];
			if (next === quote || next === backslash) at++;
		}
		if (at - opening > limits.rowBytes) return isLiteral;
	}
	return last ? isLiteral : unresolved;
}

/** Whether a delimiter stands before a quote, with blanks between. */
function startsField(bytes: Buffer, opening: number, at: number, marks: Marks): boolean {
	let before = at - 1;
	while (before > opening && isBlank(bytes[before], marks)) before--;
	return before > opening && bytes[before] === marks.delimiter;
}
