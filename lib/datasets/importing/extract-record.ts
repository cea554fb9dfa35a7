import type { CountryCode } from "libphonenumber-js/min";
import { dataCategories } from "../../data-categories";
import { identifierKinds, mailboxOf, maskFor, normalisePostcode } from "../../identifiers";
import { foreignCountryIn, isCountryHeader } from "../mapping/country-names";
import { meaningsOf } from "../mapping/value-keys";
import { readAddressList, readIdentifiers, readOtherKind, withDomain } from "../reading/cell-identifiers";
import { isNothing, isYes, meaningOf } from "../reading/cell-meaning";
import { cleanCell, cleanName, isRounded, looksPersonal, maybePlaceholder } from "../reading/cell-values";
import { birthPivot } from "../reading/dates";
import { titleOfGender } from "../reading/gender-cells";
import { limits, type MappedColumn, type Mapping, type ProblemReason, type ReportProblem } from "../schema";
import { dateReader, hasHint, remembered } from "./category-cells";
import { addHint, addIdentifier, categoryIndex, type ExtractedRecord, hintIndex } from "./record-fields";
import { addName, type NamedDraft, partLostSpace } from "./record-name";

type Plan = { mapping: Mapping; columns: MappedColumn[] };

const emailIndex = identifierKinds.indexOf("email");

const maskPostcode = maskFor("postal-address");

/** The record of a row while its cells are read, with the parts of its name. */
type Draft = NamedDraft & {
	/** What follows the "@" of the row's address, if the table has it in a column of its own. */
	emailDomain: string;
	/** The country in which the row says that its owner lives, if it is not the organisation's. */
	country: CountryCode | undefined;
	/** What stands in a cell of another kind: a number among addresses, or an address among numbers. */
	strays: { kind: "email" | "telephone"; found: string[] }[];
	/** Whether the table is a list of addresses. */
	isList: boolean;
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
	const maskNormalised = maskFor(kind, true);
	return ({ record, emailDomain, country, strays, isList }, written, at, reportProblem) => {
		const cell = kind === "email" && emailDomain ? withDomain(written, emailDomain) : written;
		const { found, reason } = isList ? readAddressList(cell) : readIdentifiers(kind, cell, country);
		if (found.length === 1 && reason === undefined) {
			const [only = ""] = found;
			addIdentifier(record, index, kind === "email" ? mailboxOf(only) : only);
			return addHint(record, hintIndex[kind], maskNormalised(only));
		}
		if (found.length === 0 && isNothing(written)) return;
		if (reason) reportProblem(at, reason);
		if (reason === "placeholder-address") return;
		if (reason && kind !== "membership-number") {
			const other = kind === "email" ? "telephone" : "email";
			const stray = readOtherKind(other, cell);
			if (stray.length > 0) strays.push({ kind: other, found: stray });
			// A number in place of an address says nothing of an address.
			if (stray.length > 0 && found.length === 0) return;
		}
		for (const identifier of found) addIdentifier(record, index, kind === "email" ? mailboxOf(identifier) : identifier);
		// A number read as two countries' is one.
		const masks = kind === "telephone" && country ? [...new Set(found.map(mask))] : found.map(mask);
		const shown = masks.length > 0 ? masks.join(", ") : mask(cell);
		// The last figures of a rounded number are not its owner's.
		addHint(record, hintIndex[kind], reason === "rounded-by-a-spreadsheet" ? undefined : shown);
	};
}

/**
 * Adds what stood in cells of another kind, if the row has none of its kind: "07700 900001 / ada@example.org" in a column of numbers. Beside
 * an address of its own, another may be somebody else's.
 */
function addStrays({ record, strays }: Draft): void {
	for (const { kind, found } of strays) {
		const index = identifierKinds.indexOf(kind);
		if (record.identifiers[index] !== undefined) continue;
		for (const identifier of found) addIdentifier(record, index, kind === "email" ? mailboxOf(identifier) : identifier);
		addHint(record, hintIndex[kind], found.map(maskFor(kind)).join(", "));
	}
}

function nameReader({ part }: ColumnOf<"name">): ColumnReader | undefined {
	if (part === "title")
		return ({ record }, cell) => {
			record.title = record.title ? `${record.title} ${cell}` : cell;
		};
	if (part === "gender")
		return ({ record }, cell) => {
			const title = titleOfGender(cell);
			if (title) record.title = record.title ? `${record.title} ${title}` : title;
		};
	if (part === "full")
		return (draft, cell) => {
			draft.fullName = partLostSpace(cleanCell(cell));
		};
	return (draft, cell) => {
		const bit = 1 << draft.nameParts.length;
		if (maybePlaceholder(cell)) draft.placeholderBits |= bit;
		if (part === "given") draft.givenBits |= bit;
		draft.nameParts.push(cell);
	};
}

