import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PgTransaction } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "./schema";

/** A Drizzle database over one connection pool. */
export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
/** A transaction of a `Database`. Functions that must commit together with another change take one. */
// biome-ignore lint/suspicious/noExplicitAny: drizzle names its own parameters here
export type Transaction = PgTransaction<any, typeof schema, any>;

/**
 * Opens a connection pool. A request for a connection fails after 3 s, which is enough for the queue of a busy minute
 * (databaseAnswers detects a lost database sooner). `max` is the number of connections, 10 unless given. `statementTimeoutMs` is
 * in milliseconds; no limit unless given. It is set by a statement, because PgBouncer refuses it among the parameters of a
 * connection. `onConnect` may refuse a new connection by throwing.
 */
export function openDatabase(
	url: string,
	options: { max?: number; statementTimeoutMs?: number; onConnect?: (client: pg.ClientBase) => Promise<void> } = {},
): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: options.max ?? 10,
		connectionTimeoutMillis: 3_000,
		idleTimeoutMillis: 30_000,
		// pg awaits onConnect before it returns a new connection, and throws its error to the caller.
		onConnect: async (client) => {
			await options.onConnect?.(client);
			if (options.statementTimeoutMs) await client.query(`set statement_timeout = ${options.statementTimeoutMs}`);
		},
		application_name: "member-self-check",
	});
	// Ignores that the server closed an idle connection: an unhandled error event would end the process.
	pool.on("error", () => {});
	const since = new Map<pg.PoolClient, number>();
	// Also ignores that it closed one during a transaction, because the transaction's statement throws anyway.
	pool.on("connect", (client) => client.on("error", () => {}).once("end", () => giveBack(client, since)));
	pool.on("acquire", (client) => since.set(client, performance.now()));
	pool.on("release", (_error, client) => since.delete(client));
	usedSince.set(pool, since);
	return drizzle(pool, { schema }) as Database;
}

/**
 * Gives a connection that has ended back to its pool, if a request still has it. Drizzle does not where BEGIN is the statement that fails, and
 * ten such losses would leave a web without connections until its next start.
 */
function giveBack(client: pg.PoolClient, since: ReadonlyMap<pg.PoolClient, number>): void {
	if (!since.has(client)) return;
	client.release(true);
	// The request gives it back too, as soon as its statement has failed. pg throws at a second time.
	client.release = () => {};
}

/** The connections of each pool that requests use, and since when, in milliseconds of performance.now(). */
const usedSince = new WeakMap<pg.Pool, Map<pg.PoolClient, number>>();

/**
 * Closes the connections of a pool that a request has used for longer than `ms`, so that their statements fail. For a database that
 * does not answer: without this, requests would wait for a server that halts or has gone without a word until TCP gives up.
 */
export function closeUsedFor(pool: pg.Pool, ms: number): void {
	for (const [client, since] of usedSince.get(pool) ?? [])
		if (performance.now() - since > ms) void (client as unknown as pg.Client).end().catch(() => {});
}
