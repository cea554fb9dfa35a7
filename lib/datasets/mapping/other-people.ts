/** Recognises columns that hold somebody else's address or number: whoever proves it would be shown the record of another person. */
import { type ColumnRole, isNamePart, type MappedColumn } from "../schema";
import { people, roleFromHeader } from "./header-roles";
import { normaliseHeader } from "./password-columns";

const relatives =
	"his|him|her|hers|mr(?! mrs)|mrs(?! ms)|partner|spouse|husband|wife|parent|mother|mum|father|dad|guardian|carer|child|next of kin|nok|emergency|cymar|rhiant|sp sp|rel ind|relation|beneficiary|recipient of|gift to|honoree|in memory of|joint";
const helpers =
	"referr(er|al|ed)|recruit(er|ed)|introduce[rd]|invite[rd]|inviter|sponsor|proposer|seconder|manager|managed|owner|agent|canvasser|organiser|secretary|assistants?|point person|treasurer|assignee|assigned|caseworker|branch|buyer|booker|booked by|purchaser|payer|sender|reply to|cc|bcc|shipping|ship to|delivery|attention|p ?o ?attention|person ?\\d+|fundrais(?:er|ing page owner)|guests?|plus one|companion|host|nominat(?:or|ed by)|their|order";
const otherPerson = new RegExp(`\\b(${relatives}|${helpers})\\b|\\b(?:[a-z]+ed|taken|given) by\\b|^to e ?mail\\b`);

const relative = new RegExp(`\\b(?:${relatives})\\b`);

const ownerIn = (header: string) =>
	otherPerson.exec(normaliseHeader(header.replace(/([a-z])(\d+)(?=[A-Z])/g, "$1 $2 ")))?.[0];

/** Words for one of two people who have columns each. */
const sameOwner: Record<string, string> = {
	him: "his",
	husband: "his",
	mr: "his",
	hers: "her",
	wife: "her",
	mrs: "her",
};

/** Returns whose column a header says that it is, in one word for each of a couple. */
function oneOwnerIn(header: string): string | undefined {
	const owner = ownerIn(header);
	return owner && (sameOwner[owner] ?? owner);
}

/** Whether a header names another person than the one the row is about: "Partner email", "Added by", "Person1FirstName". */
export const isOtherPersonHeader = (header: string) => ownerIn(header) !== undefined;

type NamePart = Extract<ColumnRole, { as: "name" }>["part"];

/** Returns whose name a header says that a column holds, and which part of it: "Her name" is hers. */
function ownersName(header: string): { owner: string; part: NamePart } | undefined {
	const owner = ownerIn(header);
	if (!owner) return undefined;
	const role = roleFromHeader(normaliseHeader(header).replace(owner, "").trim());
	return role?.as === "name" && isNamePart(role) ? { owner: sameOwner[owner] ?? owner, part: role.part } : undefined;
}

const coupleOwners: ReadonlySet<string> = new Set(["his", "her"]);

/**
 * Takes the names of those whose addresses a table has, where no other column holds names: "Her name" beside "Her email". Beside an address
 * that is neither's, "His name" and "Her name" are one name, because the row is both of them.
 */
export function withOwnersNames(columns: readonly MappedColumn[]): MappedColumn[] {
	const names = columns.map(({ as, header }) => (as === "ignore" ? ownersName(header) : undefined));
	const owners = new Set(columns.flatMap((column) => (isAddress(column) ? [oneOwnerIn(column.header)] : [])));
	if (columns.some(isNamePart)) return [...columns];
	const isUsed = (owner: string) => owners.has(owner) || (owners.has(undefined) && coupleOwners.has(owner));
	const isOfTwo = new Set(names.flatMap((name) => (name && isUsed(name.owner) ? [name.owner] : []))).size > 1;
	return columns.map((column, at) => {
		const name = names[at];
		if (!name || !isUsed(name.owner)) return column;
		return { header: column.header, as: "name", part: isOfTwo && name.part === "full" ? "given" : name.part };
	});
}

const oneOfTwo = "adult|applicant|holder|parent|partner|spouse|guardian|person";
const numberWithin = new RegExp(`^(${people}|${oneOfTwo}|name) (\\d) (.+)$`);
const isOneOfTwo = new RegExp(`^(?:${oneOfTwo}) `);

/** Returns a header without its number, and the number: "Surname 2" and "Name (2)" are the second. */
function numbered(header: string): { base: string; number: number } {
	// Pandas counts the second of two alike as "name.1".
	const again = /^(.*)\.(\d)$/.exec(header.trim());
	if (again) return { base: normaliseHeader(again[1] ?? ""), number: Number(again[2]) + 1 };
	const ordinal = /^(?:(primary|main)|secondary|second|2nd) (?=.)/.exec(normaliseHeader(header));
	if (ordinal) return { base: normaliseHeader(header).slice(ordinal[0].length), number: ordinal[1] ? 1 : 2 };
	const ending = /(\d)\)?$/.exec(header.trim())?.[1];
	if (ending) return { base: normaliseHeader(header.replace(/[\s(_-]*\d\)?\s*$/, "")), number: Number(ending) };
	// "Member 2 email".
	const [, whose = "", within, what = ""] = numberWithin.exec(normaliseHeader(header)) ?? [];
	return within ? { base: `${whose} ${what}`, number: Number(within) } : { base: normaliseHeader(header), number: 1 };
}

const wholeOrFamilyName = new RegExp(
	`^(?:(?:${people}|adult|applicant|holder) ?)?(?:sur ?name|last ?name|family ?name|cyfenw|(?:full )?name|enw(?: llawn)?)$|^(?:${people}|adult|applicant|holder)$`,
);