/** Matches a British postcode among words: "Leeds LS1 4AP", "JE2 3AB Jersey". */
const postcodeAmongWords = /^[^\d]*?(?<![a-z\d])([a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?![a-z\d])[^\d]*$/i;

function readPostcodeAmongWords(cell: string): string | undefined {
	const among = cell.length > 40 ? undefined : postcodeAmongWords.exec(cell)?.[1];
	return among && normalisePostcode(among);
}

const readPostcode: ColumnReader = (draft, cell, at, reportProblem) => {
	const read = normalisePostcode(cell) ?? readPostcodeAmongWords(cell);
	// Zeros have the shape of a foreign postcode.
	const postcode = read && /[^0]/.test(read) ? read : undefined;
	if (postcode) draft.postcodes = draft.postcodes ? [...draft.postcodes, postcode] : [postcode];
	else if (isNothing(cell)) return;
	else reportProblem(at, "not-a-postcode");
	addHint(draft.record, hintIndex.postcode, maskPostcode(cell));
};

/** What a cell says: whether something is held, the hint or the date of it, and what is wrong with the cell. */
type ReadCell = { isHeld: boolean; text?: string | undefined; problems?: ProblemReason[] | undefined };

function categoryReader({ category, dateOrder, values }: ColumnOf<"category">): ColumnReader {
	const index = categoryIndex(category);
	const mask = maskFor(category);
	const meaningIn = meaningsOf(values);
	if (category === "name") return ({ record }, cell) => addHint(record, index, mask(cell));
	const readDateOf = category === "date-of-birth" ? dateReader(dateOrder, birthPivot) : undefined;
	const read = remembered((cell): ReadCell => {
		const stated = meaningIn(cell);
		const meaning = stated ?? meaningOf(category, cell);
		if (meaning !== "data") return { isHeld: meaning === "held" };
		const date = readDateOf?.(cell);
		if (date?.isDefault && !stated) return { isHeld: false };
		const problems = date?.problem ? [date.problem] : undefined;
		if (isRounded(cell)) return { isHeld: true, problems: [...(problems ?? []), "rounded-by-a-spreadsheet"] };
		return { isHeld: true, text: hasHint(category, cell) ? mask(date?.read ?? cell) : undefined, problems };
	});
	return ({ record }, cell, at, reportProblem) => {
		const { isHeld, text, problems } = read(cell);
		for (const problem of problems ?? []) reportProblem(at, problem);
		if (isHeld) addHint(record, index, text);
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
	const read = remembered((cell): ReadCell => {
		const stated = meaningIn(cell);
		if (stated ? stated !== "data" : isNothing(cell) || isYes(cell)) return { isHeld: false };
		const { read, isDefault, problem } = readDateOf(cell);
		return { isHeld: Boolean(stated) || !isDefault, text: read, problems: problem && [problem] };
	});
	return ({ record }, cell, at, reportProblem) => {
		const { isHeld, text, problems } = read(cell);
		for (const problem of problems ?? []) reportProblem(at, problem);
		if (isHeld) record.since = text;
	};
}

/** Whether a table holds addresses and nothing else that is used. Then several in a row are several people's. */
const isAddressList = (columns: readonly MappedColumn[]) =>
	columns.every((column) => column.as === "ignore" || (column.as === "identifier" && column.kind === "email"));

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
	const isList = isAddressList(columns);
	const hasTelephone = columns.some((column) => column.as === "identifier" && column.kind === "telephone");
	const noIdentifiers = identifierKinds.map(() => undefined);
	const noHints = dataCategories.map(() => undefined);
	const countryAt = hasTelephone ? columns.findIndex(({ header }) => isCountryHeader(header)) : -1;
	const domainAt = columns.findIndex(({ as }) => as === "email-domain");
	return (cells, reportProblem) => {
		const record: ExtractedRecord = {
			identifiers: noIdentifiers.slice(),
			name: "",
			title: "",
			relationship: mapping.relationship,
			source: mapping.source,
			categories: 0,
			since: undefined,
			hints: noHints.slice(),
		};
		const draft: Draft = {
			record,
			emailDomain: domainAt < 0 ? "" : cleanCell(cells[domainAt] ?? "").replace(/^@/, ""),
			country: countryAt < 0 ? undefined : foreignCountryIn(cells[countryAt] ?? ""),
			nameParts: [],
			placeholderBits: 0,
			givenBits: 0,
			fullName: "",
			postcodes: undefined,
			strays: [],
			isList,
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
		if (draft.strays.length > 0) addStrays(draft);
		// The addresses of a list are of as many people: none of them is shown to another.
		if (isList && typeof record.identifiers[emailIndex] === "object") record.hints[hintIndex.email] = undefined;
		return record;
	};
}
