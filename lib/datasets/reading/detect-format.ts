import iconv from "iconv-lite";
import { refuseOtherFiles } from "../file-errors";
import { type Delimiter, delimiters, type Encoding, type Format } from "../schema";
import { wholeRows } from "./csv-rows";
import { detectEncoding, readsAlike, refuseJoinedParts } from "./detect-encoding";
import { encodingChoice } from "./encoding-choice";
import { firstRows, type NumberedRow } from "./parse-rows";
import { findRowSign } from "./row-signs";
import type { Batch } from "./split-batches";

/** Decodes bytes to UTF-8 and removes a byte order mark. */
function toUtf8(bytes: Buffer, encoding: Encoding): Buffer {
	if (encoding !== "utf-8") {
		const text = iconv.decode(bytes, encoding);
		if (encoding.startsWith("utf-16")) refuseJoinedParts(text);
		return Buffer.from(text);
	}
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Returns the text of a file's first bytes in UTF-8, with line feeds where a sign ends the rows. */
export function headText(head: Buffer, { encoding, rowSign }: Pick<Format, "encoding" | "rowSign">): Buffer {
	const text = toUtf8(head, encoding);
	return rowSign ? Buffer.from(text.toString("utf8").replaceAll(rowSign, "\n")) : text;
}

/** Returns the text of a batch in UTF-8. Batches of UTF-16 hold UTF-8 already. */
export function batchText({ bytes, encoding }: Batch): Buffer {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return encoding.startsWith("utf-") ? buffer : Buffer.from(iconv.decode(buffer, encoding));
}

/**
 * Detects the delimiter: the one that a first row "sep=;" states if it is in any row, else the one that gives most of the first rows the
 * same number of columns, and more than one.
 */
function detectDelimiter(text: Buffer, lineEnd: Format["lineEnd"]): Delimiter {
	const stated = /^"?sep=([,;\t|^~])"?[\r\n]/i.exec(text.toString("latin1", 0, 10))?.[1];
	const isIn = (delimiter: Delimiter) =>
		headRows(text, { encoding: "utf-8", delimiter, lineEnd }, 100).some((row) => row.row > 1 && row.cells.length > 1);
	if (stated && isIn(stated as Delimiter)) return stated as Delimiter;
	let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
	for (const delimiter of delimiters) {
		if (!text.includes(delimiter)) continue;
		const widths = new Map<number, number>();
		const rows = headRows(text, { encoding: "utf-8", delimiter, lineEnd }, 100);
		for (const { cells } of rows) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
		for (const [width, count] of widths) {
			const score = (count / rows.length) * Math.min(width, 12) + count / rows.length;
			if (score > best.score) best = { delimiter, score };
		}
	}
	return best.delimiter;
}

/**
 * Parses the first `count` rows of a text in UTF-8. Unless the text is `whole`, leaves out what may be an incomplete row, or a
 * quoted cell that ends later: but no more than half of the text, since the quote may be one that is never closed.
 */
export function headRows(text: Buffer, format: Format, count: number, whole = false): NumberedRow[] {
	if (whole) return firstRows(text, format, count);
	const { end } = wholeRows(text, format, false);
	const rows = firstRows(end < text.length / 2 ? text : text.subarray(0, end), format, count + 1);
	return rows.length > count
		? rows.slice(0, count)
		: end < text.length / 2 && rows.length > 2
			? rows.slice(0, -1)
			: rows;
}

/**
 * Detects what ends the rows: whichever of line feed and carriage return is more frequent outside of quotation marks. A carriage
 * return before a line feed does not count.
 */
function detectLineEnd(text: Buffer): Format["lineEnd"] {
	const outside = { feeds: 0, returns: 0 };
	const inside = { feeds: 0, returns: 0 };
	let counts = outside;
	for (let at = 0; at < text.length; at++) {
		const byte = text[at];
		if (byte === 0x22) counts = counts === outside ? inside : outside;
		else if (byte === 0x0a) counts.feeds++;
		else if (byte === 0x0d && text[at + 1] !== 0x0a && text[at + 1] !== 0x0d) counts.returns++;
	}
	const { feeds, returns } = outside.feeds + outside.returns > 0 ? outside : inside;
	return returns > feeds ? "\r" : "\n";
}

/**
 * Whether a backslash escapes quotation marks: one stands before a quotation mark that no delimiter or line end follows, and
 * no quotation mark inside a cell is doubled.
 */
function detectEscape(text: Buffer, { delimiter }: Pick<Format, "delimiter">): Pick<Format, "escape"> {
	const content = text.toString("utf8");
	if (!content.includes('\\"')) return {};
	const escaped = new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\\\"(?:[^\\r\\n"${delimiter}]|"(?!"))`).test(content);
	const doubled = new RegExp(`[^\\\\\\r\\n"${delimiter}]""[^\\r\\n"${delimiter}]`).test(content);
	return escaped && !doubled ? { escape: "\\" } : {};
}

/**
 * Whether a backslash stands before delimiters and line ends inside cells, as MySQL writes them: a cell is "\\N", its nothing, or, read so,
 * more of the first rows have the usual number of cells.
 */
function detectEscapedEnds(text: Buffer, format: Format): Pick<Format, "escapedEnds"> {
	const isNull = (cells: readonly string[]) => cells.length > 1 && cells.includes("\\N");
	if (text.includes("\\N") && headRows(text, format, 1000).some(({ cells }) => isNull(cells)))
		return { escapedEnds: true };
	if (!text.includes("\\\n") && !text.includes(`\\${format.delimiter}`)) return {};
	const isUsual = (read: Format) => {
		const rows = headRows(text, read, 1000);
		const widths = new Map<number, number>();
		for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
		const most = Math.max(...widths.values());
		return { share: most / rows.length, width: [...widths].find(([, count]) => count === most)?.[0] ?? 0 };
	};
	const escaped = isUsual({ ...format, escapedEnds: true });
	const plain = isUsual(format);
	return escaped.width > 1 && escaped.width === plain.width && escaped.share > plain.share ? { escapedEnds: true } : {};
}

/** Detects the format of a file from its first 256 kB. Throws FileRefused if it is no text table. */
export function detectFormat(head: Buffer): Format {
	refuseOtherFiles(head);
	const { encoding, votes } = detectEncoding(head);
	const alike = readsAlike(head, encoding);
	const unclear = votes ? encodingChoice(votes, head).unclear : [];
	const [first, second, third] = head;
	const marked =
		encoding === "utf-16le"
			? first === 0xff && second === 0xfe
			: encoding === "utf-16be"
				? first === 0xfe && second === 0xff
				: first === 0xef && second === 0xbb && third === 0xbf;
	const rowSign = findRowSign(toUtf8(head, encoding).toString("utf8"));
	const text = headText(head, { encoding, rowSign });
	const lineEnd = detectLineEnd(text);
	const delimiter = detectDelimiter(text, lineEnd);
	return {
		encoding,
		...(marked ? { marked } : {}),
		...(alike ? { alike } : {}),
		...(unclear.length > 0 ? { unclear } : {}),
		delimiter,
		lineEnd,
		...(rowSign ? { rowSign } : {}),
		...detectEscape(text, { delimiter }),
		...detectEscapedEnds(text, { encoding: "utf-8", delimiter, lineEnd }),
	};
}
