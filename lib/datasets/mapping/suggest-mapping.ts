import { normalise, normalisePostcode } from "../../identifiers";
import type { Relationship } from "../../incidents/schema";
import { readAddressList, readIdentifiers } from "../reading/cell-identifiers";
import { isNothing, isYes } from "../reading/cell-meaning";
import { cleanCell, looksPersonal } from "../reading/cell-values";
import { holdsDates } from "../reading/date-orders";
import { readDate, readDayNumber, seenDateOrder } from "../reading/dates";
import { isCorrectionHeader } from "../reading/headers";
import type { Preview } from "../reading/preview";
import {
	type ColumnRole,
	type DateOrder,
	isNamePart,
	type MappedColumn,
	type Mapping,
	type ProblemReason,
} from "../schema";
import { isConsentHeader, isContactRole } from "./consent-columns";
import { countValues } from "./frequent-values";
import { category, people, roleFromHeader } from "./header-roles";
import { ignoreOtherPeople, ignoreSecondPeople, isOtherPersonHeader, withOwnersNames } from "./other-people";
import { looksLikeHash, normaliseHeader } from "./password-columns";
import { joinSplitAddresses } from "./split-addresses";

/** Matches values of a relationship column. The first pattern that matches counts. */
const relationshipPatterns: [RegExp, Relationship][] = [
	[/\b(ex|former|lapsed|past|resigned|expired|previous|cancelled)\b/, "former-member"],
	[/\baffiliat/, "affiliated-supporter"],
	[/\bunion\b/, "affiliated-supporter"],
	[/\bsupporter|\bregistered\b|\bfriend\b/, "registered-supporter"],
	[/\bdon(or|ator)|\bgiver\b/, "donor"],
	[/\bvoter|\belector|\bconstituent/, "voter"],
	[/\bstaff|\bemployee|\borganiser|\bworker/, "staff"],
	[/\bmember|\bactive\b|\bcurrent\b|\bfull\b/, "member"],
];

/** Whether a value names a relationship: "Ex-member", "Donor". */
const namesRelationship = (value: string) =>
	value.length <= 40 && relationshipPatterns.some(([pattern]) => pattern.test(value.toLowerCase().replace(/-/g, " ")));

/** The most distinct values of a column that may be relationships or sources. */
export const maxDistinct = 40;

/** Returns the share of values that pass a test, 0 to 1; 0 if there are none. */
const share = (values: readonly string[], test: (value: string) => boolean) =>
	values.length ? values.filter(test).length / values.length : 0;

/**
 * Returns the values that tell whether a column holds identifiers. Of addresses only what has an "@" and stands for somebody: most rows of
 * a column of addresses may say that there is none, in many ways.
 */
const maybeIdentifiers = (kind: "email" | "telephone" | "membership-number", values: readonly string[]) =>
	kind === "email"
		? values.filter(
				(value) =>
					value.includes("@") &&
					readIdentifiers(kind, value).reason !== ("placeholder-address" satisfies ProblemReason),
			)
		: values;

/** Returns the role that nearly all values of a column fit; undefined if there is none. */
function roleFromValues(values: readonly string[]): ColumnRole | undefined {
	// One address is enough: a list may stand on a single line.
	if (share(values, (value) => readAddressList(value).found.length > 0) > 0.6)
		return { as: "identifier", kind: "email" };
	if (values.length < 2) return undefined;
	if (share(values, (value) => normalise("membership-number", value) !== undefined) > 0.8)
		return { as: "identifier", kind: "membership-number" };
	// Foreign postcodes may be figures alone, as the numbers of rows are.
	if (share(values, (value) => /[a-z]/i.test(value) && normalisePostcode(value) !== undefined) > 0.8)
		return { as: "postcode" };
	if (share(values, (value) => /^\+?[\d\s().-]{10,}$/.test(value) && normalise("telephone", value) !== undefined) > 0.8)
		return { as: "identifier", kind: "telephone" };
	if (share(values, looksLikeHash) > 0.8) return category("password");
	return undefined;
}

/** Whether a column says of everybody how they relate to the organisation, whatever its header is. */
const holdsRelationships = (values: readonly string[]) =>
	values.length > 1 && new Set(values).size <= maxDistinct && share(values, namesRelationship) > 0.8;

/** Whether a column holds nothing but answers of yes and no, in any language. Empty cells do not count. */
const isYesOrNo = (rows: readonly (readonly string[])[], at: number) => {
	const values = rows.map((row) => (row[at] ?? "").trim()).filter(Boolean);
	return share(values, (value) => isYes(value) || isNothing(value)) > 0.8;
};

/**
 * Suggests what each value of a relationship column means. Returns at most 50, by the lower-case value. A value that says nothing is
 * a member's in a column such as "Membership type".
 */
