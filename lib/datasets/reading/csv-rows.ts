import { parse } from "csv-parse/sync";
import type { Format } from "../schema";

const quote = 0x22;

/**
 * Rows of a text in UTF-8, as arrays. An empty line is one row with one empty field, so that rows keep the numbers a
 * spreadsheet gives them. A quote inside an unquoted field is an ordinary character.
 */
export function parseRows(text: Buffer, format: Format): string[][] {
	const rows: string[][] = [];
	for (const row of strictRows(text, format)) {
		if (!row) return lenientRows(text, format);
		rows.push(row);
	}
	return rows;
}

/** The same by csv-parse alone, which knows what to make of stray quotes; at most `count` rows. A test holds the quick way to it. */
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
 * The rows of a text one after the other as long as its quotes stand as RFC 4180 wants them, which takes a fifth of csv-parse's
 * time. Ends with undefined at a quote that does not; then what was given is to be forgotten and csv-parse to be asked.
 */
export function* strictRows(bytes: Buffer, { delimiter, lineEnd }: Format): Generator<string[] | undefined> {
	const text = bytes.toString("utf8");
	const between = delimiter.charCodeAt(0);
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
			for (let code = text.charCodeAt(at); at < length && code !== between && code !== end; )
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
		} else if (code !== between) return yield undefined;
		else if (at === length) row.push("");
	}
	if (row.length) yield row;
}

/**
 * Where the last whole row of a piece ends, and how many rows that makes, without parsing them: pieces cut there can be
 * parsed apart, on several threads. The piece starts at a row. Follows csv-parse in what opens and closes a quote.
 * `last` says that nothing follows the piece.
 */
export function wholeRows(piece: Buffer, format: Format, last: boolean): { end: number; rows: number } {
	const delimiter = format.delimiter.charCodeAt(0);
	const lineFeed = format.lineEnd === "\n";
	const length = piece.length;
	let end = 0;
	let rows = 0;
	let fresh = true;
	let at = 0;
	while (at < length) {
		const byte = piece[at];
		if (byte === quote && fresh) {
			at = afterClosingQuote(piece, at + 1);
			if (at < 0 || (at === length && !last)) return { end, rows };
			fresh = false;
			continue;
		}
		if (byte === delimiter) fresh = true;
		else if (byte === (lineFeed ? 0x0a : 0x0d)) {
			end = at + 1;
			rows++;
			fresh = true;
		} else if (byte === 0x0d && lineFeed && piece[at + 1] === 0x0a) {
			// The line feed comes next; an unquoted field stays as it is.
		} else fresh = false;
		at++;
	}
	return last && end < length ? { end: length, rows: rows + 1 } : { end, rows };
}

/**
 * The place after the quote that ends a quoted part, or -1 when it is not in this piece. Whatever follows such a quote, csv-parse
 * goes on as outside quotes: at a delimiter the field ends, at anything else the field is taken as it stands.
 */
function afterClosingQuote(piece: Buffer, from: number): number {
	for (let at = piece.indexOf(quote, from); at >= 0; at = piece.indexOf(quote, at + 2)) {
		if (piece[at + 1] !== quote) return at + 1;
	}
	return -1;
}
