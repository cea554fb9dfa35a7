import { type DataCategory, dataCategories } from "../../guidance/schema";
import { identifierKinds, mailboxOf, maskFor, normaliseName, normalisePostcode } from "../../identifiers";
import type { Relationship } from "../../incidents/schema";
import { readIdentifiers } from "../reading/cell-identifiers";
import { cleanCell, cleanName, perhapsName } from "../reading/cell-values";
import { readDate } from "../reading/dates";
import { limits, type MappedColumn, type Mapping, type ProblemReason } from "../schema";

/** What is kept of one row. Nothing here is plaintext but the normalised identifiers, which become fingerprints at once. */
export type ExtractedRecord = {
	/** In the order of identifierKinds: what the row names of a kind, each once; one nearly always. */
	identifiers: (string | string[] | undefined)[];
	/** The full name normalised, for telling people apart; empty where the row has none. */
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
type Complain = (column: number, reason: ProblemReason) => void;

const placeOf = (category: DataCategory) => dataCategories.indexOf(category);
const places = {
	email: placeOf("email-address"),
	telephone: placeOf("telephone-number"),
	"membership-number": placeOf("membership"),
	name: placeOf("name"),
	postcode: placeOf("postal-address"),
} as const;

const maskName = maskFor("name");
const maskPostcode = maskFor("postal-address");

/** A row while it is read. */
type Draft = ExtractedRecord & {
	names: string[];
	/** One bit for each of them: what may also mean nothing, and what is a given name. */
	placeholderBits: number;
	given: number;
	full: string;
	postcode: string | undefined;
};

/** What is done with a cell that is not empty. */
type ColumnReader = (draft: Draft, cell: string, at: number, complain: Complain) => void;

function columnReader(column: MappedColumn): ColumnReader | undefined {
	switch (column.as) {
		case "ignore":
			return undefined;
		case "identifier": {
			const { kind } = column;
			const slot = identifierKinds.indexOf(kind);
			const mask = maskFor(kind);
			return (draft, cell, at, complain) => {
				const { found, reason } = readIdentifiers(kind, cell);
				if (reason) complain(at, reason);
				for (const one of found) addIdentifier(draft, slot, kind === "email" ? mailboxOf(one) : one);
				addHint(draft, places[kind], found.length > 0 ? found.map(mask).join(", ") : mask(cell));
			};
		}
		case "name": {
			const { part } = column;
			if (part === "title") return undefined;
			return (draft, cell) => {
				if (part === "full") draft.full = cleanCell(cell);
				else {
					if (perhapsName(cell)) draft.placeholderBits |= 1 << draft.names.length;
					if (part === "given") draft.given |= 1 << draft.names.length;
					draft.names.push(cell);
				}
			};
		}
		case "postcode":
			return (draft, cell, at, complain) => {
				draft.postcode = normalisePostcode(cell);
				if (!draft.postcode) complain(at, "not-a-postcode");
				addHint(draft, places.postcode, maskPostcode(cell));
			};
		case "category": {
			const { category } = column;
			const place = placeOf(category);
			const mask = maskFor(category);
			return (draft, cell, at, complain) => {
				if (category === "date-of-birth" && !readDate(cell)) complain(at, "not-a-date");
				addHint(draft, place, mask(cell));
			};
		}
		case "relationship": {
			const { otherwise } = column;
			// Not the object itself, which also answers to "constructor".
			const values = new Map(Object.entries(column.values));
			// The few that a column holds, as it writes them.
			const met = new Map<string, Relationship>();
			return (draft, cell, at, complain) => {
				const means = met.get(cell) ?? values.get(cell.toLowerCase());
				if (means && met.size < 100) met.set(cell, means);
				if (!means) complain(at, "unknown-relationship");
				draft.relationship = means ?? otherwise;
			};
		}
		case "source":
			return (draft, cell, at, complain) => {
				if (looksPersonal(cell)) complain(at, "not-a-source");
				else draft.source = cell.replace(/[\p{Cc}\s]+/gu, " ").slice(0, 200);
			};
		case "since":
			return (draft, cell, at, complain) => {
				draft.since = readDate(cell);
				if (!draft.since) complain(at, "not-a-date");
			};
	}
}

/**
 * What reads the rows of a plan. It is given a row's cells and a function that hears of each cell that could not be used as it
 * stands, by its place.
 */
export function rowReader({
	mapping,
	columns,
}: Plan): (cells: readonly string[], complain: Complain) => ExtractedRecord {
	const steps = columns.map((column) => ({
		step: columnReader(column),
		tidy: column.as === "name" ? cleanName : cleanCell,
	}));
	return (cells, complain) => {
		const draft: Draft = {
			identifiers: new Array(identifierKinds.length).fill(undefined),
			name: "",
			relationship: mapping.relationship,
			source: mapping.source,
			categories: 0,
			since: undefined,
			hints: new Array(dataCategories.length).fill(undefined),
			names: [],
			placeholderBits: 0,
			given: 0,
			full: "",
			postcode: undefined,
		};
		for (let at = 0; at < steps.length; at++) {
			const { step, tidy } = steps[at] as (typeof steps)[number];
			const raw = cells[at] as string | undefined;
			if (!step || !raw) continue;
			if (raw.length > limits.fieldCharacters) complain(at, "field-too-long");
			else {
				const cell = tidy(raw);
				if (cell !== "") step(draft, cell, at, complain);
			}
		}
		finishName(draft);
		return draft;
	};
}

function finishName(draft: Draft): void {
	const { names, placeholderBits, given } = draft;
	const name = draft.full || (placeholderBits ? dropPlaceholders(names, placeholderBits, given) : names).join(" ");
	if (!name) return;
	addHint(draft, places.name, maskName(name));
	draft.name = normaliseName(name) ?? "";
	if (draft.postcode && draft.name)
		addIdentifier(draft, identifierKinds.indexOf("name-postcode"), `${draft.name}, ${draft.postcode}`);
}

function addIdentifier({ identifiers }: ExtractedRecord, slot: number, normalised: string): void {
	const known = identifiers[slot];
	if (known === undefined) identifiers[slot] = normalised;
	else if (typeof known !== "string") {
		if (!known.includes(normalised)) known.push(normalised);
	} else if (known !== normalised) identifiers[slot] = [known, normalised];
}

/**
 * The parts of a name without those that mean nothing. "Jo", "Null" is Jo Null and "Nil", "Sharma" Nil Sharma; "Jo", "None", "Smith" is
 * Jo Smith, since another given name is there; "Null" alone is nobody.
 */
function dropPlaceholders(names: readonly string[], doubtful: number, given: number): readonly string[] {
	if (names.every((_, at) => doubtful & (1 << at))) return [];
	const named = given & ~doubtful;
	return names.filter((_, at) => !(doubtful & (1 << at)) || !(named && given & (1 << at)));
}

/** A source is kept as it stands, so a column of addresses or numbers chosen by mistake must not pass for one. */
const looksPersonal = (cell: string) => /@|\d{5}/.test(cell.replace(/[\s\-().]/g, ""));

/** Marks a category as held. The longer of two hints says more: "account ending 42" is of the account, not of the sort code before it. */
function addHint(kept: ExtractedRecord, place: number, hint: string | undefined): void {
	kept.categories |= 1 << place;
	if (hint === undefined) return;
	const before = kept.hints[place];
	if (before === undefined || (before !== hint && before.length <= hint.length)) kept.hints[place] = hint;
}
