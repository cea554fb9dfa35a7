import { formatNumber } from "../../format-number";
import { isConsentHeader, isContactRole } from "../mapping/consent-columns";
import { isNameHeader, isUnknownHeader } from "../mapping/header-roles";
import { isOtherPersonHeader } from "../mapping/other-people";
import { isSecretHeader } from "../mapping/password-columns";
import { encodingNames, type Format, isNamePart, type MappedColumn, type ProblemReason, type Report } from "../schema";

/** What was counted in one column of a table. */
export type ColumnFindings = {
	column: MappedColumn;
	/** The number of cells with a value, and of those that look like the hash of a password. */
	nonEmpty: number;
	hashed: number;
	/** Whether most values look like passwords that people chose. */
	passwordLike: boolean;
	/** Whether most values hold an email address. */
	holdsAddresses: boolean;
	/** Whether nearly all values are words with a capital, as names are. */
	holdsWords: boolean;
	/** Whether all rows hold the same value. */
	uniform: boolean;
};

type Findings = Omit<Report, "warnings" | "seconds">;
/** A warning and its condition. */
type Rule<Subject> = { when: (subject: Subject) => boolean; say: (subject: Subject) => string };

const share = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))}%`;

const recordRules: Rule<Findings>[] = [
	{ when: ({ rows }) => rows === 0, say: () => "The file has no rows below the names of its columns." },
	{
		when: ({ rows, records }) => rows > 0 && records === 0,
		say: () => "No row has anything a person can be found by. The columns were probably chosen wrongly.",
	},
];

const rowRules: Rule<Findings>[] = [
	{
		when: ({ rows, withoutIdentifier }) => rows > 0 && withoutIdentifier / rows > 0.1,
		say: ({ rows, withoutIdentifier }) =>
			`${share(withoutIdentifier, rows)} of the rows have nothing a person can be found by.`,
	},
	{
		when: ({ misshapen }) => misshapen > 0,
		say: ({ misshapen }) =>
			`${formatNumber(misshapen)} rows have more cells than the table has columns. Their quotation marks may be broken.`,
	},
	{
		when: ({ rows, duplicates = 0 }) => rows > 20 && duplicates / rows > 0.05,
		say: ({ rows, duplicates = 0 }) => `${share(duplicates, rows)} of the rows repeat an earlier row.`,
	},
	{
		when: ({ rows, records, askedForDetail = 0 }) => rows > 20 && askedForDetail > records * 0.02,
		say: ({ records, askedForDetail = 0 }) =>
			`${share(askedForDetail, records)} of the records share an email address with another person. These people will be asked for one more detail.`,
	},
];

const uniformRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, uniform }) =>
			uniform && column.as !== "ignore" && column.as !== "source" && column.as !== "relationship",
		say: ({ column }) => `Everybody has the same value in the column ${column.header}.`,
	},
];

const isPassword = (column: MappedColumn) => column.as === "category" && column.category === "password";
const mostlyHashed = ({ hashed, nonEmpty }: ColumnFindings) => hashed > nonEmpty / 2;
const secretByHeaderOrHash = (findings: ColumnFindings) =>
	isSecretHeader(findings.column.header) || mostlyHashed(findings);

const passwordRules: Rule<ColumnFindings>[] = [
	{
		when: (findings) => !isPassword(findings.column) && secretByHeaderOrHash(findings),
		say: (findings) =>
			`The column ${findings.column.header} ${mostlyHashed(findings) ? "holds what looks like scrambled passwords" : "looks like passwords or security answers"}, and the mapping does not say so. People would not be told.`,
	},
	{
		when: (findings) =>
			(findings.column.as === "ignore" || findings.column.as === "category") &&
			!isPassword(findings.column) &&
			!secretByHeaderOrHash(findings) &&
			findings.passwordLike,
		say: ({ column }) =>
			`The column ${column.header} holds what may be passwords that people chose, or names that they sign in with. If they are passwords, the mapping must say so, or people would not be told.`,
	},
];

const consentRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, nonEmpty }) => nonEmpty > 0 && isContactRole(column) && isConsentHeader(column.header),
		say: ({ column }) =>
			`The column ${column.header} looks like permissions, and the mapping takes it for addresses or numbers. People would be told that these are in the data.`,
	},
];

const otherPersonRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, nonEmpty }) => nonEmpty > 0 && column.as === "identifier" && isOtherPersonHeader(column.header),
		say: ({ column }) =>
			`The column ${column.header} looks like the addresses or numbers of other people than the rows are about. Whoever owns one would be shown somebody else's record.`,
	},
];

const unusedAddressRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, holdsAddresses }) => holdsAddresses && ["ignore", "name", "category"].includes(column.as),
		say: ({ column }) =>
			`The column ${column.header} holds email addresses, and nobody is found by them. Whoever has an address only there will be told that we found no record.`,
	},
];

/** Whether a column is one of names by its header, or of what may be names under a header that says nothing. */
const mayBeNames = ({ column, holdsWords }: ColumnFindings) =>
	isNameHeader(column.header) || (holdsWords && column.as === "ignore" && isUnknownHeader(column.header));

/** Asked of the columns of a table of which no name is used. */
const unusedNameRules: Rule<ColumnFindings>[] = [
	{
		when: (findings) =>
			findings.nonEmpty > 0 && ["ignore", "category"].includes(findings.column.as) && mayBeNames(findings),
		say: ({ column }) =>
			`The column ${column.header} may be names, and is not used as names. Without names, people who share an email address cannot be told apart. One may be shown what we hold about another.`,
	},
];

const sourceRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, nonEmpty }) => nonEmpty > 0 && column.as === "source" && !column.values,
		say: ({ column }) =>
			`No source is chosen for the column ${column.header}, so nobody is told where the data came from.`,
	},
];

const emptyRules: Rule<ColumnFindings>[] = [
	{
		when: ({ column, nonEmpty }) => column.as === "identifier" && nonEmpty === 0,
		say: ({ column }) => `The column ${column.header} is empty in every row.`,
	},
];

const problemRules: Rule<{ header: string; count: number; nonEmpty: number }>[] = [
	{
		when: ({ count, nonEmpty }) => nonEmpty > 20 && count / nonEmpty > 0.2,
		say: ({ header, count, nonEmpty }) =>
			`${share(count, nonEmpty)} of the values in the column ${header} could not be used. Another column may be meant.`,
	},
];

/** Problems of values that were used all the same. */
const usedAnyway: readonly string[] = [
	"date-as-a-number",
	"unquoted-comma",
	"other-separator",
	"more-than-an-identifier",
	"other-source",
] satisfies ProblemReason[];

const dateOrderRules: Rule<{ header: string; reason: string; count: number }>[] = [
	{
		when: ({ reason }) => reason === ("other-date-order" satisfies ProblemReason),
		say: ({ header, count }) =>
			`${formatNumber(count)} dates in the column ${header} make sense only with the month and the day the other way round. They were left out, and others may have been read wrongly.`,
	},
];

const unclearDateRules: Rule<string>[] = [
	{
		when: () => true,
		say: (header) =>
			`Nothing in the first rows of the column ${header} shows whether the day or the month comes first. The day was taken to come first. If that is wrong, say so in the mapping and import the file again.`,
	},
];

const unclearEncodingRules: Rule<Format>[] = [
	{
		when: ({ unclear }) => unclear !== undefined,
		say: ({ encoding, unclear = [] }) =>
			`Nothing in the file shows which letters are meant. The file was read as ${encodingNames[encoding]}, but it may be ${unclear.map((other) => encodingNames[other]).join(" or ")}. Then people who share an address may be told apart wrongly by their names. If that is wrong, say so in the mapping and import the file again.`,
	},
];

