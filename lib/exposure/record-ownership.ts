import type { FoundRecord } from "./types";

/**
 * A found record, once, with the person's identifiers that match it. `matches` counts those and a matching claim. `named` says
 * whether the record has a name: without one, `subject` is a mark of the row's identifiers.
 */
type Candidate = { record: FoundRecord; subject: string; named: boolean; identifiers: Set<string>; matches: number };

const keyOf = (record: FoundRecord) => `${record.versionId}:${record.record}`;

/** The found records once each, and those that each identifier leads to. */
function candidatesOf(found: readonly FoundRecord[]) {
	const all = new Map<string, Candidate>();
	const byIdentifier = new Map<string, Set<Candidate>>();
	for (const record of found) {
		const key = keyOf(record);
		const candidate = all.get(key) ?? {
			record,
			subject: record.subject || key,
			named: record.categories.includes("name"),
			identifiers: new Set<string>(),
			matches: 0,
		};
		candidate.identifiers.add(record.identifierId);
		candidate.matches = candidate.identifiers.size + (record.statedMatch ? 1 : 0);
		all.set(key, candidate);
		byIdentifier.set(record.identifierId, (byIdentifier.get(record.identifierId) ?? new Set()).add(candidate));
	}
	return { all: [...all.values()], groups: [...byIdentifier.values()].map((group) => [...group]) };
}

const subjectsOf = (candidates: readonly Candidate[]) => new Set(candidates.map(({ subject }) => subject));

/**
 * The records of one identifier that are its owner's because nothing contradicts it: the named ones where they hold one name, and the
 * nameless ones of each table where they agree in their numbers. Empty where the identifier leads to several names.
 */
function uncontradicted(group: readonly Candidate[]): Candidate[] {
	const named = group.filter((candidate) => candidate.named);
	if (subjectsOf(named).size > 1) return [];
	const tables = new Map<string, Candidate[]>();
	for (const candidate of group) {
		if (candidate.named) continue;
		const { versionId } = candidate.record;
		tables.set(versionId, [...(tables.get(versionId) ?? []), candidate]);
	}
	const agreeing = [...tables.values()].filter((table) => subjectsOf(table).size === 1);
	return [...named, ...agreeing.flat()];
}

/**
 * The records of a shared identifier that are one person's by what that person claimed: all, where all hold the membership number;
 * else those of the one subject who is matched by more identifiers and claims than any other. Empty where there is none. A telephone
 * number that all hold opens nothing, because a household shares one.
 */
function bestMatched(group: readonly Candidate[]): readonly Candidate[] {
	if (group.every(({ record }) => record.numberMatch)) return group;
	const best = Math.max(...group.map(({ matches }) => matches));
	const matched = group.filter(({ matches }) => matches === best);
	return best > 1 && subjectsOf(matched).size === 1 ? matched : [];
}

/**
 * Decides which found records are the person's own; the others are withheld.
 *
 * 1. Records of a proven identifier that contradict each other nowhere are one person's. A record without a name goes with the named
 *    one of the same identifier, also in another incident's table. Without any name, records of one table are one person's where
 *    they agree in their numbers.
 * 2. Records of an identifier that leads to several names (a role mailbox, a household's, one that passed to another person) are
 *    withheld unless (a) another proven identifier names the person, (b) one person is matched by more identifiers and claims than
 *    any other, or (c) all of them hold the membership number the person claimed (one person under two surnames).
 *
 * In: one entry for each identifier × record. Out: each own and each withheld record once.
 */
export function assignRecords(found: readonly FoundRecord[]): { own: FoundRecord[]; withheld: FoundRecord[] } {
	const { all, groups } = candidatesOf(found);
	const own = new Set<Candidate>();
	const shared: Candidate[][] = [];
	for (const group of groups) {
		const taken = uncontradicted(group);
		for (const candidate of taken) own.add(candidate);
		if (taken.length < group.length) shared.push(group);
	}
	for (const group of shared) for (const candidate of bestMatched(group)) own.add(candidate);
	const subjects = subjectsOf([...own]);
	const isOwn = (candidate: Candidate) => own.has(candidate) || subjects.has(candidate.subject);
	return {
		own: all.filter(isOwn).map(({ record }) => record),
		withheld: all.filter((candidate) => !isOwn(candidate)).map(({ record }) => record),
	};
}
