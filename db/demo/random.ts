/**
 * Creates a seeded random generator (mulberry32), so that the invented people are the same on every machine. Not for secrets.
 */
export function seeded(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		/** Returns a number from 0 up to 1, without 1. */
		next,
		/** Returns an integer from `low` to `high`, both included. */
		between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
		/** Returns an item of a list. */
		pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
		/** Returns true with the given probability, from 0 to 1. */
		chance: (share: number) => next() < share,
	};
}

export type Random = ReturnType<typeof seeded>;

/** Returns a seed from a text, so that a row's values do not depend on its position in the table. */
export function seedOf(text: string): number {
	let seed = 7;
	for (const letter of text) seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
	return seed;
}