export function suggestRelationships(values: readonly string[], header = ""): Record<string, Relationship> {
	const unclear = /\bmember|\baelod/.test(normaliseHeader(header)) ? "member" : "other";
	const distinct = [...new Set(values.map((value) => value.toLowerCase()))].slice(0, 50);
	return Object.fromEntries(
		distinct.map((value) => [
			value,
			relationshipPatterns.find(([pattern]) => pattern.test(value.replace(/-/g, " ")))?.[1] ?? unclear,
		]),
	);
}

/** Suggests a name for each source: the value itself, if the column has so few that they cannot be people's own. */
export function suggestSources(values: readonly string[]): Record<string, string> {
	const counts = countValues(values).filter(({ value }) => !looksPersonal(value));
	if (counts.length > maxDistinct || counts.length * 3 > values.length) return {};
	return Object.fromEntries(counts.map(({ value }) => [value.toLowerCase(), value]));
}

const isDate = (value: string) =>
	(readDate(value) ?? readDate(value, "month-first") ?? readDayNumber(value)) !== undefined;

/** Returns the order that a column's dates show, if they show one. */
function proposedOrder(values: readonly string[]): { dateOrder?: DateOrder } {
	const seen = seenDateOrder(values);
	return seen === "day-first" || seen === "month-first" ? { dateOrder: seen } : {};
}

/** Whether a column that holds something has a header for a role. */
function hasRole(header: string, only: string, rows: readonly (readonly string[])[], at: number): boolean {
	const role = roleFromHeader(header);
	const named = role?.as === "name" ? role.part : role?.as;
	return named === only && rows.some((row) => cleanCell(row[at] ?? "") !== "");
}

/** Whether email addresses in a column are those of the people its rows are about, although its header speaks of something else. */
const mayHoldAddress = (role: ColumnRole | undefined) =>
	role?.as === "name" || (role?.as === "category" && role.category === "postal-address");

const isMembership = (header: string) => /^member(ship)?s?$/.test(normaliseHeader(header));

/** Suggests the role of each column, from its header and its first values. Staff confirm it before an import. */
export function suggestMapping({
	headers,
	rows,
}: Pick<Preview, "headers" | "rows">): Pick<Mapping, "columns" | "relationship" | "source"> {
	const taken = new Set<string>();
	const namesRelationships = headers.some((header) => roleFromHeader(header)?.as === "relationship");
	const columns = headers.map((header, at): MappedColumn => {
		if (isCorrectionHeader(header)) return { header, as: "ignore" };
		const values = rows.map((row) => cleanCell(row[at] ?? "")).filter(Boolean);
		const headerRole = roleFromHeader(header);
		const valueRole = roleFromValues(values);
		// "Ada Invented <ada@example.org>" in a column of names, "PrimarySmtpAddress": without its address nobody is found.
		const holdsAddress = valueRole?.as === "identifier" && valueRole.kind === "email" && mayHoldAddress(headerRole);
		let role =
			(headerRole?.as === "ignore" || holdsAddress ? valueRole : undefined) ??
			headerRole ??
			valueRole ??
			(!namesRelationships && !isOtherPersonHeader(header) && holdsRelationships(values)
				? { as: "relationship" as const, values: {}, otherwise: "other" as const }
				: { as: "ignore" as const });
		// Ignores a header such as "Email consent" if most values are no identifiers.
		if (
			headerRole?.as === "identifier" &&
			values.length &&
			share(
				maybeIdentifiers(headerRole.kind, values),
				(value) => readIdentifiers(headerRole.kind, value).found.length > 0,
			) < 0.3
		)
			role =
				valueRole ??
				category(
					headerRole.kind === "membership-number"
						? "membership"
						: headerRole.kind === "email"
							? "email-address"
							: "telephone-number",
				);
		// A permission to write is no address, and "has an email: Y" is none either.
		const kind = role.as === "identifier" ? role.kind : undefined;
		const holdsIdentifiers = kind && values.some((value) => readIdentifiers(kind, value).found.length > 0);
		if (isContactRole(role) && !holdsIdentifiers && (isConsentHeader(header) || isYesOrNo(rows, at)))
			role = valueRole ?? { as: "ignore" };
		// Whether a date of birth was checked, or a card was sent on that day.
		if (role.as === "category" && role.category === "date-of-birth" && isYesOrNo(rows, at)) role = { as: "ignore" };
		// The numbers of members under "Membership".
		if (isMembership(header) && valueRole?.as === "identifier" && valueRole.kind === "membership-number")
			role = valueRole;
		if (role.as === "since" && share(values, isDate) < 0.5) role = { as: "ignore" };
		if (role.as === "relationship") role = { ...role, values: suggestRelationships(values, header) };
		if (role.as === "source") role = { ...role, values: suggestSources(values) };
		if (holdsDates(role)) role = { ...role, ...proposedOrder(values) };
		// Only one column can be each of these. A second full name is another person's.
		const only = role.as === "name" ? role.part : role.as;
		if (["relationship", "source", "since", "full"].includes(only)) {
			if (taken.has(only)) role = { as: "ignore" };
			// A column that is empty takes nothing from one that is not.
			if (values.length > 0 || rows.length === 0) taken.add(only);
			else if (headers.some((other, later) => later > at && hasRole(other, only, rows, later))) role = { as: "ignore" };
		}
		return { header, ...role };
	});
	const whole = joinSplitAddresses(columns, rows);
	return {
		columns: withFullName(
			withOwnersNames(withMergedNames(ignoreOtherPeople(ignoreSecondPeople(whole), rows), rows)),
			rows,
		),
		relationship: "other",
		source: "",
	};
}

