import type { FoundRecord } from "./types";

/** Found records, each once, with how many of the person's identifiers and statements point to it. */
type Candidate = { record: FoundRecord; identifiers: Set<string>; matches: number };

const keyOf = (record: FoundRecord) => `${record.versionId}:${record.record}`;
/** A record without a name is its own subject: nothing says that two of them are one person's. */
const subjectOf = (record: FoundRecord) => record.subject || keyOf(record);

/**
 * Tells which found records are the person's own. A proven identifier whose records all name one subject is that
 * subject's. One that leads to several subjects (a role mailbox, a household's telephone) is nobody's alone: its records
 * count only where the subject is known from another proven identifier, or where one subject alone is pointed to by more
 * identifiers and statements than the others. Everything else is withheld.
 * In: one entry for each identifier × record. Out: each own and each withheld record once.
 */
export function assignRecords(found: FoundRecord[]): { own: FoundRecord[]; withheld: FoundRecord[] } {
	const records = new Map<string, Candidate>();
	const byIdentifier = new Map<string, Set<Candidate>>();
	for (const record of found) {
		const pointed = records.get(keyOf(record)) ?? { record, identifiers: new Set<string>(), matches: 0 };
		pointed.identifiers.add(record.identifierId);
		pointed.matches = pointed.identifiers.size + (record.statedMatch ? 1 : 0);
		records.set(keyOf(record), pointed);
		byIdentifier.set(record.identifierId, (byIdentifier.get(record.identifierId) ?? new Set()).add(pointed));
	}

	const known = new Set<string>();
	const shared: Candidate[][] = [];
	for (const pointed of byIdentifier.values()) {
		const subjects = subjectsOf([...pointed]);
		if (subjects.size === 1) for (const subject of subjects) known.add(subject);
		else shared.push([...pointed]);
	}
	for (const pointed of shared) {
		const best = Math.max(...pointed.map((each) => each.matches));
		const subjects = subjectsOf(pointed.filter((each) => each.matches === best));
		if (best > 1 && subjects.size === 1) for (const subject of subjects) known.add(subject);
	}

	const all = [...records.values()].map((each) => each.record);
	return {
		own: all.filter((record) => known.has(subjectOf(record))),
		withheld: all.filter((record) => !known.has(subjectOf(record))),
	};
}

function subjectsOf(pointed: Candidate[]): Set<string> {
	return new Set(pointed.map((each) => subjectOf(each.record)));
}
