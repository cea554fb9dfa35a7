import { isAscii, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import iconv from "iconv-lite";
import { FileRefused } from "../file-errors";
import { type Encoding, type Format, limits } from "../schema";
import { wholeRows } from "./csv-rows";

const batchBytes = 256 * 1024;

/** Whole rows of a file as bytes in its encoding, with UTF-16 decoded to UTF-8. Rows are numbered as in a spreadsheet. */
export type Batch = { bytes: Uint8Array<ArrayBuffer>; firstRow: number; rows: number; encoding: Encoding };

/** How much of a file has been read. `hash`, its SHA-256, is set at the end of the file. */
export type ReadProgress = { bytes: number; rows: number; hash?: Buffer };

/** Decodes UTF-16 to UTF-8 and removes a byte order mark. Counts and hashes the file's own bytes. */
async function* decode(source: AsyncIterable<Buffer>, format: Format, progress: ReadProgress): AsyncGenerator<Buffer> {
	const utf16 = format.encoding.startsWith("utf-16") ? iconv.getDecoder(format.encoding) : undefined;
	const hash = createHash("sha256");
	let atStart = true;
	for await (const chunk of source) {
		hash.update(chunk);
		progress.bytes += chunk.length;
		if (progress.bytes > limits.fileBytes)
			throw new FileRefused("The file is larger than 20 GB. Split it and import the parts as datasets of their own.");
		const bytes = utf16 ? Buffer.from(utf16.write(chunk)) : chunk;
		const hasMark = atStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
		if (bytes.length) atStart = false;
		yield hasMark ? bytes.subarray(3) : bytes;
	}
	const rest = utf16?.end();
	if (rest) yield Buffer.from(rest);
	progress.hash = hash.digest();
}

/**
 * Splits a file into batches of whole rows. The first batch begins with the header, which is row 1. `guessed` says that the
 * encoding was detected in the head alone. A head in ASCII fits both UTF-8 and Windows-1252, so the first batch with other
 * bytes decides: Windows-1252 if they are not UTF-8. Throws FileRefused if a limit is exceeded.
 */
export async function* splitBatches(
	source: AsyncIterable<Buffer>,
	format: Format,
	progress: ReadProgress,
	guessed = false,
): AsyncGenerator<Batch> {
	let rest: Buffer = Buffer.alloc(0);
	let row = 1;
	let undecided = guessed && format.encoding === "utf-8";
	let encoding = format.encoding;
	function cut(last: boolean): Batch | undefined {
		const { end, rows } = wholeRows(rest, format, last);
		if (rows === 0) return undefined;
		const firstRow = row;
		row += rows;
		if (row > limits.rows)
			throw new FileRefused(
				"The file has more than 100 million rows. Split it, and import the parts as datasets of their own.",
			);
		const bytes = rest.subarray(0, end);
		if (undecided && !isAscii(bytes)) {
			undecided = false;
			if (!isUtf8(bytes)) encoding = "windows-1252";
		}
		rest = rest.subarray(end);
		progress.rows = row - 2;
		// A copy, so that the buffer can be transferred to a worker thread.
		return { bytes: new Uint8Array(bytes), firstRow, rows, encoding };
	}
	for await (const chunk of decode(source, format, progress)) {
		for (let at = 0; at < chunk.length; at += batchBytes) {
			const part = chunk.subarray(at, at + batchBytes);
			rest = rest.length ? Buffer.concat([rest, part]) : part;
			if (rest.length < batchBytes) continue;
			const batch = cut(false);
			if (batch) yield batch;
			if (rest.length > limits.rowBytes) {
				throw new FileRefused(
					`Row ${row} is longer than 1 MB. A quotation mark that opens there is probably never closed.`,
				);
			}
		}
	}
	const batch = cut(true);
	if (batch) yield batch;
}
