const format = new Intl.NumberFormat("en-GB");

/** Formats a whole number as "12,345", in both languages. */
export function formatNumber(value: number): string {
	return format.format(value);
}
