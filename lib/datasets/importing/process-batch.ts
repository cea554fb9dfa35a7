import { isUtf8 } from "node:buffer";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { type RowPosition, strictRows, tolerantRows } from "../reading/csv-rows";
import { batchText } from "../reading/detect-format";
import { isRuler, isSeparatorRow } from "../reading/header-row";
import { hasOtherBreaks } from "../reading/line-breaks";
import { mixedRows } from "../reading/mixed-line-ends";
import { splitBySeparator } from "../reading/other-separators";
import { repeatsHeader, rowBeforeHeader } from "../reading/repeated-header";
import { namesOtherColumns } from "../reading/second-table";
import type { Batch } from "../reading/split-batches";
import { isEmpty, isFooter, isNote } from "../reading/table-notes";
import { joinUnquotedCommas } from "../reading/unquoted-commas";
import type { Format, MappedColumn, Mapping, ProblemReason, ReportProblem } from "../schema";
import { BinaryCopyWriter } from "./binary-copy-writer";
import { type ColumnCounts, ColumnStats } from "./column-stats";
import { appendRecord, newCopyLines, type Profile } from "./copy-lines";
import { recordExtractor } from "./extract-record";
import type { ExtractedRecord } from "./record-fields";

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
	/** The row that names the columns of a second table. The file is refused. */
	otherTable?: number;
	/** The row that ends with a backslash, and goes on in the next one. The file is refused. */
	escapedEnd?: number;
	byKind: Partial<Record<IdentifierKind, number>>;
	problems: BatchProblem[];
	columns: ColumnCounts;
};

type ExtractRecord = (cells: readonly string[], reportProblem: ReportProblem) => ExtractedRecord;

/**
 * Returns a function that turns the rows of a batch into COPY lines of fingerprints and sealed hints. Two results of the same batch
 * differ only in the random nonces of the seals.
 */
export function batchProcessor(plan: BatchPlan): (batch: Batch) => BatchResult {
	const extractRecord = recordExtractor(plan);
	return (batch) => {
		const text = batchText(batch);
		const lines = new BinaryCopyWriter(batch.rows * 300);
		const process = (read: ReadRows) =>
			processRows(plan, text, read, new BatchRows(plan, batch, text, lines, extractRecord));
		try {
			return (
				process(hasOtherBreaks(text, plan.format) ? mixedRows : strictRows) ?? (process(tolerantRows) as BatchResult)
			);
		} finally {
			lines.free();
		}
	};
}

const emailIndex = identifierKinds.indexOf("email");

/** Rows per batch that are tested for passwords; a sample is enough to estimate the share. */
const sampledRows = 50;

type ReadRows = (text: Buffer, format: Format, position: RowPosition, width: number) => Iterable<string[] | undefined>;

/** Processes the rows one by one. Returns undefined if they end with undefined, as `strictRows` does. */
function processRows(plan: BatchPlan, text: Buffer, readRows: ReadRows, rows: BatchRows): BatchResult | undefined {
	for (const cells of readRows(text, plan.format, rows.position, plan.columns.length)) {
		if (!cells) return undefined;
		rows.add(cells);
	}
	return rows.result();
}

/** Whether no cell of a row is an identifier. */
const hasNone = (identifiers: readonly unknown[]) => identifiers.every((identifier) => identifier === undefined);

/** The rows of a batch, added one after the other, and what they come to. */
class BatchRows {
	/** Where the row that is added was read. */
	readonly position: RowPosition;
	readonly #lines;
	readonly #columns: ColumnStats;
	readonly #problems: BatchProblem[] = [];
	readonly #counts = { blankRows: 0, withoutIdentifier: 0, withoutAddress: 0, addressRefused: 0, misshapen: 0 };
	readonly #hasUnreadable: boolean;
	readonly #hasNul: boolean;
	#added = 0;
	/** The header and what stands above it, which are no rows of the table. */
	#skipped = 0;
	/** The last row with a value in a column of addresses that is no address. */
	#refusedRow = 0;
	#otherTable: number | undefined;
	#escapedEnd: number | undefined;
	/** The row before, if its last cell ends with a backslash: its number, and how many cells it lacks. */
	#open: { row: number; lacks: number } | undefined;
	readonly #names: string[];

	constructor(
		private readonly plan: BatchPlan,
		private readonly batch: Batch,
		text: Buffer,
		private readonly out: BinaryCopyWriter,
		private readonly extractRecord: ExtractRecord,
	) {
		out.clear();
		this.position = { row: batch.firstRow, openQuote: false };
		this.#lines = newCopyLines(out);
		this.#columns = new ColumnStats(plan.columns.length);
		this.#names = plan.columns.map(({ header }) => header);
		this.#hasUnreadable = !isUtf8(text) || text.includes("\ufffd");
		this.#hasNul = text.includes(0);
	}

