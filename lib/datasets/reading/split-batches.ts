import { isAscii, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import iconv from "iconv-lite";
import { FileRefused } from "../file-errors";
import type { Batch } from "../importing/process-batch";
import { type Format, limits } from "../schema";
import { wholeRows } from "./csv-rows";

const batchBytes = 256 * 1024;

/** What is known of a file while it is read. The hash is there at the end. */
export type Reading = { bytes: number; rows: number; hash?: Buffer };

/** The file's bytes as UTF-8 where it is UTF-16, else as they are, without a byte order mark; counted and hashed on the way. */
async function* decoded(source: AsyncIterable<Buffer>, format: Format, reading: Reading): AsyncGenerator<Buffer> {
	const wide = format.encoding.startsWith("utf-16") ? iconv.getDecoder(format.encoding) : undefined;
	const hash = createHash("sha256");
	let start = true;
	for await (const piece of source) {
		hash.update(piece);
		reading.bytes += piece.length;
		if (reading.bytes > limits.fileBytes)
			throw new FileRefused("The file is larger than 20 GB. Split it and import the parts as datasets of their own.");
		const bytes = wide ? Buffer.from(wide.write(piece)) : piece;
		const marked = start && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
		if (bytes.length) start = false;
		yield marked ? bytes.subarray(3) : bytes;
	}
	const rest = wide?.end();
	if (rest) yield Buffer.from(rest);
	reading.hash = hash.digest();
}

/**
 * Cuts a file into batches of whole rows; row 1, the header, is in the first. Where the encoding was only guessed from a
 * beginning in plain ASCII, the first bytes that are not decide: no UTF-8 means Windows-1252.
 */
export async function* batches(
	source: AsyncIterable<Buffer>,
	format: Format,
	reading: Reading,
	guessed = false,
): AsyncGenerator<Batch> {
	let rest: Buffer = Buffer.alloc(0);
	let row = 1;
	let open = guessed && format.encoding === "utf-8";
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
		if (open && !isAscii(bytes)) {
			open = false;
			if (!isUtf8(bytes)) encoding = "windows-1252";
		}
		rest = rest.subarray(end);
		reading.rows = row - 2;
		// A copy of its own, which can be handed to a thread.
		return { bytes: new Uint8Array(bytes), firstRow, rows, encoding };
	}
	for await (const piece of decoded(source, format, reading)) {
		for (let at = 0; at < piece.length; at += batchBytes) {
			const part = piece.subarray(at, at + batchBytes);
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
