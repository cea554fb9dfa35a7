import { type Format, limits } from "../schema";
import { countLines, hasOtherBreaks } from "./line-breaks";
import { closingQuote, isBlank, isEscape, isLiteral, marksOf, skipBlanks, unresolved } from "./quoted-fields";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where a reader of rows is. Set it to the line of the first row; readers update it before each row. */
export type RowPosition = {
	/** The line of the file on which the row begins. This is the row's number, wherever rows are named. */
	row: number;
	/** Whether a quotation mark of the row opens a cell and is never closed. */
	openQuote: boolean;
	/** The offset of the byte after the row. */
	end?: number;
	/** How many rows there are beside those that the format's line end parts. */
	moreRows?: number;
};

/**
 * Yields the rows of a text whose quotes follow RFC 4180, faster than `tolerantRows`. Yields undefined at the first
 * quote that does not, and ends. The caller then discards the rows and uses `tolerantRows`.
 */
export function* strictRows(bytes: Buffer, format: Format, position: RowPosition): Generator<string[] | undefined> {
	if (format.escape || format.escapedEnds) return yield undefined;
	const text = bytes.toString("utf8");
	const marks = marksOf(format);
	const { delimiter, lineEnd: end } = marks;
	const { length } = text;
	let line = position.row;
	let breaks = 0;
	let nextBreak = -1;
	let row: string[] = [];
	let at = 0;
	position.openQuote = false;
	while (at < length) {
		let from = at;
		let to: number;
		let doubled = false;
		const first = text.charCodeAt(at);
		if (first === quote) {
			from++;
			to = text.indexOf('"', from);
			while (to >= 0 && text.charCodeAt(to + 1) === quote) {
				doubled = true;
				to = text.indexOf('"', to + 2);
			}
			if (to < 0) return yield undefined;
			if (end === carriageReturn) {
				if (/[\r\n]/.test(text.slice(from, to))) return yield undefined;
			} else if (nextBreak < to) {
				if (nextBreak < from) nextBreak = breakAfter(text, from);
				// A field this long may be one that is never closed, which is measured in bytes.
				if (nextBreak < to && to - from > limits.rowBytes / 4) return yield undefined;
				for (; nextBreak < to; nextBreak = breakAfter(text, nextBreak + 1)) breaks++;
			}
			at = to + 1;
			if (end === lineFeed && text.charCodeAt(at) === carriageReturn) {
				while (text.charCodeAt(at) === carriageReturn) at++;
				if (text.charCodeAt(at) !== end) return yield undefined;
			}
		} else {
			if (first <= 0x20 && isBlank(first, marks) && opensAfterBlanks(text, at, marks)) return yield undefined;
			for (let code = first; at < length && code !== delimiter && code !== end; ) code = text.charCodeAt(++at);
			to = at;
			if (end === lineFeed && at < length && text.charCodeAt(at) === end)
				while (to > from && text.charCodeAt(to - 1) === carriageReturn) to--;
		}
		const field = text.slice(from, to);
		row.push(doubled ? field.replaceAll('""', '"') : field);
		if (at === length) break;
		const code = text.charCodeAt(at++);
		if (code === end) {
			position.row = line;
			yield row;
			line += breaks + 1;
			breaks = 0;
			row = [];
		} else if (code !== delimiter) return yield undefined;
		else if (at === length) row.push("");
	}
	position.row = line;
	if (row.length) yield row;
}

