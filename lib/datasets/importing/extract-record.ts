import { type DataCategory, dataCategories } from "../../data-categories";
import { identifierKinds, mailboxOf, maskFor, normaliseName, normalisePostcode } from "../../identifiers";
import type { Relationship } from "../../incidents/schema";
import { meaningsOf } from "../mapping/value-keys";
import { readIdentifiers } from "../reading/cell-identifiers";
import { isNothing, isYes, meaningOf } from "../reading/cell-meaning";
import { cleanCell, cleanName, isRounded, looksPersonal, maybePlaceholder } from "../reading/cell-values";
import { birthPivot } from "../reading/dates";
import { limits, type MappedColumn, type Mapping, type ReportProblem } from "../schema";
import { dateReader, hasHint } from "./category-cells";

/** What is stored of one row. The normalised identifiers are its only plaintext; they become fingerprints at once. */
export type ExtractedRecord = {
	/** The distinct identifiers of each kind, in the order of identifierKinds. A row nearly always has one of a kind. */
	identifiers: (string | string[] | undefined)[];
	/** The normalised full name, which tells people apart; empty if the row has none. */
	name: string;
	relationship: Relationship;
	source: string;
	/** One bit for each data category that holds a value, in the order of dataCategories. */
	categories: number;
	since: string | undefined;
	/** Masked values, in the order of dataCategories. */
	hints: (string | undefined)[];
};

type Plan = { mapping: Mapping; columns: MappedColumn[] };

const categoryIndex = (category: DataCategory) => dataCategories.indexOf(category);
const hintIndex = {
	email: categoryIndex("email-address"),
	telephone: categoryIndex("telephone-number"),
	"membership-number": categoryIndex("membership"),
	name: categoryIndex("name"),
	postcode: categoryIndex("postal-address"),
} as const;
const namePostcodeIndex = identifierKinds.indexOf("name-postcode");

const maskName = maskFor("name");
const maskPostcode = maskFor("postal-address");

/** The record of a row while its cells are read, with the parts of its name. */
type Draft = {
	record: ExtractedRecord;
	nameParts: string[];
	/** One bit for each name part: whether it may be a placeholder, and whether it is a given name. */
	placeholderBits: number;
	givenBits: number;
	fullName: string;
	/** What follows the "@" of the row's address, if the table has it in a column of its own. */
	emailDomain: string;
	/** The postcodes of the row: at home and at work. */
	postcodes: string[] | undefined;
};

/** Reads a cell that is not empty into the draft. `at` is the index of its column. */
type ColumnReader = (draft: Draft, cell: string, at: number, reportProblem: ReportProblem) => void;
type ColumnOf<Role extends MappedColumn["as"]> = Extract<MappedColumn, { as: Role }>;

/** Returns the reader of a column; undefined if its cells are ignored. */
function columnReader(column: MappedColumn): ColumnReader | undefined {
	switch (column.as) {
		case "ignore":
		case "email-domain":
			return undefined;
		case "identifier":
			return identifierReader(column);
		case "name":
			return nameReader(column);
		case "postcode":
			return readPostcode;
		case "category":
			return categoryReader(column);
		case "relationship":
			return relationshipReader(column);
		case "source":
			return sourceReader(column);
		case "since":
			return sinceReader(column);
	}
}

function identifierReader({ kind }: ColumnOf<"identifier">): ColumnReader {
	const index = identifierKinds.indexOf(kind);
	const mask = maskFor(kind);
	return ({ record, emailDomain }, written, at, reportProblem) => {
		const cell = kind === "email" && emailDomain ? withDomain(written, emailDomain) : written;
		const { found, reason } = readIdentifiers(kind, cell);
		if (found.length === 0 && isNothing(written)) return;
		if (reason) reportProblem(at, reason);
		if (reason === "placeholder-address") return;
		for (const identifier of found) addIdentifier(record, index, kind === "email" ? mailboxOf(identifier) : identifier);
		const shown = found.length > 0 ? found.map(mask).join(", ") : mask(cell);
		// The last figures of a rounded number are not its owner's.
		addHint(record, hintIndex[kind], reason === "rounded-by-a-spreadsheet" ? undefined : shown);
	};
}

/** Returns an address from its two halves. An address that is whole stays as it is. */
const withDomain = (cell: string, domain: string) =>
	cell.includes("@") && !cell.endsWith("@") ? cell : `${cell.replace(/@$/, "")}@${domain}`;

function nameReader({ part }: ColumnOf<"name">): ColumnReader | undefined {
	if (part === "title") return undefined;
	if (part === "full")
		return (draft, cell) => {
			draft.fullName = cleanCell(cell);
		};
	return (draft, cell) => {
		const bit = 1 << draft.nameParts.length;
		if (maybePlaceholder(cell)) draft.placeholderBits |= bit;
		if (part === "given") draft.givenBits |= bit;
		draft.nameParts.push(cell);
	};
}

const readPostcode: ColumnReader = (draft, cell, at, reportProblem) => {
	const postcode = normalisePostcode(cell);
	if (postcode) draft.postcodes = draft.postcodes ? [...draft.postcodes, postcode] : [postcode];
	else if (isNothing(cell)) return;
	else reportProblem(at, "not-a-postcode");
	addHint(draft.record, hintIndex.postcode, maskPostcode(cell));
};

