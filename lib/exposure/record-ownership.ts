import type { FoundRecord } from "./types";

/** A found record with the person's identifiers that match it. `matches` counts those and a matching claim. */
type Candidate = { record: FoundRecord; identifiers: Set<string>; matches: number };

const keyOf = (record: FoundRecord) => `${record.versionId}:${record.record}`;
/** The person a record is of. A record without a name is its own subject, because nothing says that two are one person's. */
const subjectOf = (record: FoundRecord) => record.subject || keyOf(record);

/**
 * Decides which found records are the person's own. If all records of a proven identifier name one subject, they are that
 * subject's. If an identifier matches several subjects (a role mailbox, a household's telephone), its records are withheld
 * unless (1) another proven identifier names the subject, or (2) one subject is matched by more identifiers and claims than
 * any other.
 * In: one entry for each identifier × record. Out: each own and each withheld record once.
 */
export function assignRecords(found: FoundRecord[]): { own: FoundRecord[]; withheld: FoundRecord[] } {
	const records = new Map<string, Candidate>();
	const byIdentifier = new Map<string, Set<Candidate>>();
	for (const record of found) {
		const candidate = records.get(keyOf(record)) ?? { record, identifiers: new Set<string>(), matches: 0 };
		candidate.identifiers.add(record.identifierId);
		candidate.matches = candidate.identifiers.size + (record.statedMatch ? 1 : 0);
		records.set(keyOf(record), candidate);
		byIdentifier.set(record.identifierId, (byIdentifier.get(record.identifierId) ?? new Set()).add(candidate));
	}

	const known = new Set<string>();
	const shared: Candidate[][] = [];
	for (const candidates of byIdentifier.values()) {
		const subjects = subjectsOf([...candidates]);
		if (subjects.size === 1) for (const subject of subjects) known.add(subject);
		else shared.push([...candidates]);
	}
	for (const candidates of shared) {
		const best = Math.max(...candidates.map(({ matches }) => matches));
		const subjects = subjectsOf(candidates.filter(({ matches }) => matches === best));
		if (best > 1 && subjects.size === 1) for (const subject of subjects) known.add(subject);
	}

	const all = [...records.values()].map(({ record }) => record);
	return {
		own: all.filter((record) => known.has(subjectOf(record))),
		withheld: all.filter((record) => !known.has(subjectOf(record))),
	};
}

function subjectsOf(candidates: Candidate[]): Set<string> {
	return new Set(candidates.map(({ record }) => subjectOf(record)));
}
