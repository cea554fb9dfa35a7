import { compatibleNames, sameFullName } from "../identifiers";
import type { FoundRecord, LookUp } from "./types";

/** How many records of an identifier and version check_person returns at most. */
const mostRecords = 50;

/** A found record once, with all of the person's identifiers that lead to it. `matches` counts those and a matching claim. */
type Candidate = { record: FoundRecord; identifiers: Set<string>; matches: number };

const keyOf = ({ versionId, record }: FoundRecord) => `${versionId}:${record}`;

/** Names whose record an answer shows through which identifier, so that it is known again in a later version of the dataset. */
const shownKey = ({ datasetId, subject }: FoundRecord, identifierId: string) =>
	`${datasetId}:${identifierId}:${subject}`;

/** Returns the keys of the person's own records, to be saved with the answer. */
export function shownKeys(found: readonly FoundRecord[], own: readonly FoundRecord[]): string[] {
	const ownKeys = new Set(own.map(keyOf));
	const shown = found.filter((record) => ownKeys.has(keyOf(record)));
	return [...new Set(shown.map((record) => shownKey(record, record.identifierId)))].sort();
}

const bothDiffer = (one: number | null, other: number | null) => one !== null && other !== null && one !== other;

/**
 * Whether two records cannot be one person's: their names contradict each other; or, in one version, they hold different membership
 * numbers and not the same full name; or both have no name and hold different telephone numbers.
 */
function contradict({ record: one }: Candidate, { record: other }: Candidate): boolean {
	if (!compatibleNames(one.name, other.name)) return true;
	if (one.versionId !== other.versionId || sameFullName(one.name, other.name)) return false;
	const nameless = !one.name && !other.name;
	return (
		bothDiffer(one.numberGroup, other.numberGroup) || (nameless && bothDiffer(one.telephoneGroup, other.telephoneGroup))
	);
}

/** Returns the records if no two of them contradict each other; otherwise none. */
function ifConsistent(candidates: readonly Candidate[]): readonly Candidate[] {
	const contradictory = candidates.some((one, at) => candidates.slice(at + 1).some((other) => contradict(one, other)));
	return contradictory ? [] : candidates;
}

/** The found records once each, and those that each identifier leads to. */
function candidatesOf(found: readonly FoundRecord[]) {
	const all = new Map<string, Candidate>();
	const byIdentifier = new Map<string, Set<Candidate>>();
	for (const record of found) {
		const key = keyOf(record);
		const candidate = all.get(key) ?? { record, identifiers: new Set<string>(), matches: 0 };
		candidate.identifiers.add(record.identifierId);
		candidate.matches = candidate.identifiers.size + (record.claimMatch ? 1 : 0);
		all.set(key, candidate);
		byIdentifier.set(record.identifierId, (byIdentifier.get(record.identifierId) ?? new Set()).add(candidate));
	}
	return { all: [...all.values()], groups: [...byIdentifier.values()].map((group) => [...group]) };
}

/** The records of a group by version. */
function byVersion(group: readonly Candidate[]): Candidate[][] {
	const versions = new Map<string, Candidate[]>();
	for (const candidate of group) {
		const { versionId } = candidate.record;
		versions.set(versionId, [...(versions.get(versionId) ?? []), candidate]);
	}
	return [...versions.values()];
}

/** The records of each version that are matched by the most identifiers and claims, where these are all one person's. */
function bestMatched(group: readonly Candidate[]): readonly Candidate[] {
	const best = byVersion(group).flatMap((version) => {
		const most = Math.max(...version.map(({ matches }) => matches));
		return most > 1 ? version.filter(({ matches }) => matches === most) : [];
	});
	return ifConsistent(best);
}

/**
 * The records of each version in which all hold the membership number the person claimed: one person under two surnames. A telephone
 * number that all hold opens nothing, because a household shares one. Nor do as many records as are looked at, because there may be others.
 */
function allHoldNumber(group: readonly Candidate[]): Candidate[] {
	return byVersion(group)
		.filter((version) => version.length < mostRecords && version.every(({ record }) => record.numberMatch))
		.flat();
}

/**
 * The records that go along with those known to be the person's: they contradict none of them and contradict each record of
 * somebody else. A record that fits both, such as one without a name, is withheld.
 */
function goingAlong(group: readonly Candidate[], own: readonly Candidate[]): Candidate[] {
	if (own.length === 0) return [];
	const others = group.filter((candidate) => own.some((one) => contradict(one, candidate)));
	return group.filter(
		(candidate) => !others.includes(candidate) && others.every((other) => contradict(candidate, other)),
	);
}

/**
 * Whether a version has as many records without a name as are looked at: an address that stands for "none" in many people's rows.
 * Nothing then tells these people from each other but what they claim.
 */
const isPlaceholder = (group: readonly Candidate[]) =>
	byVersion(group).some((version) => version.length >= mostRecords && version.every(({ record }) => !record.name));

/**
 * Decides which found records are the person's own; the others are withheld.
 *
 * 1. Records of a proven identifier that contradict each other nowhere, in any table, are its owner's, unless there are so many
 *    without a name that the address is a placeholder.
 * 2. An identifier whose records contradict each other is shared: a role mailbox, a household's, one that passed to another person.
 *    Of its records those are the person's that (a) the last answer showed them, (b) have the full name that another proven
 *    identifier leads to, (c) are matched by the most identifiers and claims, or (d) all hold the membership number they claimed.
 *    Records that fit these and nobody else go along.
 *
 * In: one entry for each identifier × record, and the saved answers. Out: each own and each withheld record once.
 */
export function assignRecords({ found, saved }: Pick<LookUp, "found" | "saved">): {
	own: FoundRecord[];
	withheld: FoundRecord[];
} {
	const { all, groups } = candidatesOf(found);
	const unshared = groups.filter((group) => !isPlaceholder(group) && ifConsistent(group).length > 0);
	const own = new Set(unshared.flat());
	const known = [...own].map(({ record }) => record.name);
	const shown = new Set([...saved.values()].flatMap((answer) => answer.shown));
	const wasShown = ({ record, identifiers }: Candidate) =>
		[...identifiers].some((identifierId) => shown.has(shownKey(record, identifierId)));
	const decided = groups
		.filter((group) => !unshared.includes(group))
		.flatMap((group) => {
			const certain = [
				...group.filter((candidate) => own.has(candidate) || wasShown(candidate)),
				...ifConsistent(group.filter(({ record }) => known.some((name) => sameFullName(name, record.name)))),
				...bestMatched(group),
				...allHoldNumber(group),
			];
			return isPlaceholder(group) ? certain : [...certain, ...goingAlong(group, certain)];
		});
	for (const candidate of decided) own.add(candidate);
	return {
		own: all.filter((candidate) => own.has(candidate)).map(({ record }) => record),
		withheld: all.filter((candidate) => !own.has(candidate)).map(({ record }) => record),
	};
}
