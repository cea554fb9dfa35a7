const format = new Intl.NumberFormat("en-GB");

/** "12,345": a whole number as people in Britain read it, in both languages. */
export function formatNumber(value: number): string {
	return format.format(value);
}
