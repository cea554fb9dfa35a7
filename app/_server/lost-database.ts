import { isConnectionError } from "@/lib/database";

let lostAt = Number.NEGATIVE_INFINITY;

/** Takes note of an error that a request ended with; instrumentation.ts hands on every one. */
export function noteError(error: unknown): void {
	if (isConnectionError(error)) lostAt = performance.now();
}

/**
 * Whether a request has just met a lost database. proxy.ts asks for the database before every personal page, but it may go
 * between that and the page's own questions.
 */
export function databaseWasLost(): boolean {
	return performance.now() - lostAt < 5_000;
}
