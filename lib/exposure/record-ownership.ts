import type { DataCategory } from "../data-categories";
import { compatibleNames, hasWords, sameFullName, shareInitialsOnly, shareTwoWords } from "../identifiers";
import type { FoundRecord, LookUp } from "./types";

/** The most records that check_person returns for one identifier and version. */
export const maxRecords = 50;

/** A found record, with all of the person's identifiers that match it. `matches` counts these identifiers and a matching claim. */
type Candidate = { record: FoundRecord; identifiers: Set<string>; matches: number };

const recordKey = ({ versionId, record }: FoundRecord) => `${versionId}:${record}`;

/** Returns a key for a shown record that stays the same in later versions of the dataset: dataset, identifier and subject. */
const shownKey = ({ datasetId, subject }: FoundRecord, identifierId: string) =>
	`${datasetId}:${identifierId}:${subject}`;

/** Returns the keys of the person's own records, to be saved with the answer. */
export function shownKeys(found: readonly FoundRecord[], own: readonly FoundRecord[]): string[] {
	const ownKeys = new Set(own.map(recordKey));
	const shown = found.filter((record) => ownKeys.has(recordKey(record)));
	return [...new Set(shown.map((record) => shownKey(record, record.identifierId)))].sort();
}

/** What tells records from each other. The groups are equal for records of one version that hold the same number. */
type ComparedRecord = Pick<FoundRecord, "versionId" | "name" | "relationship" | "source" | "categories" | "hints"> & {
	numberGroup: number | string | null;
	telephoneGroup: number | string | null;
};

const differ = <T>(one: T | null | undefined, other: T | null | undefined) => Boolean(one && other && one !== other);

/** Whether both records have a masked value of a category, and not the same. Of a date of birth it is the year. */
const hintsDiffer = (one: ComparedRecord, other: ComparedRecord, category: DataCategory) =>
	differ(one.hints.hints[category], other.hints.hints[category]);

/**
 * Whether two records cannot be one person's. In any two tables, names contradict each other. In one version, so do
 * years of birth, whatever the names; membership numbers, unless the full names are the same; telephone numbers, unless the names share
 * two words or one is missing, because an initial or a surname fits several people of a household; and, if neither record has a
 * name, telephone numbers, accounts and documents.
 */
function contradict(one: ComparedRecord, other: ComparedRecord): boolean {
	if (!compatibleNames(one.name, other.name)) return true;
	if (one.versionId !== other.versionId) return false;
	if (hintsDiffer(one, other, "date-of-birth")) return true;
	if (sameFullName(one.name, other.name)) return false;
	if (differ(one.numberGroup, other.numberGroup)) return true;
	const [isNamed, isOtherNamed] = [hasWords(one.name), hasWords(other.name)];
	if (!isNamed && !isOtherNamed)
		return (
			differ(one.telephoneGroup, other.telephoneGroup) ||
			hintsDiffer(one, other, "bank-details") ||
			hintsDiffer(one, other, "identity-document")
		);
	if (!isNamed || !isOtherNamed || shareTwoWords(one.name, other.name)) return false;
	return differ(one.telephoneGroup, other.telephoneGroup);
}

const agree = <T>(one: T | null | undefined, other: T | null | undefined) => Boolean(one && one === other);

/** Everything that an answer shows of a record but its masked name. */
const shownOf = ({ relationship, source, categories, hints }: ComparedRecord) =>
	JSON.stringify([relationship, source, [...categories].sort(), hints.since, { ...hints.hints, name: "" }]);

/**
 * Whether two records of one version may be those of two people of one initial and surname: nothing shows that they are one
 * person's, and an answer would show more of both than of one.
 */
function mayBeTwoPeople(one: ComparedRecord, other: ComparedRecord): boolean {
	if (one.versionId !== other.versionId || !shareInitialsOnly(one.name, other.name)) return false;
	const isOne =
		agree(one.numberGroup, other.numberGroup) ||
		agree(one.telephoneGroup, other.telephoneGroup) ||
		agree(one.hints.hints["date-of-birth"], other.hints.hints["date-of-birth"]);
	return !isOne && shownOf(one) !== shownOf(other);
}

type Test = (one: ComparedRecord, other: ComparedRecord) => boolean;

/** Whether two records are not known to be one person's. */
const tellApart: Test = (one, other) => contradict(one, other) || mayBeTwoPeople(one, other);

/** Whether a test holds for any two of the records. */
const someTwo = (records: readonly ComparedRecord[], test: Test) =>
	records.some((one, at) => records.slice(at + 1).some((other) => test(one, other)));

/**
 * Whether the records of one identifier in one version are not all one person's, so that its owner is asked for a second detail.
 * In: the records in the order in which check_person looks at them, at most `maxRecords`.
 */
export function sharedByPeople(records: readonly ComparedRecord[]): boolean {
	return someTwo(records, tellApart) || (records.length >= maxRecords && records.every(({ name }) => !hasWords(name)));
}

const isConsistent = (candidates: readonly Candidate[], test: Test) =>
	!someTwo(
		candidates.map(({ record }) => record),
		test,
	);

/** Returns the records if no two of them contradict each other; otherwise none. */
function ifConsistent(candidates: readonly Candidate[]): readonly Candidate[] {
	return isConsistent(candidates, tellApart) ? candidates : [];
}

/** Returns each found record once, and in `groups` the records that each identifier matches. */
function candidatesOf(found: readonly FoundRecord[]) {
	const all = new Map<string, Candidate>();
	const byIdentifier = new Map<string, Set<Candidate>>();
	for (const record of found) {
		const key = recordKey(record);
		const candidate = all.get(key) ?? { record, identifiers: new Set<string>(), matches: 0 };
		candidate.identifiers.add(record.identifierId);
		candidate.matches = candidate.identifiers.size + (record.claimMatch ? 1 : 0);
		all.set(key, candidate);
		byIdentifier.set(record.identifierId, (byIdentifier.get(record.identifierId) ?? new Set()).add(candidate));
	}
	return { all: [...all.values()], groups: [...byIdentifier.values()].map((group) => [...group]) };
}

