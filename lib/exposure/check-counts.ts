import { countDistinct, gte, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";

/** How many people have had an answer: ever, since midnight in London, and how many of them were affected by an incident. */
type CheckFigures = { people: number; today: number; affected: number };

const { checkResult } = tables;

/** Counts alone: nothing here says who. */
export async function figures(staff: Staff): Promise<CheckFigures> {
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