/**
 * Ignores the names and identifiers of a second person of a row ("Surname 2", "Email 2"), because each of the two would be shown a record
 * that is partly the other's. Without a second surname or whole name, a second address is the same person's.
 */
export function ignoreSecondPeople(columns: readonly MappedColumn[]): MappedColumn[] {
	const all = columns.map(({ header }) => numbered(header));
	const isRepeated = (at: number) =>
		(all[at]?.number ?? 1) > 1 && all.slice(0, at).some(({ base }) => base === all[at]?.base);
	const second = new Set(
		all.flatMap(({ base, number }, at) =>
			isRepeated(at) && (wholeOrFamilyName.test(base) || isOneOfTwo.test(base)) ? [number] : [],
		),
	);
	const isTheirs = (column: MappedColumn, at: number) =>
		isRepeated(at) &&
		second.has(all[at]?.number ?? 1) &&
		(column.as === "name" ||
			column.as === "identifier" ||
			(column.as === "category" && column.category === "date-of-birth"));
	const hasAddress = columns.some((column, at) => isAddress(column) && isTheirs(column, at));
	return columns.map((column, at) =>
		hasAddress && isTheirs(column, at) ? { header: column.header, as: "ignore" } : column,
	);
}

/** Below this share of different values, the addresses of a column are those of a few people who look after many. */
const fewOwners = 0.34;
const minRows = 6;

/** Whether the same few addresses stand in most rows of a column. */
function repeats(rows: readonly (readonly string[])[], at: number): boolean {
	const values = rows.map((row) => (row[at] ?? "").trim().toLowerCase()).filter(Boolean);
	return values.length >= minRows && new Set(values).size < values.length * fewOwners;
}

const isRecipient = (header: string) => /\brecipients?\b/.test(normaliseHeader(header));

const addressIn = (row: readonly string[], at: number) => (row[at] ?? "").trim().toLowerCase();
const isAddress = (column: MappedColumn) => column.as === "identifier" && column.kind === "email";

/** Whether nearly all addresses of a column stand in another one, and some of them in another row: whose household or team somebody is in. */
function refersToRows(rows: readonly (readonly string[])[], at: number, other: number): boolean {
	const filled = rows.filter((row) => addressIn(row, at));
	const all = new Set(rows.map((row) => addressIn(row, other)));
	const known = filled.filter((row) => all.has(addressIn(row, at)));
	return known.length > filled.length * 0.8 && known.some((row) => addressIn(row, at) !== addressIn(row, other));
}

/** What a column says of a person, as far as the columns of two people must not be mixed; undefined for others. */
const saysOfPerson = (column: MappedColumn): string | undefined =>
	column.as === "identifier"
		? column.kind
		: isNamePart(column)
			? "name"
			: column.as === "postcode" || (column.as === "category" && column.category === "date-of-birth")
				? column.as
				: undefined;

const namesOne: ReadonlySet<string> = new Set(["full", "given"]);

/**
 * Returns the first of two people who have a column of addresses each, where no other column holds addresses: with "His email" and "Her
 * email" a row is his, because each would be shown what is partly the other's.
 */
function firstOfTwo(columns: readonly MappedColumn[], owners: readonly (string | undefined)[]): string | undefined {
	const withAddress = new Set(columns.flatMap((column, at) => (isAddress(column) ? [owners[at]] : [])));
	if (withAddress.size < 2 || withAddress.has(undefined)) return undefined;
	return owners.find((owner, at) => withAddress.has(owner) && saysOfPerson(columns[at] as MappedColumn) !== undefined);
}

/**
 * Ignores columns of other people's names, addresses and numbers, by header or because few addresses stand in most rows, if another column
 * of that kind is left.
 */
export function ignoreOtherPeople(
	columns: readonly MappedColumn[],
	rows: readonly (readonly string[])[],
): MappedColumn[] {
	// Who is sent something is somebody else beside who gives it, and whoever the row is about beside who bought it.
	const hasOwn = columns.some(
		(column) => isAddress(column) && !oneOwnerIn(column.header) && !isRecipient(column.header),
	);
	const owners = columns.map(
		({ header }) => oneOwnerIn(header) ?? (hasOwn && isRecipient(header) ? "recipient" : undefined),
	);
	const first = firstOfTwo(columns, owners);
	if (first !== undefined) {
		const hasName = columns.some((column, at) => !owners[at] && column.as === "name" && namesOne.has(column.part));
		return columns.map((column, at) =>
			saysOfPerson(column) !== undefined &&
			owners[at] !== undefined &&
			(owners[at] !== first || (column.as === "name" && hasName))
				? { header: column.header, as: "ignore" }
				: column,
		);
	}
	const isReference = (at: number) =>
		columns.some(
			(other, otherAt) =>
				otherAt !== at && isAddress(other) && refersToRows(rows, at, otherAt) && !refersToRows(rows, otherAt, at),
		);
	const isTheirs = columns.map(
		(column, at) =>
			saysOfPerson(column) !== undefined &&
			(owners[at] !== undefined ||
				(column.as === "identifier" && repeats(rows, at)) ||
				(isAddress(column) && isReference(at))),
	);
	const own = new Set(columns.map((column, at) => (isTheirs[at] ? undefined : saysOfPerson(column))));
	// Whoever is found by an address of their own is not told of a relative's number as theirs.
	const isRelatives = ({ as, header }: MappedColumn) =>
		as === "identifier" && own.has("email") && relative.test(normaliseHeader(header));
	return columns.map((column, at) =>
		isTheirs[at] && (own.has(saysOfPerson(column)) || isRelatives(column))
			? { header: column.header, as: "ignore" }
			: column,
	);
}
