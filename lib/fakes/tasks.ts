import { sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { database, tables } from "../database";
import { reportDays } from "./schema";

/** Deletes reports after 30 days, decided on or not. */
async function forgetFakeReports(): Promise<void> {
	await database()
		.delete(tables.fakeReport)
		.where(sql`${tables.fakeReport.reportedAt} < now() - make_interval(days => ${reportDays})`);
}

/** The worker's tasks of this subject. */
export const tasks: TaskList = { forget_fake_reports: forgetFakeReports };
