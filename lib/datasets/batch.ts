import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { writeHints } from "../exposure/schema";
import { fingerprintOf, type IdentifierKind, identifierKinds } from "../identifiers";
import { sealInPlace, sealStart } from "../seal";
import { CopyRows } from "./binary-copy";
import { parseAnyRows, properRows } from "./parse";
import { looksHashed, shortestHash } from "./passwords";
import { type KeptRow, keepRow } from "./record";
import type { Encoding, Format, MappedColumn, Mapping, ProblemReason } from "./schema";

/** What every batch of an import shares. `columns` are in the order of the file. */
export type BatchPlan = { mapping: Mapping; columns: MappedColumn[]; format: Format };

/** Whole rows of a file as bytes of its encoding (UTF-16 has become UTF-8). Rows are numbered as a spreadsheet does. */
export type Batch = { bytes: Uint8Array<ArrayBuffer>; firstRow: number; rows: number; encoding: Encoding };

/** A problem of a batch: row, place of the column (-1 for the whole row), reason. */
export type BatchProblem = [row: number, column: number, reason: ProblemReason];

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
	/** By column: how many cells hold a value, and a fingerprint of the one value they all hold, or "" where they differ. */
	filled: number[];
	same: (string | undefined)[];
	/** By column: how many cells look like a password's hash. */
	hashes: number[];
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
	return (
		keepRows(plan, batch, suspect, properRows(text, plan.format)) ??
		(keepRows(plan, batch, suspect, parseAnyRows(text, plan.format)) as BatchResult)
	);
}

/** Row by row, so that no row outlives the next one; undefined where the rows break off. */
function keepRows(
	plan: BatchPlan,
	batch: Batch,
	suspect: boolean,
	rows: Iterable<string[] | undefined>,
): BatchResult | undefined {
	const sinks: Sinks = {
		lines: new CopyRows(batch.rows * 300),
		places: [],
		unsealed: [],
		profiles: new Map(),
		byKind: {},
	};
	const width = plan.columns.length;
	const result = { blankRows: 0, withoutIdentifier: 0, misshapen: 0 };
	const problems: BatchProblem[] = [];
	const filled: number[] = new Array(width).fill(0);
	const only: (string | undefined)[] = new Array(width).fill(undefined);
	const hashes: number[] = new Array(width).fill(0);
	const mixed: boolean[] = new Array(width).fill(false);

	let row = batch.firstRow - 1;
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
			problems.push([row, -1, "other-number-of-columns"]);
			continue;
		}
		for (let at = 0; at < width; at++) {
			const cell = cells[at] as string;
			if (cell === "") continue;
			filled[at] = (filled[at] as number) + 1;
			if (only[at] === undefined) only[at] = cell;
			else if (!mixed[at] && only[at] !== cell) mixed[at] = true;
			if (cell.length >= shortestHash && looksHashed(cell)) hashes[at] = (hashes[at] as number) + 1;
			if (suspect && cell.includes("\ufffd")) problems.push([row, at, "unreadable-characters"]);
		}
		const kept = keepRow(plan, cells, (column, reason) => problems.push([row, column, reason]));
		if (kept.identifiers.length === 0) {
			result.withoutIdentifier++;
			problems.push([row, -1, "no-identifier"]);
			continue;
		}
		writeRow(kept, row, sinks);
	}
	const read = row - batch.firstRow + 1;
	if (read !== batch.rows) throw new Error(`a batch of ${batch.rows} rows parsed into ${read}`);
	const lines = sinks.lines.take();
	for (const { at, length } of sinks.unsealed) sealInPlace("hints", lines, at, length);
	return {
		...result,
		// The header is no row of the table.
		rows: read - (batch.firstRow === 1 ? 1 : 0),
		lines: lines as Uint8Array<ArrayBuffer>,
		profilePlaces: Uint32Array.from(sinks.places),
		profiles: [...sinks.profiles.values()].map(({ key, records }) => [key, records]),
		byKind: sinks.byKind,
		problems,
		filled,
		same: only.map((value, at) =>
			value === undefined ? undefined : mixed[at] ? "" : fingerprintOf("row", value).toString("hex"),
		),
		hashes,
	};
}

type Sinks = {
	lines: CopyRows;
	places: number[];
	/** Hints that lie in the lines, still to be sealed there. */
	unsealed: { at: number; length: number }[];
	profiles: Map<string, { key: string; index: number; records: number }>;
	byKind: BatchResult["byKind"];
};

/** The columns of a line, in the order they are written. */
export const lineColumns = ["record", "profile", "subject", "hints", "digest", ...identifierKinds.map(columnOf)];

/** The column of exposure.record that holds the identifiers of a kind. */
export function columnOf(kind: IdentifierKind): string {
	return kind.replace("-", "_");
}

function writeRow(kept: KeptRow, row: number, sinks: Sinks): void {
	const { lines, places, unsealed, byKind } = sinks;
	// Each identifier once. Rows name one of a kind nearly always; what more there is takes lines of its own.
	let most = 1;
	let known = "";
	const prints: (string | string[] | undefined)[] = [];
	for (let at = 0; at < identifierKinds.length; at++) {
		const kind = identifierKinds[at] as IdentifierKind;
		const found = identifiersOf(kept, kind);
		prints.push(found);
		if (found === undefined) continue;
		const count = typeof found === "string" ? 1 : found.length;
		known += `\n${kind}\t${typeof found === "string" ? found : found.join("\t")}`;
		byKind[kind] = (byKind[kind] ?? 0) + count;
		most = Math.max(most, count);
	}
	const key = profileKey(kept);
	let profile = sinks.profiles.get(key);
	if (!profile) {
		profile = { key, index: sinks.profiles.size, records: 0 };
		sinks.profiles.set(key, profile);
	}
	profile.records++;

	const start = lines.length;
	lines.row(lineColumns.length).integer(row);
	const place = lines.length + 4;
	lines.integer(profile.index);
	// Rows without a name are one person's only where they are found by the very same identifiers: two that share a mailbox
	// and differ in their numbers are not.
	if (kept.name) lines.fingerprint("name", kept.name);
	else lines.fingerprint("row", known);
	const sealAt = lines.length + 4;
	const length = lines.text(sealStart, writeHints(kept));
	lines.fingerprint("row", `${key}\n${kept.name}${known}\n\n`, sealAt + sealStart, lines.length);
	const end = lines.length;
	for (let line = 0; line < most; line++) {
		const further = line === 0 ? 0 : lines.length - start;
		if (line > 0) lines.again(start, end);
		places.push(place + further);
		unsealed.push({ at: sealAt + further, length });
		for (let at = 0; at < identifierKinds.length; at++) {
			const found = prints[at];
			const one = typeof found === "string" ? (line === 0 ? found : undefined) : found?.[line];
			if (one === undefined) lines.null();
			else lines.fingerprint(identifierKinds[at] as IdentifierKind, one);
		}
	}
}

/** The identifiers of a kind in a row, each once: one, or several in order. */
function identifiersOf(kept: KeptRow, kind: IdentifierKind): string | string[] | undefined {
	let found: string | undefined;
	let all: string[] | undefined;
	for (const one of kept.identifiers) {
		if (one.kind !== kind) continue;
		if (found === undefined) found = one.normalised;
		else if (all) all.push(one.normalised);
		else if (found !== one.normalised) all = [found, one.normalised];
	}
	return all ? [...new Set(all)].sort() : found;
}