/** Returns the records of a group, one list for each version. */
function byVersion(group: readonly Candidate[]): Candidate[][] {
	const versions = new Map<string, Candidate[]>();
	for (const candidate of group) {
		const { versionId } = candidate.record;
		versions.set(versionId, [...(versions.get(versionId) ?? []), candidate]);
	}
	return [...versions.values()];
}

/**
 * Takes the versions that may name two people of one initial and surname out of a group that names nobody else, each as a group of its
 * own: they take nothing away from what other tables say of the address.
 */
function partInitials(group: readonly Candidate[]): (readonly Candidate[])[] {
	if (!isConsistent(group, contradict)) return [group];
	const versions = byVersion(group);
	const unclear = versions.filter((version) => !isConsistent(version, mayBeTwoPeople));
	const rest = versions.filter((version) => !unclear.includes(version)).flat();
	return rest.length > 0 ? [rest, ...unclear] : unclear;
}

/** Returns the records of each version that the most identifiers and claims match; none if they contradict each other. */
function bestMatched(group: readonly Candidate[]): readonly Candidate[] {
	const best = byVersion(group).flatMap((version) => {
		const maxMatches = Math.max(...version.map(({ matches }) => matches));
		return maxMatches > 1 ? version.filter(({ matches }) => matches === maxMatches) : [];
	});
	return ifConsistent(best);
}

/**
 * Returns the records of each version in which all hold the claimed membership number: one person under two surnames. A claimed
 * telephone number does not count here, because a household shares one. Omits a version with `maxRecords` records, because it may
 * have more that hold another number.
 */
function allHoldNumber(group: readonly Candidate[]): Candidate[] {
	return byVersion(group)
		.filter((version) => version.length < maxRecords && version.every(({ record }) => record.numberMatch))
		.flat();
}

/**
 * Returns the records of a group that contradict none of the person's own records and contradict each record of somebody else.
 * Omits a record that fits both, such as one without a name.
 */
function consistentWith(group: readonly Candidate[], own: readonly Candidate[]): Candidate[] {
	if (own.length === 0) return [];
	const others = group.filter((candidate) => own.some((one) => tellApart(one.record, candidate.record)));
	return group.filter(
		(candidate) => !others.includes(candidate) && others.every((other) => tellApart(candidate.record, other.record)),
	);
}

/**
 * Whether the address of a group is a placeholder that many people's rows hold: a version has `maxRecords` records of it, all
 * without a name. Only a claim can then tell these people apart.
 */
const isPlaceholder = (group: readonly Candidate[]) =>
	byVersion(group).some(
		(version) => version.length >= maxRecords && version.every(({ record }) => !hasWords(record.name)),
	);

/**
 * Decides which found records are the person's own; the others are withheld.
 *
 * 1. Records of a proven identifier that contradict each other nowhere, in any table, are its owner's, unless there are so many
 *    without a name that the address is a placeholder.
 *    Records of one table whose names agree in an initial only, and that differ, count as an identifier of their own that is shared.
 * 2. An identifier whose records contradict each other is shared: a role mailbox, a household's, one that passed to another person.
 *    Of its records those are the person's that (a) the last answer showed them, unless several fit what it showed and contradict each
 *    other, (b) have the full name that another proven identifier matches, (c) are matched by the most identifiers and claims, or (d) all
 *    hold the membership number they claimed. So are records that are consistent with these and with nobody else's.
 *
 * In: one entry for each pair of identifier and record, and the saved answers. Out: each record once.
 */
export function assignRecords({ found, saved }: Pick<LookUp, "found" | "saved">): {
	own: FoundRecord[];
	withheld: FoundRecord[];
} {
	const { all, groups: byIdentifier } = candidatesOf(found);
	const groups = byIdentifier.flatMap(partInitials);
	const unshared = groups.filter((group) => !isPlaceholder(group) && ifConsistent(group).length > 0);
	const own = new Set(unshared.flat());
	const ownNames = [...own].map(({ record }) => record.name);
	const shown = new Set([...saved.values()].flatMap((answer) => answer.shown));
	const hasShownKey = ({ record, identifiers }: Candidate) =>
		[...identifiers].some((identifierId) => shown.has(shownKey(record, identifierId)));
	// A father and a son of one name have one key: a later version may hold the other's record too.
	const wasShown = (candidate: Candidate, _: number, group: readonly Candidate[]) =>
		hasShownKey(candidate) &&
		!group.some(
			(other) =>
				other.record.subject === candidate.record.subject &&
				other.record.datasetId === candidate.record.datasetId &&
				hasShownKey(other) &&
				contradict(candidate.record, other.record),
		);
	const ownOfShared = groups
		.filter((group) => !unshared.includes(group))
		.flatMap((group) => {
			const certain = [
				...group.filter((candidate) => own.has(candidate)),
				...group.filter(wasShown),
				...ifConsistent(group.filter(({ record }) => ownNames.some((name) => sameFullName(name, record.name)))),
				...bestMatched(group),
				...allHoldNumber(group),
			];
			return isPlaceholder(group) ? certain : [...certain, ...consistentWith(group, certain)];
		});
	for (const candidate of ownOfShared) own.add(candidate);
	return {
		own: all.filter((candidate) => own.has(candidate)).map(({ record }) => record),
		withheld: all.filter((candidate) => !own.has(candidate)).map(({ record }) => record),
	};
}
