const format = new Intl.NumberFormat("en-GB");

/** Formats a whole number as "12,345", in both languages. */
export function formatNumber(value: number): string {
	return format.format(value);
}

/** The first and the last of numbers that follow each other. */
export type NumberRange = readonly [first: number, last: number];

/** Returns ascending numbers as ranges. */
export function toRanges(numbers: readonly number[]): NumberRange[] {
	const ranges: [number, number][] = [];
	for (const number of numbers) {
		const last = ranges.at(-1);
		if (last && number === last[1] + 1) last[1] = number;
		else ranges.push([number, number]);
	}
	return ranges;
}

/** Formats ranges as people write them: "4, 7–9". */
export const formatRanges = (ranges: readonly NumberRange[]): string =>
	ranges.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
