/** Joins amounts with a decimal comma that nobody put in quotation marks: "Ada,ada@example.org,12,50" has a cell too many. */

const wholePart = /^\s*[-+£€$]?\s?\d{1,3}(?:[. ]?\d{3})*$/;
const decimals = /^\d{1,2}\s?[€£$]?\s*$/;
/** Matches the names of columns of amounts. Elsewhere two numbers side by side are two values. */
const amounts =
	/amount|donat|gift|\bfees?\b|paid|payment|total|balance|price|contribution|subscription|\bsubs\b|value|\bsum\b|\bcost\b|[£€$]|swm|rhodd|betrag|montant/i;

/** Returns a row with as many cells as there are names of columns, with its amounts joined; undefined if that does not make one. */
export function joinDecimalCommas(cells: readonly string[], names: readonly string[]): string[] | undefined {
	if (cells.length <= names.length) return undefined;
	const joined: string[] = [];
	for (let at = 0; at < cells.length; at++) {
		const [cell, next] = [cells[at] as string, cells[at + 1]];
		const isAmount = amounts.test(names[joined.length] ?? "") && wholePart.test(cell) && decimals.test(next ?? "");
		joined.push(isAmount ? `${cell},${next}` : cell);
		if (isAmount) at++;
	}
	return joined.length === names.length ? joined : undefined;
}
