import { isUtf8 } from "node:buffer";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { type RowPosition, strictRows, tolerantRows } from "../reading/csv-rows";
import { batchText } from "../reading/detect-format";
import { isEmpty, isFooter, isRuler, isSeparatorRow } from "../reading/header-row";
import type { Batch } from "../reading/split-batches";
import type { Format, MappedColumn, Mapping, ProblemReason } from "../schema";
import { BinaryCopyWriter } from "./binary-copy-writer";
import { type ColumnCounts, ColumnStats } from "./column-stats";
import { appendRecord, newCopyLines, type Profile } from "./copy-lines";
import { recordExtractor } from "./extract-record";

/** The settings of all batches of an import. `columns` are in the order of the file. */
export type BatchPlan = { mapping: Mapping; columns: MappedColumn[]; format: Format };

/** A problem of a batch: row, index of the column (-1 for the whole row), reason. */
type BatchProblem = [row: number, column: number, reason: ProblemReason];

/** A batch as COPY lines, and its counts. */
export type BatchResult = {
	rows: number;
	/** One line for each record, and a further line for each second identifier of a kind. */
	lines: Uint8Array<ArrayBuffer>;
	/** Offsets in `lines` of each profile index. ImportStats replaces the index in `profiles` by the number in the database. */
	profileOffsets: Uint32Array<ArrayBuffer>;
	profiles: Profile[];
	blankRows: number;
	withoutIdentifier: number;
	withoutAddress: number;
	addressRefused: number;
	misshapen: number;
	byKind: Partial<Record<IdentifierKind, number>>;
	problems: BatchProblem[];
	columns: ColumnCounts;
};

/**
 * Turns the rows of a batch into COPY lines of fingerprints and sealed hints. Two results of the same batch differ only in the
 * random nonces of the seals.
 */
export function processBatch(plan: BatchPlan, batch: Batch): BatchResult {
	const text = batchText(batch);
	const lines = new BinaryCopyWriter(batch.rows * 300);
	try {
		return (
			processRows(plan, batch, text, strictRows, lines) ??
			(processRows(plan, batch, text, tolerantRows, lines) as BatchResult)
		);
	} finally {
		lines.free();
	}
}

const emailIndex = identifierKinds.indexOf("email");

/** Rows per batch that are tested for passwords; a sample is enough to estimate the share. */
const sampledRows = 50;

const alike = (cell: string | undefined, header: string) =>
	cell !== undefined && (cell === header || cell.trim().toLowerCase() === header.toLowerCase());

/** Whether a row holds the names of the columns again, as the pages of a list print do. */
const repeatsHeader = (cells: readonly string[], columns: readonly MappedColumn[]) =>
	alike(cells[0], columns[0]?.header ?? "") &&
	columns.every(
		({ header }, at) => alike(cells[at], header) || (isEmpty(cells[at] ?? "") && /^Column \d+$/.test(header)),
	);

/** Processes the rows one by one. Returns undefined if they end with undefined, as `strictRows` does. */
function processRows(
	plan: BatchPlan,
	batch: Batch,
	text: Buffer,
	readRows: (text: Buffer, format: Format, position: RowPosition) => Iterable<string[] | undefined>,
	out: BinaryCopyWriter,
): BatchResult | undefined {
	out.clear();
	const hasUnreadable = !isUtf8(text) || text.includes("\ufffd");
	const hasNul = text.includes(0);
	const lines = newCopyLines(out);
	const extractRecord = recordExtractor(plan);
	const width = plan.columns.length;
	const counts = { blankRows: 0, withoutIdentifier: 0, withoutAddress: 0, addressRefused: 0, misshapen: 0 };
	const columns = new ColumnStats(width);
	const problems: BatchProblem[] = [];

	const position: RowPosition = { row: batch.firstRow, openQuote: false };
	const headerRow = plan.format.headerRow ?? 0;
	let parsed = 0;
	let skipped = 0;
	/** The last row with a value in a column of addresses that is no address. */
	let refusedRow = 0;
	const reportProblem = (column: number, reason: ProblemReason) => {
		problems.push([position.row, column, reason]);
		if (reason === "not-an-email-address" || reason === "placeholder-address") refusedRow = position.row;
	};
	for (const cells of readRows(text, plan.format, position)) {
		if (!cells) return undefined;
		parsed++;
		if (position.row <= headerRow || (position.row === 1 && isSeparatorRow({ row: 1, cells }))) {
			skipped++;
			continue;
		}
		if (cells.every(isEmpty) || isRuler(cells) || repeatsHeader(cells, plan.columns)) {
			counts.blankRows++;
			continue;
		}
		if (position.openQuote) reportProblem(-1, "open-quotation-mark");
		if (cells.length > width && !cells.slice(width).every(isEmpty)) {
			counts.misshapen++;
			reportProblem(-1, "other-number-of-columns");
			continue;
		}
		const sample = parsed <= sampledRows;
		for (let at = 0; at < width && at < cells.length; at++) {
			let cell = cells[at] as string;
			if (cell === "") continue;
			if (hasNul && cell.includes("\0")) {
				reportProblem(at, "nul-characters");
				cell = cell.replaceAll("\0", "");
				cells[at] = cell;
			}
			columns.add(at, cell, sample);
			if (hasUnreadable && cell.includes("\ufffd")) reportProblem(at, "unreadable-characters");
		}
		const problemsBefore = problems.length;
		const record = extractRecord(cells, reportProblem);
		if (record.identifiers.every((identifier) => identifier === undefined) && isFooter(cells)) {
			problems.length = problemsBefore;
			counts.blankRows++;
			continue;
		}
		if (record.identifiers[emailIndex] === undefined) {
			counts.withoutAddress++;
			if (refusedRow === position.row) counts.addressRefused++;
		}
		if (record.identifiers.every((identifier) => identifier === undefined)) {
			counts.withoutIdentifier++;
			reportProblem(-1, "no-identifier");
			continue;
		}
		appendRecord(record, position.row, lines);
	}
	if (parsed !== batch.rows) throw new Error(`a batch of ${batch.rows} rows parsed into ${parsed}`);
	return {
		...counts,
		// The header and what stands above it are no rows of the table.
		rows: parsed - skipped,
		lines: out.copy(),
		profileOffsets: Uint32Array.from(lines.profileOffsets),
		profiles: lines.profiles.map(({ categories, relationship, source, records }) => ({
			categories,
			relationship,
			source,
			records,
		})),
		byKind: Object.fromEntries(identifierKinds.map((kind, at) => [kind, lines.byKind[at]])),
		problems,
		columns: columns.counts(),
	};
}
