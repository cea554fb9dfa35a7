/** What is kept of a row, and how its parts are added. */
import { type DataCategory, dataCategories } from "../../data-categories";
import type { Relationship } from "../../incidents/schema";

/** What is stored of one row. The normalised identifiers are its only plaintext; they become fingerprints at once. */
export type ExtractedRecord = {
	/** The distinct identifiers of each kind, in the order of identifierKinds. A row nearly always has one of a kind. */
	identifiers: (string | string[] | undefined)[];
	/** The normalised full name, which tells people apart; empty if the row has none. */
	name: string;
	/** The name as the table writes it, with its title, if it says more than `name`; empty otherwise. */
	title: string;
	relationship: Relationship;
	source: string;
	/** One bit for each data category that holds a value, in the order of dataCategories. */
	categories: number;
	since: string | undefined;
	/** Masked values, in the order of dataCategories. */
	hints: (string | undefined)[];
};

export const categoryIndex = (category: DataCategory) => dataCategories.indexOf(category);
export const hintIndex = {
	email: categoryIndex("email-address"),
	telephone: categoryIndex("telephone-number"),
	"membership-number": categoryIndex("membership"),
	name: categoryIndex("name"),
	postcode: categoryIndex("postal-address"),
} as const;

/** Adds an identifier at the index of its kind, unless the record has it. */
export function addIdentifier({ identifiers }: ExtractedRecord, index: number, normalised: string): void {
	const known = identifiers[index];
	if (known === undefined) identifiers[index] = normalised;
	else if (typeof known !== "string") {
		if (!known.includes(normalised)) known.push(normalised);
	} else if (known !== normalised) identifiers[index] = [known, normalised];
}

/** Sets the bit of a category, also without a hint. Keeps the longer of two hints: "account ending 42" says more than a sort code. */
export function addHint(record: ExtractedRecord, index: number, hint: string | undefined): void {
	record.categories |= 1 << index;
	if (hint === undefined) return;
	const known = record.hints[index];
	if (known === undefined || (known !== hint && known.length <= hint.length)) record.hints[index] = hint;
}
