import { sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { database, tables } from "../database";

/** Forgets codes two days after they were asked for (the mails of a day are counted by them) and sessions a month after their end. */
async function forgetSignIns(): Promise<void> {
	await database().delete(tables.challenge).where(sql`${tables.challenge.sentAt} < now() - interval '2 days'`);
	await database().delete(tables.session).where(sql`${tables.session.expiresAt} < now() - interval '30 days'`);
}

/** What the worker can do for this subject. */
export const tasks: TaskList = { forget_sign_ins: forgetSignIns };
