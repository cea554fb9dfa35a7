import { sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database } from "../database";

/** Numbers of people: with an answer ever, with one since midnight in London, and affected by an incident. */
type CheckCounts = { countedAt: Date; people: number; today: number; affected: number };

/** Returns the counts of checks for the staff desk, as the worker last made them; undefined before it has. Never returns people. */
export async function checkCounts(staff: Staff): Promise<CheckCounts | undefined> {
	requirePermission(staff, "desk:read");
	const { rows } = await database().execute<Omit<CheckCounts, "countedAt"> & { counted_at: string }>(
		sql`select counted_at, people, today, affected from exposure.check_count`,
	);
	const [row] = rows;
	return row && { countedAt: new Date(row.counted_at), people: row.people, today: row.today, affected: row.affected };
}

/** Counts the checks and keeps the numbers. Runs as the worker. */
export async function countChecks(): Promise<void> {
	await database().execute(sql`select exposure.count_checks()`);
}
