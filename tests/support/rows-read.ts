import type pg from "pg";
import { expect } from "vitest";
import { closeDatabase } from "@/lib/database";

/**
 * Returns how many rows of a table PostgreSQL reads for something, as it counts them itself: the same on every machine. A connection's counts
 * are there once it has ended or flushed them, so those of the site are closed before and after.
 */
export async function rowsRead(owner: pg.Pool, table: string, run: () => Promise<unknown>): Promise<number> {
	const open = async () => {
		const { rowCount } = await owner.query(
			"select from pg_stat_activity where datname = current_database() and application_name = 'member-self-check'",
		);
		return rowCount;
	};
	const soFar = async () => {
		await closeDatabase();
		// A pool that has closed does not wait until PostgreSQL has ended its connections.
		await expect.poll(open, { interval: 5, timeout: 10_000 }).toBe(0);
		await owner.query("select pg_stat_force_next_flush()");
		const { rows } = await owner.query(
			"select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_user_tables where relname = $1",
			[table],
		);
		return Number(rows[0]?.read);
	};
	const before = await soFar();
	await run();
	return (await soFar()) - before;
}
