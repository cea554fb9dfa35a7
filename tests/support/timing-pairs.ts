import { randomInt } from "node:crypto";

/** How many requests of a kind are timed for one number: the quickest of them is what the kind takes, the rest is the machine's noise. */
export const perSide = 5;

type Taken = { elapsed: number; processor: number };

async function least(ask: (at: number) => Promise<unknown>, pair: number): Promise<Taken> {
	const taken: Taken = { elapsed: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
	for (let at = 0; at < perSide; at++) {
		const [start, before] = [performance.now(), process.cpuUsage()];
		await ask(pair * perSide + at);
		const { user, system } = process.cpuUsage(before);
		taken.elapsed = Math.min(taken.elapsed, performance.now() - start);
		taken.processor = Math.min(taken.processor, user + system);
	}
	return taken;
}

/**
 * Times two kinds of request in pairs, in random order within each pair. Each is asked `perSide` times, with numbers that count on,
 * and the least counts. Returns the number of pairs in which the first kind took longer, and in how many it took more of the
 * processor, which other programs of a busy machine do not change. If both kinds take the same, chance alone decides each pair.
 * The counts are then those of as many tossed coins.
 */
export async function slowerInPairs(
	pairs: number,
	first: (at: number) => Promise<unknown>,
	second: (at: number) => Promise<unknown>,
): Promise<Taken> {
	const slower: Taken = { elapsed: 0, processor: 0 };
	for (let pair = 0; pair < pairs; pair++) {
		const swapped = randomInt(2) === 1;
		const one = await least(swapped ? second : first, pair);
		const other = await least(swapped ? first : second, pair);
		for (const kind of ["elapsed", "processor"] as const)
			if (swapped ? other[kind] > one[kind] : one[kind] > other[kind]) slower[kind]++;
	}
	return slower;
}

/** Returns how far a count may differ from half of the pairs: 4.5 standard deviations, one false alarm in 140,000 runs. */
export const mayStray = (pairs: number) => 4.5 * Math.sqrt(pairs / 4);
