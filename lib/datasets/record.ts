import { type DataCategory, dataCategories } from "../guidance/schema";
import { type IdentifierKind, mask, normalise, normaliseName, normalisePostcode } from "../identifiers";
import type { Relationship } from "../incidents/schema";
import { perhapsName, tidyName, tidyValue } from "./cell";
import { readDate } from "./dates";
import { limits, type MappedColumn, type Mapping, type ProblemReason } from "./schema";

/** What is kept of one row. Nothing here is plaintext but the normalised identifiers, which become fingerprints at once. */
export type KeptRow = {
	identifiers: { kind: IdentifierKind; normalised: string }[];
	/** The full name normalised, for telling people apart; empty where the row has none. */
	name: string;
	relationship: Relationship;
	source: string;
	/** One bit for each data category that holds a value, in the order of dataCategories. */
	categories: number;
	since: string | undefined;
	hints: Partial<Record<DataCategory, string>>;
};

type Plan = { mapping: Mapping; columns: MappedColumn[] };
type Complain = (column: number, reason: ProblemReason) => void;

const bits = Object.fromEntries(dataCategories.map((category, at) => [category, 1 << at])) as Record<
	DataCategory,
	number
>;
const categoryOf = {
	email: "email-address",
	telephone: "telephone-number",
	"membership-number": "membership",
} as const;
const wrong = {
	email: "not-an-email-address",
	telephone: "not-a-telephone-number",
	"membership-number": "not-a-membership-number",
} as const;
const between = { email: /[\s;,|/]+/, telephone: /\s*[;,|/]\s*|\s+or\s+/i, "membership-number": /[\s;,|/]+/ };

/** The identifiers in one cell: the whole cell, or each part where every part of a list is one. Undefined when neither holds. */
export function identifiersIn(kind: keyof typeof between, cell: string): string[] | undefined {
	const whole = normalise(kind, cell);
	if (whole !== undefined) return [whole];
	const parts = cell.split(between[kind]).filter(Boolean);
	if (parts.length < 2 || parts.length > 20) return undefined;
	const each = parts.map((part) => normalise(kind, part));
	return each.every((part) => part !== undefined) ? each : undefined;
}

/** Reads one row through the plan. `complain` hears of each cell that could not be used as it stands. */
export function keepRow(plan: Plan, cells: readonly string[], complain: Complain): KeptRow {
	const { mapping } = plan;
	const kept: KeptRow = {
		identifiers: [],
		name: "",
		relationship: mapping.relationship,
		source: mapping.source,
		categories: 0,
		since: undefined,
		hints: {},
	};
	const names: string[] = [];
	// One bit for each of them: what may also mean nothing, and what is a given name.
	let doubtful = 0;
	let given = 0;
	let full = "";
	let postcode: string | undefined;
	for (let at = 0; at < plan.columns.length; at++) {
		const column = plan.columns[at] as MappedColumn;
		if (column.as === "ignore") continue;
		const raw = cells[at] ?? "";
		if (raw.length > limits.fieldCharacters) {
			complain(at, "field-too-long");
			continue;
		}
		const cell = column.as === "name" ? tidyName(raw) : tidyValue(raw);
		if (cell === "") continue;
		switch (column.as) {
			case "identifier": {
				const found = identifiersIn(column.kind, cell);
				if (!found) complain(at, wrong[column.kind]);
				for (const normalised of found ?? []) kept.identifiers.push({ kind: column.kind, normalised });
				note(
					kept,
					categoryOf[column.kind],
					found && found.length > 1
						? found.map((one) => mask(column.kind, one)).join(", ")
						: mask(column.kind, found?.[0] && column.kind === "email" ? found[0] : cell),
				);
				break;
			}
			case "name":
				if (column.part === "full") full = tidyValue(cell);
				else if (column.part !== "title") {
					if (perhapsName(cell)) doubtful |= 1 << names.length;
					if (column.part === "given") given |= 1 << names.length;
					names.push(cell);
				}
				break;
			case "postcode":
				postcode = normalisePostcode(cell);
				if (!postcode) complain(at, "not-a-postcode");
				note(kept, "postal-address", mask("postal-address", cell));
				break;
			case "category":
				if (column.category === "date-of-birth" && !readDate(cell)) complain(at, "not-a-date");
				note(kept, column.category, mask(column.category, cell));
				break;
			case "relationship": {
				const means = column.values[cell.toLowerCase()];
				if (!means) complain(at, "unknown-relationship");
				kept.relationship = means ?? column.otherwise;
				break;
			}
			case "source":
				if (looksPersonal(cell)) complain(at, "not-a-source");
				else kept.source = cell.replace(/[\p{Cc}\s]+/gu, " ").slice(0, 200);
				break;
			case "since":
				kept.since = readDate(cell);
				if (!kept.since) complain(at, "not-a-date");
		}
	}
	const name = full || (doubtful ? sureNames(names, doubtful, given) : names).join(" ");
	if (name) {
		note(kept, "name", mask("name", name));
		kept.name = normaliseName(name) ?? "";
		if (postcode && kept.name)
			kept.identifiers.push({ kind: "name-postcode", normalised: `${kept.name}, ${postcode}` });
	}
	return kept;
}

/**
 * The parts of a name without those that mean nothing. "Jo", "Null" is Jo Null and "Nil", "Sharma" Nil Sharma; "Jo", "None", "Smith" is
 * Jo Smith, since another given name is there; "Null" alone is nobody.
 */
function sureNames(names: readonly string[], doubtful: number, given: number): readonly string[] {
	if (names.every((_, at) => doubtful & (1 << at))) return [];
	const named = given & ~doubtful;
	return names.filter((_, at) => !(doubtful & (1 << at)) || !(named && given & (1 << at)));
}

/** A source is kept as it stands, so a column of addresses or numbers chosen by mistake must not pass for one. */
const looksPersonal = (cell: string) => /@|\d{5}/.test(cell.replace(/[\s\-().]/g, ""));

/** Marks a category as held. The longer of two hints says more: "account ending 42" is of the account, not of the sort code before it. */
function note(kept: KeptRow, category: DataCategory, hint: string | undefined): void {
	kept.categories |= bits[category];
	const before = kept.hints[category];
	if (hint && (!before || (before !== hint && before.length <= hint.length))) kept.hints[category] = hint;
}
