import { isConnectionError } from "@/lib/database";

/**
 * Shared through the global symbol registry: instrumentation.ts, in Next's bundle, writes it, and the response policy, in the
 * bundle of app/_server/web.ts, reads it. The two bundles have a copy of this module each.
 */
const key = Symbol.for("member-self-check.database-lost-at");
const shared = globalThis as { [key]?: number };

/** Remembers an error that ended a request, if it says that the database is away. */
export function noteError(error: unknown): void {
	if (isConnectionError(error)) shared[key] = performance.now();
}

/**
 * Whether a request has met a lost database in the last five seconds. proxy.ts asks the database before every personal page,
 * but it may go away between that and the page's own queries.
 */
export function databaseWasLost(): boolean {
	return performance.now() - (shared[key] ?? Number.NEGATIVE_INFINITY) < 5_000;
}
