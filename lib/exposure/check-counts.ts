import { countDistinct, gte, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";

/** Numbers of people: with any saved answer, checked since midnight in London, and ever affected. */
type CheckCounts = { people: number; today: number; affected: number };

const { checkResult } = tables;

/** Returns the counts of checks for the staff desk. Never returns people. */
export async function countChecks(staff: Staff): Promise<CheckCounts> {
	requirePermission(staff, "desk:read");
	const midnight = sql`date_trunc('day', now() at time zone 'Europe/London') at time zone 'Europe/London'`;
	const [[all], [today]] = await Promise.all([
		database()
			.select({
				people: countDistinct(checkResult.personId),
				affected: sql<number>`count(distinct ${checkResult.personId}) filter (where ${checkResult.outcome} = 'affected')::int`,
			})
			.from(checkResult),
		database()
			.select({ people: countDistinct(checkResult.personId) })
			.from(checkResult)
			.where(gte(checkResult.lastCheckedAt, midnight)),
	]);
	return { people: all?.people ?? 0, today: today?.people ?? 0, affected: all?.affected ?? 0 };
}
