import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PgTransaction } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "./schema";

/** Drizzle over one pool of connections. */
export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
/** A transaction of that database. Functions that must commit together with another change take one. */
// biome-ignore lint/suspicious/noExplicitAny: drizzle names its own parameters here
export type Transaction = PgTransaction<any, typeof schema, any>;

/**
 * Opens a pool. Whoever waits 3 s for a connection fails: long enough for a busy minute, in which requests queue for one
 * (that a database is lost is found out sooner, by databaseAnswers). A statement of the web may take 5 s, one of the worker
 * as long as it needs. `onConnect` may refuse a new connection by throwing.
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
		...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
		// pg waits for it before it hands a new connection out, and gives its error to whoever asked.
		...(options.onConnect ? { onConnect: options.onConnect } : {}),
		application_name: "member-self-check",
	});
	// An idle connection that the server closes is not an accident of this process.
	pool.on("error", () => {});
	// Nor is one it closes in the middle of a transaction: the transaction's statement throws, which is enough.
	pool.on("connect", (client) => client.on("error", () => {}));
	return drizzle(pool, { schema }) as Database;
}
