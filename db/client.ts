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
 * Opens a pool. A connection that cannot be had in 800 ms fails, so that a lost database shows within a second;
 * a statement of the web may take 5 s, one of the worker as long as it needs.
 */
export function openDatabase(url: string, options: { max?: number; statementTimeoutMs?: number } = {}): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: options.max ?? 10,
		connectionTimeoutMillis: 800,
		idleTimeoutMillis: 30_000,
		...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
		application_name: "member-self-check",
	});
	// An idle connection that the server closes is not an accident of this process.
	pool.on("error", () => {});
	return drizzle(pool, { schema }) as Database;
}
