/**
 * One measured figure. `ratio` is value divided by reference, both measured in the same run. `bound` applies to the ratio, or to
 * the value if there is no reference: a minimum for "higher", a maximum for "lower".
 */
export type Row = {
	name: string;
	value: number;
	unit: string;
	reference: number | null;
	ratio: number | null;
	better: "higher" | "lower";
	bound: number | null;
};

/** Returns a figure with a reference of the same run. */
export function compared(
	name: string,
	value: number,
	reference: number,
	unit: string,
	better: Row["better"],
	bound: number | null = null,
): Row {
	return {
		name,
		value: rounded(value),
		unit,
		reference: rounded(reference),
		ratio: rounded(value / reference),
		better,
		bound,
	};
}

/** Returns a figure without a reference. */
export function alone(
	name: string,
	value: number,
	unit: string,
	better: Row["better"],
	bound: number | null = null,
): Row {
	return { name, value: rounded(value), unit, reference: null, ratio: null, better, bound };
}

/** Whether the row is within its bound; true if it has none. */
export function keeps({ value, ratio, better, bound }: Row): boolean {
	if (bound === null) return true;
	const measured = ratio ?? value;
	return better === "higher" ? measured >= bound : measured <= bound;
}

/** Returns the median of several measurements. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Rounds to three significant figures, the precision of a benchmark on a shared machine. */
function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
