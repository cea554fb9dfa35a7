import type { Format, Mapping } from "../schema";
import { readPreview } from "./preview";
import { readHead } from "./read-head";
import { type Batch, type ReadProgress, splitBatches } from "./split-batches";

/** A table whose batches can be read once. `progress` is updated while they are read. */
type OpenTable = {
	format: Format;
	headers: string[];
	/** The first rows, as many as the first 256 kB hold. */
	rows: string[][];
	batches: AsyncIterable<Batch>;
	progress: ReadProgress;
};

/** Returns the format in which a table was read to its end: letters that the head lacks may have shown another encoding. */
export function formatAsRead(format: Format, { encoding: read }: ReadProgress): Format {
	if (!read || read.encoding === "utf-8") return format;
	const { unclear: _, garbled: __, ...rest } = format;
	return {
		...rest,
		encoding: read.encoding,
		...(read.unclear.length > 0 ? { unclear: read.unclear } : {}),
		...(read.garbled ? { garbled: true } : {}),
	};
}

const maxHeadRows = 5000;

/**
 * Detects a file's format and headers, as far as the mapping does not say them, and splits it into batches of whole rows.
 * Throws FileRefused, also while batches are read.
 */
export async function openTable(
	source: AsyncIterable<Buffer>,
	{ format: corrected = {}, columns }: Pick<Mapping, "format" | "columns">,
): Promise<OpenTable> {
	const { head, whole } = await readHead(source);
	const expected = columns.filter(({ as }) => as !== "ignore").map(({ header }) => header);
	const { format, headers, rows } = readPreview(head, corrected, { expected, maxRows: maxHeadRows });
	const progress: ReadProgress = { bytes: 0 };
	const batches = splitBatches(whole, format, progress, corrected.encoding === undefined);
	return { format, headers, rows, batches, progress };
}
