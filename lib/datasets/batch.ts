import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { RecordHints } from "../exposure/schema";
import { fingerprintHex, type IdentifierKind } from "../identifiers";
import { seal } from "../seal";
import { CopyRows } from "./binary-copy";
import { parseRows } from "./parse";
import { type KeptRow, keepRow } from "./record";
import type { Encoding, Format, MappedColumn, Mapping, ProblemReason } from "./schema";

/** What every batch of an import shares. `columns` are in the order of the file. */
export type BatchPlan = { mapping: Mapping; columns: MappedColumn[]; format: Format };

/** Whole rows of a file as bytes of its encoding (UTF-16 has become UTF-8). Rows are numbered as a spreadsheet does. */
export type Batch = { bytes: Uint8Array<ArrayBuffer>; firstRow: number; rows: number; encoding: Encoding };

/** A problem of a batch: row, place of the column (-1 for the whole row), reason. */
export type BatchProblem = [row: number, column: number, reason: ProblemReason];

/** What a batch became: rows ready to copy, and what the flight check counts. */
export type BatchResult = {
	rows: number;
	identifiers: Uint8Array<ArrayBuffer>;
	records: Uint8Array<ArrayBuffer>;
	/** Where in `records` each profile's number stands; it holds an index into `profiles` until the importer writes the true one. */
	profilePlaces: Uint32Array<ArrayBuffer>;
	profiles: string[];
	blankRows: number;
	withoutIdentifier: number;
	misshapen: number;
	byKind: Partial<Record<IdentifierKind, number>>;
	problems: BatchProblem[];
	/** By column: how many cells hold a value, and a fingerprint of the one value they all hold, or "" where they differ. */
	filled: number[];
	same: (string | undefined)[];
};

/** Relationship, source and categories: what many records share. */
export function profileKey(row: Pick<KeptRow, "relationship" | "source" | "categories">): string {
	return `${row.categories}\t${row.relationship}\t${row.source}`;
}

function decode(batch: Batch): { text: Buffer; suspect: boolean } {
	const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
	if (batch.encoding === "windows-1252")
		return { text: Buffer.from(iconv.decode(bytes, "windows-1252")), suspect: false };
	return { text: bytes, suspect: !isUtf8(bytes) };
}

/** Turns rows into fingerprints and sealed hints. Pure but for the random nonces of the seals. */
export function keepBatch(plan: BatchPlan, batch: Batch): BatchResult {
	const { text, suspect } = decode(batch);
	const rows = parseRows(text, plan.format);
	if (rows.length !== batch.rows) throw new Error(`a batch of ${batch.rows} rows parsed into ${rows.length}`);
	const identifiers = new CopyRows(rows.length * 96);
	const records = new CopyRows(rows.length * 192);
	const places: number[] = [];
	const profiles = new Map<string, number>();
	const width = plan.columns.length;
	const result = { blankRows: 0, withoutIdentifier: 0, misshapen: 0, byKind: {} as BatchResult["byKind"] };
	const problems: BatchProblem[] = [];
	const filled: number[] = new Array(width).fill(0);
	const only: (string | undefined)[] = new Array(width).fill(undefined);
	const mixed: boolean[] = new Array(width).fill(false);

	for (let index = 0; index < rows.length; index++) {
		const cells = rows[index] as string[];
		const row = batch.firstRow + index;
		if (row === 1) continue; // the header
		if (cells.every((cell) => cell === "")) {
			result.blankRows++;
			continue;
		}
		if (cells.length !== width) {
			result.misshapen++;
			problems.push([row, -1, "other-number-of-columns"]);
			continue;
		}
		for (let at = 0; at < width; at++) {
			const cell = cells[at] as string;
			if (cell === "") continue;
			filled[at] = (filled[at] as number) + 1;
			if (only[at] === undefined) only[at] = cell;
			else if (!mixed[at] && only[at] !== cell) mixed[at] = true;
			if (suspect && cell.includes("\ufffd")) problems.push([row, at, "unreadable-characters"]);
		}
		const kept = keepRow(plan, cells, (column, reason) => problems.push([row, column, reason]));
		if (kept.identifiers.length === 0) {
			result.withoutIdentifier++;
			problems.push([row, -1, "no-identifier"]);
			continue;
		}
		writeRow(kept, row, { identifiers, records, places, profiles, byKind: result.byKind });
	}
	return {
		...result,
		// The header is no row of the table.
		rows: rows.length - (batch.firstRow === 1 ? 1 : 0),
		identifiers: identifiers.take() as Uint8Array<ArrayBuffer>,
		records: records.take() as Uint8Array<ArrayBuffer>,
		profilePlaces: Uint32Array.from(places),
		profiles: [...profiles.keys()],
		problems,
		filled,
		same: only.map((value, at) => (value === undefined ? undefined : mixed[at] ? "" : fingerprintHex("row", value))),
	};
}

type Sinks = {
	identifiers: CopyRows;
	records: CopyRows;
	places: number[];
	profiles: Map<string, number>;
	byKind: BatchResult["byKind"];
};

function writeRow(kept: KeptRow, row: number, sinks: Sinks): void {
	const written: string[] = [];
	for (const { kind, normalised } of kept.identifiers) {
		const mark = `${kind}\t${normalised}`;
		if (written.includes(mark)) continue;
		written.push(mark);
		const print = fingerprintHex(kind, normalised);
		sinks.identifiers.row(2).hex(print).integer(row);
		sinks.byKind[kind] = (sinks.byKind[kind] ?? 0) + 1;
	}
	const key = profileKey(kept);
	let profile = sinks.profiles.get(key);
	if (profile === undefined) {
		profile = sinks.profiles.size;
		sinks.profiles.set(key, profile);
	}
	const hints: RecordHints = { ...(kept.since ? { since: kept.since } : {}), hints: kept.hints };
	const said = JSON.stringify(hints);
	sinks.records.row(5).integer(row);
	sinks.places.push(sinks.records.length + 4);
	// Rows without a name are one person's only where they are found by the very same identifiers: two that share a mailbox
	// and differ in their numbers are not.
	written.sort();
	sinks.records
		.integer(profile)
		.hex(kept.name ? fingerprintHex("name", kept.name) : fingerprintHex("row", written.join("\n")))
		.hex(fingerprintHex("row", [key, said, kept.name, ...written].join("\n")))
		.bytes(seal("hints", said));
}