const garbledRules: Rule<Format>[] = [
	{
		when: ({ garbled }) => garbled === true,
		say: ({ encoding }) =>
			`Many words with accents or other special letters make no sense in ${encodingNames[encoding]}. The file is probably in another encoding. Then people who share an address may be told apart wrongly by their names. Choose the encoding in which the names look right, or export the table as UTF-8, and import it again.`,
	},
];

const unknownRules: Rule<readonly string[]>[] = [
	{
		when: (headers) => headers.length > 0,
		say: (headers) => `Nobody has said what these columns hold, so they were ignored: ${headers.join(", ")}.`,
	},
];

const overlapRules: Rule<{ records: number } & NonNullable<Report["elsewhere"]>>[] = [
	{
		when: ({ records, known, tried }) => records > 20 && known > tried * 0.5,
		say: ({ known, tried, dataset }) =>
			`${share(known, tried)} of the addresses and numbers are already in ${dataset}, which people get answers from. This may be the same table twice.`,
	},
];

const changeRules: Rule<{ records: number } & NonNullable<Report["change"]>>[] = [
	{
		when: ({ records, gone, changed, same }) => records > 20 && gone > (changed + same + gone) * 0.5,
		say: ({ versionNumber }) =>
			`More than half of the people of version ${versionNumber} are not in this file. This may be another table.`,
	},
	{
		when: ({ records, changed, same }) => records > 20 && changed + same < records * 0.5,
		say: ({ records, changed, same, versionNumber }) =>
			`Only ${share(changed + same, records)} of the records are in version ${versionNumber} as well. This may be another table.`,
	},
	{
		when: ({ records, changed, added, gone }) => records > 20 && changed === 0 && added === 0 && gone === 0,
		say: ({ versionNumber }) => `This file holds the same as version ${versionNumber}.`,
	},
];

/** Returns the warnings of every rule that applies, subject by subject. */
function warn<Subject>(rules: readonly Rule<Subject>[], ...subjects: Subject[]): string[] {
	return subjects.flatMap((subject) => rules.filter(({ when }) => when(subject)).map(({ say }) => say(subject)));
}

/**
 * Returns what a second person should check before activating a version, as sentences. `unknown` lists columns that the mapping lacks, `unclearDates` those whose dates may have the month first.
 * The most harmful come first: people who are not found, then people who are not told of something, then what only looks odd.
 */
export function warningsOf(
	findings: Findings,
	columns: readonly ColumnFindings[],
	unknown: readonly string[],
	unclearDates: readonly string[] = [],
): string[] {
	const { rows, records, problems, elsewhere, change } = findings;
	const nonEmptyIn = (header: string) => columns.find(({ column }) => column.header === header)?.nonEmpty ?? 0;
	return [
		...warn(recordRules, findings),
		...warn(otherPersonRules, ...columns),
		...warn(unusedAddressRules, ...columns),
		...(columns.some(({ column }) => isNamePart(column)) ? [] : warn(unusedNameRules, ...columns)),
		...(change ? warn(changeRules, { records, ...change }) : []),
		...(elsewhere ? warn(overlapRules, { records, ...elsewhere }) : []),
		...(rows > 0 ? warn(emptyRules, ...columns) : []),
		...warn(
			problemRules,
			...problems
				.filter(({ reason }) => !usedAnyway.includes(reason))
				.map(({ column, count }) => ({ header: column, count, nonEmpty: nonEmptyIn(column) })),
		),
		...warn(dateOrderRules, ...problems.map(({ column, reason, count }) => ({ header: column, reason, count }))),
		...warn(unclearDateRules, ...unclearDates),
		...(findings.format ? warn([...unclearEncodingRules, ...garbledRules], findings.format) : []),
		...warn(rowRules, findings),
		...warn(passwordRules, ...columns),
		...warn(consentRules, ...columns),
		...warn(sourceRules, ...columns),
		...warn(unknownRules, unknown),
		...warn(uniformRules, ...columns),
	];
}
