import { sealStart } from "../../crypto/seal";
import { writeHints } from "../../exposure/schema";
import { type IdentifierKind, identifierKinds, markBytes } from "../../identifiers";
import type { CopyRows } from "./binary-copy-writer";
import type { ExtractedRecord } from "./extract-record";

/** The columns of a line, in the order they are written. */
export const lineColumns = ["record", "profile", "digest", "hints", "subject", ...identifierKinds.map(columnOf)];

/** The column of exposure.record that holds the identifiers of a kind. */
export function columnOf(kind: IdentifierKind): string {
	return kind.replace("-", "_");
}

/** Relationship, source and categories: what many records share. */
type Profile = Pick<ExtractedRecord, "relationship" | "source"> & { key: string; index: number; records: number };

/** The lines that rows became, and what was counted while they were written. */
type CopyLines = {
	out: CopyRows;
	/** Where in them each profile's number stands. */
	places: number[];
	/** By the number that stands there. */
	profiles: Profile[];
	byCategories: Map<number, Profile[]>;
	/** In the order of identifierKinds: how many identifiers there are. */
	byKind: number[];
};

/** No lines yet, to be written into rows to copy. */
export function newCopyLines(out: CopyRows): CopyLines {
	return { out, places: [], profiles: [], byCategories: new Map(), byKind: identifierKinds.map(() => 0) };
}

function profileOf(
	{ categories, relationship, source }: ExtractedRecord,
	{ profiles, byCategories }: CopyLines,
): Profile {
	const alike = byCategories.get(categories) ?? [];
	if (alike.length === 0) byCategories.set(categories, alike);
	let profile = alike.find((each) => each.relationship === relationship && each.source === source);
	if (!profile) {
		const key = `${categories}\t${relationship}\t${source}`;
		profile = { relationship, source, key, index: profiles.length, records: 0 };
		profiles.push(profile);
		alike.push(profile);
	}
	return profile;
}

/** Writes what is kept of a row: one line, and a further one for each second identifier of a kind. */
export function appendRecord(kept: ExtractedRecord, row: number, written: CopyLines): void {
	const { out, places } = written;
	const profile = profileOf(kept, written);
	profile.records++;
	// Rows name one of a kind nearly always; what more there is takes lines of its own.
	let most = 1;
	for (let at = 0; at < identifierKinds.length; at++) {
		const found = kept.identifiers[at];
		if (found === undefined) continue;
		const count = typeof found === "string" ? 1 : found.sort().length;
		most = Math.max(most, count);
		written.byKind[at] = (written.byKind[at] as number) + count;
	}
	const start = out.length;
	out.row(lineColumns.length).integer(row);
	const place = out.length + 4;
	out.integer(profile.index);
	const digestAt = out.length + 4;
	out.skipBytes(markBytes);
	const sealAt = out.length + 4;
	const length = out.text(sealStart, writeHints(kept.since, kept.hints));
	// Rows without a name are one person's only where they are found by the very same identifiers: two that share a mailbox
	// and differ in their numbers are not.
	if (kept.name) out.shortHash("name", kept.name);
	else out.shortHash("row", JSON.stringify(kept.identifiers));
	const end = out.length;
	writeIdentifiers(kept, 0, out);
	// Over all that is kept: what the profile says, then hints, name and identifiers as they stand in the line; those of further
	// lines go before.
	const before = most > 1 ? `${profile.key}\n${JSON.stringify(kept.identifiers)}` : profile.key;
	out.digest(digestAt, before, sealAt + sealStart);
	places.push(place);
	out.seal("hints", sealAt, length);
	for (let line = 1; line < most; line++) {
		const further = out.length - start;
		out.repeatBytes(start, end);
		writeIdentifiers(kept, line, out);
		places.push(place + further);
	}
}

function writeIdentifiers(kept: ExtractedRecord, line: number, out: CopyRows): void {
	for (let at = 0; at < identifierKinds.length; at++) {
		const found = kept.identifiers[at];
		const one = typeof found === "object" ? found[line] : line === 0 ? found : undefined;
		if (one === undefined) out.null();
		else out.fingerprint(identifierKinds[at] as IdentifierKind, one);
	}
}
