import { parse } from "csv-parse/sync";
import type { Format } from "../schema";

const quote = 0x22;

/**
 * Parses a text in UTF-8 into rows. An empty line is one row with one empty field, so that row numbers are those of a
 * spreadsheet. A quote inside an unquoted field is an ordinary character. Throws csv-parse's errors, as for an open quote.
 */
export function parseRows(text: Buffer, format: Format): string[][] {
	const rows: string[][] = [];
	for (const row of strictRows(text, format)) {
		if (!row) return lenientRows(text, format);
		rows.push(row);
	}
	return rows;
}

/** Parses with csv-parse, which accepts stray quotes. Returns at most `count` rows. A test compares `strictRows` with it. */
export function lenientRows(text: Buffer, format: Format, count?: number): string[][] {
	return parse(text, {
		delimiter: format.delimiter,
		record_delimiter: format.lineEnd === "\n" ? ["\r\n", "\n"] : ["\r"],
		relax_quotes: true,
		relax_column_count: true,
		...(count ? { to: count } : {}),
	}) as string[][];
}

/**
 * Yields the rows of a text whose quotes follow RFC 4180, in a fifth of csv-parse's time. Yields undefined at the first quote
 * that does not, and ends. The caller then discards the rows and uses `lenientRows`.
 */
export function* strictRows(bytes: Buffer, { delimiter, lineEnd }: Format): Generator<string[] | undefined> {
	const text = bytes.toString("utf8");
	const delimiterCode = delimiter.charCodeAt(0);
	const end = lineEnd.charCodeAt(0);
	const { length } = text;
	let row: string[] = [];
	let at = 0;
	while (at < length) {
		let from = at;
		let to: number;
		let doubled = false;
		if (text.charCodeAt(at) === quote) {
			from++;
			to = text.indexOf('"', from);
			while (to >= 0 && text.charCodeAt(to + 1) === quote) {
				doubled = true;
				to = text.indexOf('"', to + 2);
			}
			if (to < 0) return yield undefined;
			at = to + 1;
			if (end === 0x0a && text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === end) at++;
		} else {
			for (let code = text.charCodeAt(at); at < length && code !== delimiterCode && code !== end; )
				code = text.charCodeAt(++at);
			to =
				end === 0x0a && at < length && at > from && text.charCodeAt(at) === end && text.charCodeAt(at - 1) === 0x0d
					? at - 1
					: at;
		}
		const field = text.slice(from, to);
		row.push(doubled ? field.replaceAll('""', '"') : field);
		if (at === length) break;
		const code = text.charCodeAt(at++);
		if (code === end) {
			yield row;
			row = [];
		} else if (code !== delimiterCode) return yield undefined;
		else if (at === length) row.push("");
	}
	if (row.length) yield row;
}

/**
 * Returns the offset after the last whole row of a chunk, and the number of rows before it. Does not parse them. Chunks cut
 * there can be parsed separately, on several threads. The chunk starts at a row. Quotes open and close as in csv-parse.
 * `last` says that nothing follows the chunk.
 */
export function wholeRows(chunk: Buffer, format: Format, last: boolean): { end: number; rows: number } {
	const delimiter = format.delimiter.charCodeAt(0);
	const lineFeed = format.lineEnd === "\n";
	const length = chunk.length;
	let end = 0;
	let rows = 0;
	let fieldStart = true;
	let at = 0;
	while (at < length) {
		const byte = chunk[at];
		if (byte === quote && fieldStart) {
			at = afterClosingQuote(chunk, at + 1);
			if (at < 0 || (at === length && !last)) return { end, rows };
			fieldStart = false;
			continue;
		}
		if (byte === delimiter) fieldStart = true;
		else if (byte === (lineFeed ? 0x0a : 0x0d)) {
			end = at + 1;
			rows++;
			fieldStart = true;
		} else if (byte === 0x0d && lineFeed && chunk[at + 1] === 0x0a) {
			// The line feed comes next; an unquoted field stays as it is.
		} else fieldStart = false;
		at++;
	}
	return last && end < length ? { end: length, rows: rows + 1 } : { end, rows };
}

/**
 * Returns the offset after the quote that closes a quoted part, or -1 if it is not in this chunk. Like csv-parse, treats what
 * follows as unquoted: a delimiter ends the field, any other character belongs to it.
 */
function afterClosingQuote(chunk: Buffer, from: number): number {
	for (let at = chunk.indexOf(quote, from); at >= 0; at = chunk.indexOf(quote, at + 2)) {
		if (chunk[at + 1] !== quote) return at + 1;
	}
	return -1;
}
