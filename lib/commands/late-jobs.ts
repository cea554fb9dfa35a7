import type pg from "pg";
import { log } from "../log";

/**
 * Makes jobs due that were due at once, or after a failure, by a clock of the database that has gone back since: they would wait until that time
 * comes again. A job that is to run at a time of its own, such as a wave of a message, keeps it. A minute of difference is left alone.
 */
export async function bringJobsForward(pool: pg.Pool): Promise<void> {
	const { rowCount } = await pool.query(
		`update graphile_worker._private_jobs set updated_at = now(), run_at = now() + greatest(run_at - updated_at, interval '0')
		where locked_at is null and updated_at > now() + interval '1 minute' and (attempts > 0 or run_at <= updated_at)`,
	);
	if (rowCount) log.warn({ event: "worker.jobs-brought-forward", count: rowCount });
}
