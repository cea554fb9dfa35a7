/**
 * Joins the parts of cells that hold a comma and that nobody put in quotation marks: "Ada,1 High Street, Leeds,12,50" has two cells too
 * many. Not a text that was cut at a comma without a space: "Invented,Ada,1 High Street,Leeds" may be a name or an address too long, and
 * names, towns and notes look alike, so that a person would get another's data. Such a row is left out and named.
 */

const wholePart = /^\s*[-+£€$]?\s?\d{1,3}(?:[. ]?\d{3})*$/;
/** What stands behind the comma: pence, or hundreds as in "1,234.50". */
const decimals = /^(?:\d{1,2}|\d{3}(?:\.\d{1,2})?)\s?[€£$]?\s*$/;
/** Matches the names of columns of amounts. Elsewhere two numbers side by side are two values. */
const amounts =
	/amount|donat|gift|\bfees?\b|paid|payment|total|balance|price|contribution|subscription|\bsubs\b|value|\bsum\b|\bcost\b|[£€$]|swm|rhodd|betrag|montant/i;

/** Whether a cell is the rest of the text before it: people write a space after a comma, programs none between cells. */
const isRest = (cell: string | undefined) => cell !== undefined && /^ \S/.test(cell);

/**
 * Returns a row with as many cells as there are names of columns, with the parts of its amounts and texts joined; undefined if that
 * does not make one.
 */
export function joinUnquotedCommas(cells: readonly string[], names: readonly string[]): string[] | undefined {
	if (cells.length <= names.length) return undefined;
	const joined: string[] = [];
	for (let at = 0; at < cells.length; at++) {
		let cell = cells[at] as string;
		const isAmount =
			amounts.test(names[joined.length] ?? "") && wholePart.test(cell) && decimals.test(cells[at + 1] ?? "");
		if (isAmount) cell += `,${cells[++at]}`;
		while (isRest(cells[at + 1])) cell += `,${cells[++at]}`;
		joined.push(cell);
	}
	return joined.length === names.length ? joined : undefined;
}
