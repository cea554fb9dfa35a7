const minute = 60;
const hour = 60 * minute;

/**
 * The pauses between attempts, in seconds. A server that greylists refuses the first attempt and accepts one after five minutes:
 * the sixth attempt is at 310 s, while a code can still be used.
 */
const pauses = [5, 15, 40, 90, 160, minute, 2 * minute, 10 * minute, 30 * minute, hour, 4 * hour, 12 * hour];

/**
 * Returns the time of the attempt after `attempts` failed ones, or undefined if there is none. It is never after `expiresAt`. By the
 * database's clock, to which `now` belongs too.
 */
export function nextAttempt(attempts: number, expiresAt: Date | null, now: Date): Date | undefined {
	const pause = pauses[attempts - 1];
	if (pause === undefined) return undefined;
	const at = now.getTime() + pause * 1_000;
	return new Date(Math.min(at, expiresAt?.getTime() ?? at));
}