/** Returns the offset of the next line feed; Infinity if there is none. */
function breakAfter(text: string, from: number): number {
	const at = text.indexOf("\n", from);
	return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function opensAfterBlanks(text: string, from: number, marks: ReturnType<typeof marksOf>): boolean {
	let at = from;
	while (isBlank(text.charCodeAt(at), marks)) at++;
	return text.charCodeAt(at) === quote;
}

/**
 * Yields the rows of any text. Accepts spaces around quoted fields, quotes inside them, backslash escapes if the format has
 * them, and quotes that are never closed: `closingQuote` says which.
 */
export function* tolerantRows(bytes: Buffer, format: Format, position: RowPosition): Generator<string[]> {
	const marks = marksOf(format);
	const found = { breaks: 0 };
	const { length } = bytes;
	let line = position.row;
	let row: string[] = [];
	let openQuote = false;
	let breaks = 0;
	let at = 0;
	while (at < length) {
		const opening = skipBlanks(bytes, at, marks);
		const closing = bytes[opening] === quote ? closingQuote(bytes, opening, marks, true, found) : isLiteral;
		if (closing >= 0) {
			row.push(unescapeQuotes(bytes.toString("utf8", opening + 1, closing), marks.escapes));
			breaks += found.breaks;
			at = skipBlanks(bytes, closing + 1, marks);
		} else {
			const start = at;
			while (at < length && bytes[at] !== marks.delimiter && bytes[at] !== marks.lineEnd) {
				if (isEscape(bytes, at, marks) && bytes[++at] === marks.lineEnd) breaks++;
				at++;
			}
			at = Math.min(at, length);
			let to = at;
			if (marks.lineEnd === lineFeed && at < length && bytes[at] === lineFeed)
				while (to > start && bytes[to - 1] === carriageReturn) to--;
			const opens = bytes[opening] === quote && opening < to && isOdd(bytes.subarray(opening, to));
			openQuote ||= opens;
			const cell = bytes.toString("utf8", opens ? opening + 1 : start, to);
			row.push(marks.escapesEnds ? cell.replace(escapedEnd, "$1") : cell);
		}
		if (at >= length) break;
		if (bytes[at++] === marks.lineEnd) {
			position.row = line;
			position.openQuote = openQuote;
			position.end = at;
			yield row;
			line += breaks + 1;
			breaks = 0;
			openQuote = false;
			row = [];
		} else if (at === length) row.push("");
	}
	position.row = line;
	position.openQuote = openQuote;
	position.end = length;
	if (row.length) yield row;
}

/** Matches a backslash before what would end a cell. "\\N" stays, which is MySQL's nothing. */
const escapedEnd = /\\([\t\r\n,;|^~\\])/g;

const unescapeQuotes = (field: string, escapes: boolean) =>
	(escapes ? field.replace(/\\(["\\])/g, "$1") : field).replaceAll('""', '"');

/** Whether a field has an odd number of quotes. */
function isOdd(field: Buffer): boolean {
	let odd = false;
	for (const byte of field) if (byte === quote) odd = !odd;
	return odd;
}

/** What `wholeRows` found: the offset after the last whole row, the number of rows and of lines before it. */
type WholeRows = {
	end: number;
	rows: number;
	lines: number;
	/** The lines before the first row that is longer than `limits.rowBytes`. */
	tooLong?: number;
};

/**
 * Finds the whole rows of a chunk without parsing them. Chunks cut there can be parsed separately, on several threads. The chunk
 * starts at a row. Quotes open and close as in `tolerantRows`. `last` says that nothing follows the chunk.
 */
export function wholeRows(chunk: Buffer, format: Format, last: boolean): WholeRows {
	const marks = marksOf(format);
	const { delimiter, lineEnd } = marks;
	const found = { breaks: 0 };
	const whole: WholeRows = { end: 0, rows: 0, lines: 0 };
	const { length } = chunk;
	let breaks = 0;
	let fieldStart = true;
	function endRow(end: number): void {
		if (end - whole.end > limits.rowBytes) whole.tooLong ??= whole.lines;
		whole.end = end;
		whole.rows++;
		whole.lines += 1 + breaks;
		breaks = 0;
	}
	for (let at = 0; at < length; at++) {
		let byte = chunk[at] as number;
		// Inside an unquoted field, or behind a quoted one, only its end counts.
		if (!fieldStart && !marks.escapesEnds)
			while (byte !== delimiter && byte !== lineEnd && ++at < length) byte = chunk[at] as number;
		// A backslash takes the next byte into the cell.
		while (marks.escapesEnds && at < length && byte !== delimiter && byte !== lineEnd) {
			if (fieldStart && byte === quote) break;
			fieldStart &&= isBlank(byte, marks);
			if (isEscape(chunk, at, marks) && chunk[++at] === lineEnd) breaks++;
			byte = chunk[++at] as number;
		}
		if (at >= length) break;
		if (byte === delimiter) fieldStart = true;
		else if (byte === lineEnd) {
			endRow(at + 1);
			fieldStart = true;
		} else if (byte === quote) {
			const closing = closingQuote(chunk, at, marks, last, found);
			if (closing === unresolved) break;
			fieldStart = false;
			if (closing < 0) continue;
			breaks += found.breaks;
			at = closing;
		} else fieldStart = isBlank(byte, marks);
	}
	if (last && whole.end < length) endRow(length);
	const rows = chunk.subarray(0, whole.end);
	if (hasOtherBreaks(rows, format)) whole.lines = countLines(rows, format);
	return whole;
}
