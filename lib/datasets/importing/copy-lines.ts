import { sealStart } from "../../crypto/seal";
import { writeHints } from "../../exposure/schema";
import { type IdentifierKind, identifierKinds, markBytes, nameMarks } from "../../identifiers";
import { identifierColumn } from "../schema";
import type { BinaryCopyWriter } from "./binary-copy-writer";
import type { ExtractedRecord } from "./record-fields";

/** The columns of a line in order. */
export const lineColumns = [
	"record",
	"profile",
	"digest",
	"hints",
	"subject",
	...identifierKinds.map(identifierColumn),
];

/** The categories, relationship and source that many records share. `categories` has a bit for each data category. */
export type Profile = Pick<ExtractedRecord, "categories" | "relationship" | "source"> & { records: number };

/** A profile while a batch is written. `digestText` is its part of each record's digest. */
type BatchProfile = Profile & { index: number; digestText: string };

/** The lines of a batch and their counts. */
type CopyLines = {
	out: BinaryCopyWriter;
	/** The offsets in `out` of each profile index. */
	profileOffsets: number[];
	/** In the order of their index. */
	profiles: BatchProfile[];
	byCategories: Map<number, BatchProfile[]>;
	/** The number of identifiers of each kind, in the order of identifierKinds. */
	byKind: number[];
};

/** Creates an empty set of COPY lines that is written to `out`. */
export function newCopyLines(out: BinaryCopyWriter): CopyLines {
	return { out, profileOffsets: [], profiles: [], byCategories: new Map(), byKind: identifierKinds.map(() => 0) };
}

function profileOf(
	{ categories, relationship, source }: ExtractedRecord,
	{ profiles, byCategories }: CopyLines,
): BatchProfile {
	const candidates = byCategories.get(categories) ?? [];
	if (candidates.length === 0) byCategories.set(categories, candidates);
	let profile = candidates.find((other) => other.relationship === relationship && other.source === source);
	if (!profile) {
		const digestText = `${categories}\t${relationship}\t${source}`;
		profile = { categories, relationship, source, digestText, index: profiles.length, records: 0 };
		profiles.push(profile);
		candidates.push(profile);
	}
	return profile;
}

/** Appends a record as one line, with a further line for each second identifier of a kind. `row` is its row in the file. */
export function appendRecord(record: ExtractedRecord, row: number, lines: CopyLines): void {
	const { out, profileOffsets } = lines;
	const profile = profileOf(record, lines);
	profile.records++;
	let lineCount = 1;
	for (let at = 0; at < identifierKinds.length; at++) {
		const found = record.identifiers[at];
		if (found === undefined) continue;
		const count = typeof found === "string" ? 1 : found.sort().length;
		lineCount = Math.max(lineCount, count);
		lines.byKind[at] = (lines.byKind[at] as number) + count;
	}
	const start = out.length;
	out.row(lineColumns.length).integer(row);
	const profileAt = out.length + 4;
	out.integer(profile.index);
	const digestAt = out.length + 4;
	out.skipBytes(markBytes);
	const sealAt = out.length + 4;
	const length = out.text(sealStart, writeHints(record.since, record.hints, nameMarks(record.name, record.title)));
	// The subject lets SQL return one record of each name before a second of any. Without a name it is a hash of all identifiers.
	if (record.name) out.shortHash("name", record.name);
	else out.shortHash("row", JSON.stringify(record.identifiers));
	const end = out.length;
	writeIdentifiers(record, 0, out);
	// The digest covers the profile, the identifiers of further lines, and the bytes of this line from the hints on.
	const text = lineCount > 1 ? `${profile.digestText}\n${JSON.stringify(record.identifiers)}` : profile.digestText;
	out.digest(digestAt, text, sealAt + sealStart);
	profileOffsets.push(profileAt);
	out.seal("hints", sealAt, length);
	for (let line = 1; line < lineCount; line++) {
		const further = out.length - start;
		out.repeatBytes(start, end);
		writeIdentifiers(record, line, out);
		profileOffsets.push(profileAt + further);
	}
}

function writeIdentifiers(record: ExtractedRecord, line: number, out: BinaryCopyWriter): void {
	for (let at = 0; at < identifierKinds.length; at++) {
		const found = record.identifiers[at];
		const identifier = typeof found === "object" ? found[line] : line === 0 ? found : undefined;
		if (identifier === undefined) out.null();
		else out.fingerprint(identifierKinds[at] as IdentifierKind, identifier);
	}
}
