import { randomInt } from "node:crypto";

/**
 * Times two kinds of request in pairs, in random order within each pair. Returns the number of pairs in which the first kind
 * took longer. If both kinds take the same time, chance alone decides each pair, even if the machine's speed varies. The count
 * is then that of as many tossed coins.
 */
export async function slowerInPairs(
	pairs: number,
	first: (pair: number) => Promise<unknown>,
	second: (pair: number) => Promise<unknown>,
): Promise<number> {
	const timed = async (ask: (pair: number) => Promise<unknown>, pair: number) => {
		const start = performance.now();
		await ask(pair);
		return performance.now() - start;
	};
	let slower = 0;
	for (let pair = 0; pair < pairs; pair++) {
		const swapped = randomInt(2) === 1;
		const one = await timed(swapped ? second : first, pair);
		const other = await timed(swapped ? first : second, pair);
		if (swapped ? other > one : one > other) slower++;
	}
	return slower;
}

/** Returns how far a count may differ from half of the pairs: 4.5 standard deviations, one false alarm in 140,000 runs. */
export const mayStray = (pairs: number) => 4.5 * Math.sqrt(pairs / 4);
