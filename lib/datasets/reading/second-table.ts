/** A second table below the first, whose columns would be taken for those of the first. */
import type { MappedColumn } from "../schema";
import { isEmailName, isUsualName, sureNames, usualName } from "./header-row";

/** What a name says that its column holds. The first pattern that matches counts. */
const namedKinds: [RegExp, string][] = [
	[/e-?mail|e-?bost/i, "email"],
	[/phone|mobile|ffôn/i, "telephone"],
	[/post ?code|zip|cod post/i, "postcode"],
	[/(?:member|contact).*(?:no|number|id)/i, "membership-number"],
	[/name|title|enw/i, "name"],
];
const kindOf = (column: MappedColumn | undefined) => (column?.as === "identifier" ? column.kind : column?.as);

/**
 * Whether a row holds names of columns, and not those that stand above it: a second table was put below the first. Asked of a row that
 * nobody can be found by. Names in the order of the table's own are a page of a list print.
 */
export function namesOtherColumns(cells: readonly string[], columns: readonly MappedColumn[]): boolean {
	const words = cells.map((cell) => cell.trim().toLowerCase());
	const filled = words.filter(Boolean);
	const headers = columns.map(({ header }) => header.toLowerCase());
	if (filled.length < 2 || new Set(filled).size < filled.length) return false;
	const isElsewhere = (cell: string, at: number) => isEmailName(cell) && kindOf(columns[at]) !== "email";
	if (cells.filter(isUsualName).length >= sureNames && cells.some((cell, at) => isElsewhere(cell, at))) return true;
	const isUsed = (column: MappedColumn | undefined) => column !== undefined && column.as !== "ignore";
	// The table's own names in other places.
	if (filled.every((word) => headers.includes(word)))
		return words.some((word, at) => word !== "" && word !== headers[at] && isUsed(columns[headers.indexOf(word)]));
	const named = columns.flatMap((column, at) =>
		["identifier", "name", "postcode"].includes(column.as) && words[at] ? [{ column, word: words[at] }] : [],
	);
	if (named.length < 2 || !named.every(({ word }) => usualName.test(word))) return false;
	return named.some(({ column, word }) => namedKinds.find(([pattern]) => pattern.test(word))?.[1] !== kindOf(column));
}
