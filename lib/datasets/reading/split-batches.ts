import { createHash } from "node:crypto";
import iconv from "iconv-lite";
import { uploadFileSize } from "../../limits";
import { FileRefused } from "../file-errors";
import { type Encoding, type Format, limits } from "../schema";
import { wholeRows } from "./csv-rows";
import { EncodingVotes, refuseJoinedParts } from "./detect-encoding";
import { encodingChoice } from "./encoding-choice";
import { readsBadly } from "./other-code-pages";
import { withLineFeeds } from "./row-signs";

const batchBytes = 256 * 1024;

/**
 * Whole rows of a file as bytes in its encoding, with UTF-16 decoded to UTF-8. `firstRow` is the line of the file on which they
 * begin; they span more `lines` than `rows` if cells hold line breaks.
 */
export type Batch = {
	bytes: Uint8Array<ArrayBuffer>;
	firstRow: number;
	rows: number;
	lines: number;
	encoding: Encoding;
};

/** How much of a file has been read. `hash`, its SHA-256, and `encoding` are set at the end of the file. */
export type ReadProgress = {
	bytes: number;
	hash?: Buffer;
	/** The encoding that the whole file was read in, and those it may be in as well, if the head did not show it. */
	encoding?: { encoding: Encoding; unclear: Encoding[]; garbled: boolean };
};

/** Decodes UTF-16 to UTF-8 and removes a byte order mark. Counts and hashes the file's own bytes. */
async function* decode(source: AsyncIterable<Buffer>, format: Format, progress: ReadProgress): AsyncGenerator<Buffer> {
	const utf16 = format.encoding.startsWith("utf-16") ? iconv.getDecoder(format.encoding) : undefined;
	const hash = createHash("sha256");
	let atStart = true;
	for await (const chunk of source) {
		hash.update(chunk);
		progress.bytes += chunk.length;
		if (progress.bytes > limits.fileBytes)
			throw new FileRefused(
				`The file is larger than ${uploadFileSize}. Split it and import the parts as datasets of their own.`,
			);
		const decoded = utf16?.write(chunk);
		if (decoded) refuseJoinedParts(decoded);
		const bytes = decoded === undefined ? chunk : Buffer.from(decoded);
		const hasMark = atStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
		if (bytes.length) atStart = false;
		yield hasMark ? bytes.subarray(3) : bytes;
	}
	const rest = utf16?.end();
	if (rest) yield Buffer.from(rest);
	progress.hash = hash.digest();
}

/**
 * Splits a file into batches of whole rows. `guessed` says that the encoding was detected in the head alone: then each batch
 * is read in the encoding that all text so far speaks for, until that is settled. Throws FileRefused if a limit is exceeded.
 */
export async function* splitBatches(
	source: AsyncIterable<Buffer>,
	format: Format,
	progress: ReadProgress,
	guessed = false,
): AsyncGenerator<Batch> {
	let rest: Buffer = Buffer.alloc(0);
	let firstRow = 1;
	let rowsRead = 0;
	const votes = guessed && !format.encoding.startsWith("utf-16") && !format.marked ? new EncodingVotes() : undefined;
	function cut(last: boolean): Batch | undefined {
		const { end, rows, lines, tooLong } = wholeRows(rest, format, last);
		if (tooLong !== undefined) throw tooLongAt(firstRow + tooLong);
		if (rows === 0) return undefined;
		rowsRead += rows;
		if (rowsRead > limits.rows)
			throw new FileRefused(
				"The file has more than 100 million rows. Split it, and import the parts as datasets of their own.",
			);
		const bytes = rest.subarray(0, end);
		rest = rest.subarray(end);
		if (votes && !votes.settled) votes.add(bytes);
		// A copy, so that the buffer can be transferred to a worker thread.
		const batch = { bytes: new Uint8Array(bytes), firstRow, rows, lines, encoding: votes?.encoding ?? format.encoding };
		firstRow += lines;
		return batch;
	}
	const text = decode(source, format, progress);
	for await (const chunk of format.rowSign ? withLineFeeds(text, format.rowSign) : text) {
		for (let at = 0; at < chunk.length; at += batchBytes) {
			const part = chunk.subarray(at, at + batchBytes);
			rest = rest.length ? Buffer.concat([rest, part]) : part;
			if (rest.length < batchBytes) continue;
			const batch = cut(false);
			if (batch) yield batch;
			// A quotation mark that is not closed within the limit opens nothing. Behind it there is room for one more row.
			if (rest.length > 2 * limits.rowBytes) throw tooLongAt(firstRow);
		}
	}
	const batch = cut(true);
	if (batch) yield batch;
	if (!votes) return;
	const choice = encodingChoice(votes, votes.sample);
	progress.encoding = { ...choice, garbled: readsBadly(votes.words, choice.encoding) };
}

const tooLongAt = (row: number) =>
	new FileRefused(`Row ${row} is longer than 1 MB. A quotation mark that opens there is probably never closed.`);
