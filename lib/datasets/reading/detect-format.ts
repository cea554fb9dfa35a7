import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { FileRefused, refuseOtherFiles } from "../file-errors";
import { type Delimiter, delimiters, type Encoding, type Format } from "../schema";
import { lenientRows } from "./csv-rows";

/** Removes an incomplete UTF-8 character from the end. */
function wholeCharacters(head: Buffer): Buffer {
	for (let back = 1; back <= 3 && back <= head.length; back++) {
		const byte = head[head.length - back] ?? 0;
		if (byte >= 0xc0) return head.subarray(0, head.length - back);
		if (byte < 0x80) break;
	}
	return head;
}

/**
 * Detects the encoding of a text: by its byte order mark, else by the positions of zero bytes, else by whether it is valid UTF-8.
 * Throws FileRefused for binary data.
 */
function detectEncoding(head: Buffer): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
	if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
	const zeros = [0, 0];
	for (const [at, byte] of head.subarray(0, 4096).entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	const half = Math.min(head.length, 4096) / 2;
	if (odd > half * 0.4 && even < half * 0.1) return "utf-16le";
	if (even > half * 0.4 && odd < half * 0.1) return "utf-16be";
	if (even + odd > 0) throw new FileRefused("This is not a text file. Save the table as CSV and choose that file.");
	return isUtf8(head) || isUtf8(wholeCharacters(head)) ? "utf-8" : "windows-1252";
}

/** Decodes bytes to UTF-8 and removes a byte order mark. */
export function toUtf8(bytes: Buffer, encoding: Encoding): Buffer {
	if (encoding !== "utf-8") return Buffer.from(iconv.decode(bytes, encoding));
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Detects the delimiter: the one that gives most of the first rows the same number of columns, and more than one. */
function detectDelimiter(text: Buffer, lineEnd: Format["lineEnd"]): Delimiter {
	let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
	for (const delimiter of delimiters) {
		const widths = new Map<number, number>();
		const rows = firstRows(text, { encoding: "utf-8", delimiter, lineEnd }, 100);
		for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
		for (const [width, count] of widths) {
			const score = (count / rows.length) * Math.min(width, 12) + count / rows.length;
			if (score > best.score) best = { delimiter, score };
		}
	}
	return best.delimiter;
}

/** Parses the first `count` rows of a text in UTF-8. Omits the last row, which may be incomplete, unless the text is `whole`. */
export function firstRows(text: Buffer, format: Format, count: number, whole = false): string[][] {
	try {
		const rows = lenientRows(text, format, count + 1);
		if (rows.length > count) return rows.slice(0, count);
		return rows.length > 2 && !whole ? rows.slice(0, -1) : rows;
	} catch {
		// The text ends inside quotes. Retries without the last line.
		const end = text.lastIndexOf(format.lineEnd);
		return end > 0 ? firstRows(text.subarray(0, end), format, count) : [];
	}
}

/** Detects the format of a file from its first 256 kB. Throws FileRefused if it is no text table. */
export function detectFormat(head: Buffer): Format {
	refuseOtherFiles(head);
	const encoding = detectEncoding(head);
	const [first, second, third] = head;
	const marked =
		encoding === "utf-16le"
			? first === 0xff && second === 0xfe
			: encoding === "utf-16be"
				? first === 0xfe && second === 0xff
				: first === 0xef && second === 0xbb && third === 0xbf;
	const text = toUtf8(head, encoding);
	const lineEnd = text.includes(0x0a) ? "\n" : text.includes(0x0d) ? "\r" : "\n";
	return { encoding, ...(marked ? { marked } : {}), delimiter: detectDelimiter(text, lineEnd), lineEnd };
}
