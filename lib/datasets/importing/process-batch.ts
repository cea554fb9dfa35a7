import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { type IdentifierKind, identifierKinds, markOf } from "../../identifiers";
import { looksChosen, looksHashed, shortestHash } from "../mapping/password-columns";
import { lenientRows, strictRows } from "../reading/csv-rows";
import type { Batch } from "../reading/split-batches";
import type { Format, MappedColumn, Mapping, ProblemReason } from "../schema";
import { CopyRows } from "./binary-copy-writer";
import { appendRecord, newCopyLines } from "./copy-lines";
import { rowReader } from "./extract-record";

/** What every batch of an import shares. `columns` are in the order of the file. */
export type BatchPlan = { mapping: Mapping; columns: MappedColumn[]; format: Format };

/** A problem of a batch: row, place of the column (-1 for the whole row), reason. */
type BatchProblem = [row: number, column: number, reason: ProblemReason];

/** What a batch became: lines ready to copy, and what the flight check counts. */
export type BatchResult = {
	rows: number;
	/** One line for each record, and a further one for each second address or number of a kind. */
	lines: Uint8Array<ArrayBuffer>;
	/** Where in `lines` each profile's number stands; it holds an index into `profiles` until the importer writes the true one. */
	profilePlaces: Uint32Array<ArrayBuffer>;
	/** Each profile, and how many records have it. */
	profiles: [key: string, records: number][];
	blankRows: number;
	withoutIdentifier: number;
	misshapen: number;
	byKind: Partial<Record<IdentifierKind, number>>;
	problems: BatchProblem[];
	/** By column: how many cells hold a value, and a mark of the one value they all hold, or "" where they differ. */
	filled: number[];
	same: (string | undefined)[];
	/** By column: how many cells look like a password's hash. */
	hashes: number[];
	/** By column, of the batch's first rows: how many cells hold a value, and how many of those look like a password somebody chose. */
	tried: number[];
	chosen: number[];
};

function decode(batch: Batch): { text: Buffer; suspect: boolean } {
	const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
	if (batch.encoding === "windows-1252")
		return { text: Buffer.from(iconv.decode(bytes, "windows-1252")), suspect: false };
	return { text: bytes, suspect: !isUtf8(bytes) };
}

/** Turns rows into fingerprints and sealed hints. Pure but for the random nonces of the seals. */
export function processBatch(plan: BatchPlan, batch: Batch): BatchResult {
	const { text, suspect } = decode(batch);
	const lines = new CopyRows(batch.rows * 300);
	try {
		return (
			processRows(plan, batch, suspect, strictRows(text, plan.format), lines) ??
			(processRows(plan, batch, suspect, lenientRows(text, plan.format), lines) as BatchResult)
		);
	} finally {
		lines.free();
	}
}

/** In so many rows of a batch each cell is looked at for passwords: a share does not need all of millions. */
const triedRows = 50;

/** Row by row, so that no row outlives the next one; undefined where the rows break off. */
function processRows(
	plan: BatchPlan,
	batch: Batch,
	suspect: boolean,
	rows: Iterable<string[] | undefined>,
	rowsOut: CopyRows,
): BatchResult | undefined {
	rowsOut.clear();
	const written = newCopyLines(rowsOut);
	const extractRow = rowReader(plan);
	const width = plan.columns.length;
	const result = { blankRows: 0, withoutIdentifier: 0, misshapen: 0 };
	const problems: BatchProblem[] = [];
	const filled = new Uint32Array(width);
	const only: (string | undefined)[] = new Array(width).fill(undefined);
	const hashes = new Uint32Array(width);
	const tried = new Uint32Array(width);
	const chosen = new Uint32Array(width);
	const mixed = new Uint8Array(width);

	let row = batch.firstRow - 1;
	const reportProblem = (column: number, reason: ProblemReason) => problems.push([row, column, reason]);
	for (const cells of rows) {
		if (!cells) return undefined;
		row++;
		if (row === 1) continue; // the header
		if (cells.every((cell) => cell === "")) {
			result.blankRows++;
			continue;
		}
		if (cells.length !== width) {
			result.misshapen++;
			reportProblem(-1, "other-number-of-columns");
			continue;
		}
		for (let at = 0; at < width; at++) {
			const cell = cells[at] as string;
			if (cell === "") continue;
			filled[at] = (filled[at] as number) + 1;
			if (!mixed[at]) {
				if (only[at] === undefined) only[at] = cell;
				else if (only[at] !== cell) mixed[at] = 1;
			}
			if (cell.length >= shortestHash && looksHashed(cell)) hashes[at] = (hashes[at] as number) + 1;
			if (row < batch.firstRow + triedRows) {
				tried[at] = (tried[at] as number) + 1;
				if (looksChosen(cell)) chosen[at] = (chosen[at] as number) + 1;
			}
			if (suspect && cell.includes("\ufffd")) reportProblem(at, "unreadable-characters");
		}
		const kept = extractRow(cells, reportProblem);
		if (kept.identifiers.every((each) => each === undefined)) {
			result.withoutIdentifier++;
			reportProblem(-1, "no-identifier");
			continue;
		}
		appendRecord(kept, row, written);
	}
	const read = row - batch.firstRow + 1;
	if (read !== batch.rows) throw new Error(`a batch of ${batch.rows} rows parsed into ${read}`);
	return {
		...result,
		// The header is no row of the table.
		rows: read - (batch.firstRow === 1 ? 1 : 0),
		lines: rowsOut.copy(),
		profilePlaces: Uint32Array.from(written.places),
		profiles: written.profiles.map(({ key, records }) => [key, records]),
		byKind: Object.fromEntries(identifierKinds.map((kind, at) => [kind, written.byKind[at]])),
		problems,
		filled: [...filled],
		same: only.map((value, at) =>
			value === undefined ? undefined : mixed[at] ? "" : markOf("row", value).toString("hex"),
		),
		hashes: [...hashes],
		tried: [...tried],
		chosen: [...chosen],
	};
}