/** Matches a name as people write theirs: two to five words, all but the small ones between them with a capital. */
const personsName = /^\p{Lu}[\p{L}\p{M}'’.-]*(?:,? (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|der|de|la|ap|ferch|bin)){1,4}$/u;

/** Matches headers of what is named as people are, and of other names than somebody's own. */
const notPeople =
	/\bname|compan|organi[sz]|employ|business|school|club|event|file|campaign|product|item|subject|street|road|town|city|county|country|place|location|area|region|district|ward|constituency|venue|job|position|role|occupation|title|status|type|course|book|list/;

/** Whether a column says who somebody is by its header, "Member" or "Attendee", or under any other, and holds names. */
function holdsNames(header: string, values: readonly string[]): boolean {
	const name = normaliseHeader(header);
	const saysWho = new RegExp(`^(?:${people})s?$`).test(name);
	// Under an unknown header names are those that hardly repeat.
	const least = saysWho ? 0.5 : 0.9;
	if (!saysWho && (values.length < 3 || notPeople.test(name) || isOtherPersonHeader(header))) return false;
	return (
		values.length > 1 &&
		new Set(values).size > values.length * least &&
		share(values, (value) => personsName.test(value) && !namesRelationship(value)) > 0.8
	);
}

/**
 * Takes a name that is written out for display, sorting or a label, or a column of names, as the full name, if the table has no other. What
 * somebody is known as is a given name beside a surname alone, which all of a family have.
 */
function withFullName(columns: MappedColumn[], rows: readonly (readonly string[])[]): MappedColumn[] {
	const parts = columns.flatMap((column) => (column.as === "name" && isNamePart(column) ? column.part : []));
	const isLacking = parts.every((part) => part === "family");
	if (!isLacking) return columns;
	const pattern =
		parts.length > 0
			? /^(known (as|by)|preferred( first)?( name)?|nick ?name|alias)$/
			: /^((display|sort|legal|known) (as|name)|(label|mailing|envelope|card) name|name on card|card ?holder|addressee)$/;
	const valuesOf = (at: number) => rows.map((row) => cleanCell(row[at] ?? "")).filter(Boolean);
	const found =
		columns.find(({ header }) => pattern.test(normaliseHeader(header))) ??
		(parts.length > 0
			? undefined
			: columns.find(({ as, header }, at) => as === "ignore" && holdsNames(header, valuesOf(at))));
	const part = parts.length > 0 ? "given" : "full";
	return columns.map((column) => (column === found ? { header: column.header, as: "name", part } : column));
}

/** Matches one part of a name, or two: "Ada", "Mary Ann". */
const namePart = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*)?$/u;

/**
 * Takes a column without a header beside names as their other part: the cell with "Name" or "Surname" was merged over both. So it is with
 * "Name 1" and "Name 2" of one word each.
 */
function withMergedNames(columns: MappedColumn[], rows: readonly (readonly string[])[]): MappedColumn[] {
	const valuesOf = (at: number) => rows.map((row) => cleanCell(row[at] ?? "")).filter(Boolean);
	return columns.map((column, at): MappedColumn => {
		const before = columns[at - 1];
		if (column.as !== "ignore" || !/^Column \d+$|^name ?2$/i.test(column.header) || before?.as !== "name")
			return column;
		if (!isNamePart(before) || columns.some((other) => other !== before && isNamePart(other))) return column;
		const [values, others] = [valuesOf(at), valuesOf(at - 1)];
		const areParts = values.length > rows.length / 2 && share(values, (value) => namePart.test(value)) > 0.8;
		// A whole name stands in one column.
		if (!areParts || share(others, (value) => namePart.test(value) && !value.includes(" ")) < 0.8) return column;
		return { header: column.header, as: "name", part: before.part === "family" ? "given" : "family" };
	});
}
