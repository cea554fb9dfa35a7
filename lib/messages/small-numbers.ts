import type { PublicCount } from "./schema";

/** A smaller number of people could be recognised, so it is not published. */
const least = 10;

/** Rounds to tens, so that no small number is the difference of two larger ones. Null for a number that is too small. */
export const roundedCount = (amount: number) => (amount > 0 && amount < least ? null : Math.round(amount / 10) * 10);

/** The most rows of a table, but that of all others. */
const mostRows = 12;

/** Adds up the counts of a name, the largest first. What is too small, or one row too many, goes into one row for all others. */
export function publishableCounts(counted: readonly { name: string; amount: number }[]): PublicCount[] {
	const sums = new Map<string, number>();
	for (const { name, amount } of counted) sums.set(name, (sums.get(name) ?? 0) + amount);
	const sorted = [...sums].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
	const shown = sorted.filter(([, amount]) => amount >= least).slice(0, mostRows);
	const others = sorted.slice(shown.length).reduce((sum, [, amount]) => sum + amount, 0);
	const counts: PublicCount[] = shown.map(([name, amount]) => ({ name, count: roundedCount(amount) }));
	return others > 0 ? [...counts, { name: null, count: roundedCount(others) }] : counts;
}
