/** Compares two values by their position in a list, for `sort`. */
export const byListOrder =
	<T>(order: readonly T[]) =>
	(one: T, other: T): number =>
		order.indexOf(one) - order.indexOf(other);
