/**
 * One measured figure. `ratio` is value over reference, both taken side by side in the same run, and `bound` is what the
 * ratio (or the value, where there is no reference) must keep: at least for "higher", at most for "lower".
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

/** A figure beside another one of the same run. */
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

/** A figure that stands alone. */
export function alone(
	name: string,
	value: number,
	unit: string,
	better: Row["better"],
	bound: number | null = null,
): Row {
	return { name, value: rounded(value), unit, reference: null, ratio: null, better, bound };
}

/** Whether the row keeps its bound; true where it has none. */
export function keeps({ value, ratio, better, bound }: Row): boolean {
	if (bound === null) return true;
	const measured = ratio ?? value;
	return better === "higher" ? measured >= bound : measured <= bound;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Three significant figures: no benchmark on a shared machine knows more. */
function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
