import { randomInt } from "node:crypto";

/**
 * Times two kinds of asking, one of each in every pair and in an order drawn by lot, and counts the pairs in which the first
 * kind took longer. Where the kinds take the same time, the lot alone decides each pair, however the machine's speed moves
 * meanwhile: the count is that of as many tossed coins.
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

/** How far a count of coins may be from half of them: 4.5 standard deviations, a false alarm in 140,000 runs. */
export const mayStray = (pairs: number) => 4.5 * Math.sqrt(pairs / 4);
