import { and, count, gt, like, sql } from "drizzle-orm";
import { database, tables } from "../database";
import { log } from "../log";

const { outboxMessage } = tables;
const tooOldSeconds = 30;

/**
 * Logs how old the oldest due mail is and how many are due, if it is older than 30 s, and how many codes failed or expired unsent
 * in the last minute, if any did. Runs once a minute.
 */
export async function reportQueue(): Promise<void> {
	const { rows } = await database().execute<{ due: number; seconds: number | null }>(
		sql`select count(*)::int as due, floor(extract(epoch from now() - min(run_at)))::int as seconds
			from graphile_worker.jobs
			where task_identifier in ('send_code', 'send_mail') and run_at <= now() and (locked_at is not null or attempts < max_attempts)`,
	);
	const { due = 0, seconds } = rows[0] ?? {};
	if (seconds && seconds > tooOldSeconds) log.warn({ event: "mail.waiting", seconds, count: due });
	const [unsent] = await database()
		.select({ codes: count() })
		.from(outboxMessage)
		.where(
			and(
				like(outboxMessage.kind, "%-code"),
				gt(outboxMessage.createdAt, sql`now() - interval '1 hour'`),
				gt(outboxMessage.failedAt, sql`now() - interval '1 minute'`),
			),
		);
	if (unsent?.codes) log.error({ event: "code.unsent", count: unsent.codes });
}
