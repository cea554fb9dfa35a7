import { log } from "./log";

/** How many seconds a process's clock may be from the database's. Nothing of the site depends on it, but logs and mails carry its time. */
const mostApart = 2;

/**
 * Returns how many seconds this process's clock is from the database's, to half the time the question took. `database` is what it answered,
 * `before` and `after` what this clock said, in milliseconds.
 */
export const secondsApart = (database: number, before: number, after: number) =>
	Math.max(0, Math.abs(database - (before + after) / 2) - (after - before) / 2) / 1_000;

export const isApart = (seconds: number) => seconds > mostApart;

/** Shared through the global symbol registry, because Next's bundle and that of the web process have a copy of this module each. */
const key = Symbol.for("member-self-check.seconds-apart");
const shared = globalThis as { [key]?: number };

/** The difference that was found last; undefined before the first question. */
export const lastSecondsApart = () => shared[key];

/** Keeps the difference that was found. Logs when the clocks begin to differ. */
export function noteSecondsApart(process: "web" | "worker", seconds: number): void {
	if (isApart(seconds) && !isApart(shared[key] ?? 0))
		log.warn({ event: `${process}.clock-differs`, milliseconds: Math.round(seconds * 1_000) });
	shared[key] = seconds;
}
