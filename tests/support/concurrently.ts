import type pg from "pg";
import { expect } from "vitest";

/**
 * Runs changes concurrently. Blocks audit entries until every change waits for that lock or for another change, so that all
 * have read before any has committed.
 */
export async function atOnce<T>(owner: pg.Pool, ...changes: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
	const holder = await owner.connect();
	try {
		await holder.query("begin");
		await holder.query("lock table audit_event in share mode");
		const running = Promise.allSettled(changes.map((change) => change()));
		const waiting = async () => {
			const { rows } = await owner.query(
				"select count(*)::int as n from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0",
			);
			return rows[0].n;
		};
		await expect.poll(waiting, { interval: 20, timeout: 10_000 }).toBe(changes.length);
		await holder.query("commit");
		return await running;
	} finally {
		await holder.query("rollback");
		holder.release();
	}
}