function categoryReader({ category, dateOrder, values }: ColumnOf<"category">): ColumnReader {
	const index = categoryIndex(category);
	const mask = maskFor(category);
	const meaningIn = meaningsOf(values);
	if (category === "name") return ({ record }, cell) => addHint(record, index, mask(cell));
	const readDateOf = category === "date-of-birth" ? dateReader(dateOrder, birthPivot) : undefined;
	return ({ record }, cell, at, reportProblem) => {
		const stated = meaningIn(cell);
		const meaning = stated ?? meaningOf(category, cell);
		if (meaning === "nothing") return;
		if (meaning === "held") return addHint(record, index, undefined);
		const date = readDateOf?.(cell, at, reportProblem);
		if (date?.isDefault && !stated) return;
		if (isRounded(cell)) {
			reportProblem(at, "rounded-by-a-spreadsheet");
			return addHint(record, index, undefined);
		}
		addHint(record, index, hasHint(category, cell) ? mask(date?.read ?? cell) : undefined);
	};
}

function relationshipReader({ values, otherwise }: ColumnOf<"relationship">): ColumnReader {
	const meaningIn = meaningsOf(values);
	return ({ record }, cell, at, reportProblem) => {
		const relationship = meaningIn(cell);
		if (!relationship) reportProblem(at, "unknown-relationship");
		record.relationship = relationship ?? otherwise;
	};
}

function sourceReader({ values }: ColumnOf<"source">): ColumnReader {
	const nameOf = meaningsOf(values);
	return ({ record }, cell, at, reportProblem) => {
		const source = nameOf(cell);
		if (source) record.source = source;
		else if (looksPersonal(cell)) reportProblem(at, "not-a-source");
		else if (values) reportProblem(at, "other-source");
	};
}

function sinceReader({ dateOrder, values }: ColumnOf<"since">): ColumnReader {
	const readDateOf = dateReader(dateOrder);
	const meaningIn = meaningsOf(values);
	return ({ record }, cell, at, reportProblem) => {
		const stated = meaningIn(cell);
		if (stated ? stated !== "data" : isNothing(cell) || isYes(cell)) return;
		const { read, isDefault } = readDateOf(cell, at, reportProblem);
		if (stated || !isDefault) record.since = read;
	};
}

/**
 * Returns a function that extracts the record of one row. It reports each cell that cannot be used, by the index of its column.
 */
export function recordExtractor({
	mapping,
	columns,
}: Plan): (cells: readonly string[], reportProblem: ReportProblem) => ExtractedRecord {
	const readers = columns.map((column) => ({
		read: columnReader(column),
		clean: column.as === "name" ? cleanName : cleanCell,
	}));
	const domainAt = columns.findIndex(({ as }) => as === "email-domain");
	return (cells, reportProblem) => {
		const record: ExtractedRecord = {
			identifiers: new Array(identifierKinds.length).fill(undefined),
			name: "",
			relationship: mapping.relationship,
			source: mapping.source,
			categories: 0,
			since: undefined,
			hints: new Array(dataCategories.length).fill(undefined),
		};
		const draft: Draft = {
			record,
			emailDomain: domainAt < 0 ? "" : cleanCell(cells[domainAt] ?? "").replace(/^@/, ""),
			nameParts: [],
			placeholderBits: 0,
			givenBits: 0,
			fullName: "",
			postcodes: undefined,
		};
		for (let at = 0; at < readers.length; at++) {
			const { read, clean } = readers[at] as (typeof readers)[number];
			const raw = cells[at] as string | undefined;
			if (!read || !raw) continue;
			if (raw.length > limits.fieldCharacters) reportProblem(at, "field-too-long");
			else {
				const cell = clean(raw);
				if (cell !== "") read(draft, cell, at, reportProblem);
			}
		}
		addName(draft);
		return record;
	};
}

/** Adds the name, joined from its parts, and the identifier of name and postcode. */
function addName({ record, nameParts, placeholderBits, givenBits, fullName, postcodes }: Draft): void {
	const parts = placeholderBits ? dropPlaceholders(nameParts, placeholderBits, givenBits) : nameParts;
	const name = fullName || parts.join(" ");
	if (!name) return;
	addHint(record, hintIndex.name, maskName(name));
	record.name = normaliseName(name) ?? "";
	if (!postcodes || !record.name) return;
	for (const postcode of postcodes) addIdentifier(record, namePostcodeIndex, `${record.name}, ${postcode}`);
}

/** Adds an identifier at the index of its kind, unless the record has it. */
function addIdentifier({ identifiers }: ExtractedRecord, index: number, normalised: string): void {
	const known = identifiers[index];
	if (known === undefined) identifiers[index] = normalised;
	else if (typeof known !== "string") {
		if (!known.includes(normalised)) known.push(normalised);
	} else if (known !== normalised) identifiers[index] = [known, normalised];
}

/**
 * Removes placeholders from the parts of a name. "Jo", "Null" is Jo Null, and "Nil", "Sharma" is Nil Sharma. "Jo", "None",
 * "Smith" is Jo Smith, since there is another given name. "Null" alone is nobody.
 */
function dropPlaceholders(parts: readonly string[], placeholderBits: number, givenBits: number): readonly string[] {
	if (parts.every((_, at) => placeholderBits & (1 << at))) return [];
	const hasGivenName = givenBits & ~placeholderBits;
	return parts.filter((_, at) => !(placeholderBits & (1 << at)) || !(hasGivenName && givenBits & (1 << at)));
}

/** Sets the bit of a category, also without a hint. Keeps the longer of two hints: "account ending 42" says more than a sort code. */
function addHint(record: ExtractedRecord, index: number, hint: string | undefined): void {
	record.categories |= 1 << index;
	if (hint === undefined) return;
	const known = record.hints[index];
	if (known === undefined || (known !== hint && known.length <= hint.length)) record.hints[index] = hint;
}