	readonly #report = (column: number, reason: ProblemReason) => {
		this.#problems.push([this.position.row, column, reason]);
		if (reason === "not-an-email-address" || reason === "placeholder-address") this.#refusedRow = this.position.row;
	};

	/** Counts a row, and writes the record it makes. */
	add(read: string[]): void {
		this.#added++;
		if (this.#isAboveTable(read)) {
			this.#skipped++;
			return;
		}
		this.#seeEscapedEnd(read);
		const cells = this.#joinParts(rowBeforeHeader(read, this.plan.columns) ?? read);
		if (cells.every(isEmpty) || isRuler(cells) || repeatsHeader(cells, this.plan.columns)) this.#counts.blankRows++;
		else if (this.#hasItsShape(cells)) {
			this.#inspectCells(cells);
			this.#addRecord(cells);
		}
	}

	#isAboveTable(cells: string[]): boolean {
		const { row } = this.position;
		return row <= (this.plan.format.headerRow ?? 0) || (row === 1 && isSeparatorRow({ row, cells }));
	}

	/** Returns a row with the parts of cells joined that hold a comma and no quotation marks, or parted where another delimiter stands. Reports it. */
	#joinParts(cells: string[]): string[] {
		const split = splitBySeparator(cells, this.plan.format, this.#names.length);
		if (split) this.#report(-1, "other-separator");
		if (split) return split;
		if (cells.length <= this.#names.length || this.plan.format.delimiter !== ",") return cells;
		const joined = joinUnquotedCommas(cells, this.#names);
		if (joined) this.#report(-1, "unquoted-comma");
		return joined ?? cells;
	}

	/** Remembers the first row that a backslash before its line end takes on into the next: the two together are as wide as the table. */
	#seeEscapedEnd(cells: string[]): void {
		if (this.#open?.lacks === cells.length && !cells.every(isEmpty) && !isFooter(cells))
			this.#escapedEnd ??= this.#open.row;
		const isOpen = cells[cells.length - 1]?.endsWith("\\") && !this.plan.format.escapedEnds;
		const lacks = this.#names.length - cells.length + 1;
		this.#open = isOpen && this.#names.length > 1 ? { row: this.position.row, lacks } : undefined;
	}

	/** Remembers the first row that names the columns of a second table. */
	#seeOtherTable(cells: string[]): void {
		if (this.plan.format.headerRow && namesOtherColumns(cells, this.plan.columns))
			this.#otherTable ??= this.position.row;
	}

	/** Whether a row has no more cells than the table has columns. Reports one that has, and quotation marks left open. */
	#hasItsShape(cells: string[]): boolean {
		const width = this.plan.columns.length;
		if (this.position.openQuote) this.#report(-1, "open-quotation-mark");
		if (cells.length <= width || cells.slice(width).every(isEmpty)) return true;
		this.#seeOtherTable(cells);
		this.#counts.misshapen++;
		// Whoever's row it is cannot be found, so "not found" says that there are such rows.
		this.#counts.withoutAddress++;
		this.#report(-1, "other-number-of-columns");
		return false;
	}

	/** Counts the values of the columns, reports unreadable characters and takes out NULs. */
	#inspectCells(cells: string[]): void {
		const sample = this.#added <= sampledRows;
		const width = Math.min(this.plan.columns.length, cells.length);
		for (let at = 0; at < width; at++) {
			let cell = cells[at] as string;
			if (cell === "") continue;
			if (this.#hasNul && cell.includes("\0")) {
				this.#report(at, "nul-characters");
				cell = cell.replaceAll("\0", "");
				cells[at] = cell;
			}
			this.#columns.add(at, cell, sample);
			if (this.#hasUnreadable && cell.includes("\ufffd")) this.#report(at, "unreadable-characters");
		}
	}

	/** Writes the record of a row. A row without an identifier makes none. */
	#addRecord(cells: string[]): void {
		const { row } = this.position;
		const problemsBefore = this.#problems.length;
		const record = this.extractRecord(cells, this.#report);
		const none = hasNone(record.identifiers);
		const isLeftOut = (none && isFooter(cells)) || isNote(cells);
		if (isLeftOut) {
			this.#problems.length = problemsBefore;
			this.#counts.blankRows++;
			// Said, so that a person who was taken for a note is found. The mark that old programs put at the end of a file is no row.
			if (cells.some((cell) => cell.replaceAll("\u001a", "").trim() !== "")) this.#report(-1, "a-note");
			return;
		}
		if (record.identifiers[emailIndex] === undefined) {
			this.#counts.withoutAddress++;
			if (this.#refusedRow === row) this.#counts.addressRefused++;
		}
		if (none) {
			this.#seeOtherTable(cells);
			this.#counts.withoutIdentifier++;
			this.#report(-1, "no-identifier");
		} else appendRecord(record, row, this.#lines);
	}

	/** Returns what the rows come to. Throws if they are not as many as the batch was said to have. */
	result(): BatchResult {
		const { batch } = this;
		if (this.#added !== batch.rows + (this.position.moreRows ?? 0))
			throw new Error(`a batch of ${batch.rows} rows parsed into ${this.#added}`);
		return {
			...this.#counts,
			...(this.#otherTable === undefined ? {} : { otherTable: this.#otherTable }),
			...(this.#escapedEnd === undefined ? {} : { escapedEnd: this.#escapedEnd }),
			rows: this.#added - this.#skipped,
			lines: this.out.copy(),
			profileOffsets: Uint32Array.from(this.#lines.profileOffsets),
			profiles: this.#lines.profiles.map(({ categories, relationship, source, records }) => ({
				categories,
				relationship,
				source,
				records,
			})),
			byKind: Object.fromEntries(identifierKinds.map((kind, at) => [kind, this.#lines.byKind[at]])),
			problems: this.#problems,
			columns: this.#columns.counts(),
		};
	}
}
