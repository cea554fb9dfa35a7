import { randomInt } from "node:crypto";

type Kind = "elapsed" | "processor";

/**
 * Returns how far from chance the differences of pairs are, in standard deviations: positive if the first of each pair was larger.
 * The signed ranks of Wilcoxon (1945): large differences count more than small ones, but a very large one, which a busy machine makes
 * now and then, no more than the next. Differences of two things that are the same are of either sign by chance alone.
 */
function signedRanks(differences: readonly number[]): number {
	const ranked = [...differences].sort((one, other) => Math.abs(one) - Math.abs(other));
	const sum = ranked.reduce((before, difference, at) => before + Math.sign(difference) * (at + 1), 0);
	const count = ranked.length;
	return sum / Math.sqrt((count * (count + 1) * (2 * count + 1)) / 6);
}

/**
 * Times two kinds of request in pairs, in random order within each pair. Each is asked with the number of the pair. Returns how far
 * the first kind differs from the second, in standard deviations of chance: by the time that passed, and by the time of the processor,
 * which other programs of a busy machine change less.
 */
export async function differenceInPairs(
	pairs: number,
	first: (at: number) => Promise<unknown>,
	second: (at: number) => Promise<unknown>,
): Promise<Record<Kind, number>> {
	const measure = async (ask: (at: number) => Promise<unknown>, at: number) => {
		const [start, before] = [performance.now(), process.cpuUsage()];
		await ask(at);
		const { user, system } = process.cpuUsage(before);
		return { elapsed: performance.now() - start, processor: user + system };
	};
	const differences: Record<Kind, number[]> = { elapsed: [], processor: [] };
	for (let at = 0; at < pairs; at++) {
		const swapped = randomInt(2) === 1;
		const earlier = await measure(swapped ? second : first, at);
		const later = await measure(swapped ? first : second, at);
		for (const kind of ["elapsed", "processor"] as const)
			differences[kind].push(swapped ? later[kind] - earlier[kind] : earlier[kind] - later[kind]);
	}
	return { elapsed: signedRanks(differences.elapsed), processor: signedRanks(differences.processor) };
}

/** The most standard deviations that two kinds which take the same may differ by: one false alarm in 140,000 runs. */
export const mostDeviations = 4.5;
