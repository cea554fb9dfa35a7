import { sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { database, tables } from "../database";

/** Deletes codes two days after their last mail, because the daily quota counts them. Deletes sessions 30 days after their end. */
async function forgetSignIns(): Promise<void> {
	await database().delete(tables.challenge).where(sql`${tables.challenge.sentAt} < now() - interval '2 days'`);
	await database().delete(tables.session).where(sql`${tables.session.expiresAt} < now() - interval '30 days'`);
}

/** The worker's tasks of this subject. */
export const tasks: TaskList = { forget_sign_ins: forgetSignIns };
