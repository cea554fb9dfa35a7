/** Compares two values by their place in a list, for `sort`. */
export const byListOrder =
	<T>(order: readonly T[]) =>
	(one: T, other: T): number =>
		order.indexOf(one) - order.indexOf(other);
