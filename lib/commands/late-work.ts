import type pg from "pg";
import { log } from "../log";

/** A time beyond this was written by a clock that has gone back since. What is nearer is left alone: it is soon over. */
const ahead = "now() + interval '1 minute'";
/** When a row of deliveries or mails is due that was claimed by that clock, or never: its pause counts from now. */
const pauseFromNow = "now() + greatest(due_at - coalesce(claimed_at, due_at), interval '0')";

/**
 * What brings each kind of waiting work forward. Work that was due at once is due now, and what pauses after an attempt pauses as long as it was to,
 * from now. A job that is to run at a time of its own, such as a message that is sent tomorrow, keeps it.
 */
const statements = {
	jobs: `update graphile_worker._private_jobs set updated_at = now(), run_at = now() + greatest(run_at - updated_at, interval '0')
		where locked_at is null and updated_at > ${ahead} and (attempts > 0 or run_at <= updated_at)`,
	// A wave that found nothing due has put its next one off until something is.
	deliveries: `with late as (
			update delivery set due_at = ${pauseFromNow}, claimed_at = least(claimed_at, now())
			where state = 'waiting' and message_id in (select id from message where state in ('sending', 'paused'))
				and due_at > ${ahead} and coalesce(claimed_at, due_at) > ${ahead}
			returning message_id
		), woken as (
			update graphile_worker._private_jobs set run_at = now() where locked_at is null and key in (select 'wave:' || message_id from late)
		)
		select from late`,
	"held-deliveries": `update delivery set due_at = ${pauseFromNow}, claimed_at = now() where state = 'sending' and claimed_at > ${ahead}`,
	// Notify is asked within an hour of the last time. To ask it early does no harm.
	questions: `update delivery set due_at = now() where state = 'sending' and carrier = 'notify' and due_at > now() + interval '61 minutes'`,
	"update-mails": `update update_mail set due_at = ${pauseFromNow}, claimed_at = least(claimed_at, now())
		where state = 'waiting' and due_at > ${ahead} and coalesce(claimed_at, due_at) > ${ahead}`,
	// Whoever has followed since then follows since now, and is told of news that come.
	followers: `update subscription set confirmed_at = now() where confirmed_at > ${ahead}`,
	// A browser that nobody has tried to tell has told_at from when it followed. The longest pause between two attempts is 20 minutes.
	browsers: `update push_subscription set due_at = least(due_at, now()), told_at = case when taken_at is null and attempts = 0 then least(told_at, now()) else told_at end
		where due_at > now() + interval '21 minutes' or (taken_at is null and attempts = 0 and told_at > ${ahead})`,
};

/**
 * Returns a function that brings work forward which waits by a clock of the database that has gone back since: it would wait until that time
 * comes again. To be called every few seconds. Does so at the first call, and while the clock says less than it has said, since the statements
 * read all followers.
 */
export function lateWork(pool: Pick<pg.Pool, "query">): () => Promise<void> {
	let latest: number | undefined;
	return async () => {
		const { rows } = await pool.query("select extract(epoch from clock_timestamp())::float8 as at");
		const { at } = rows[0];
		if (latest === undefined || at < latest)
			for (const [code, statement] of Object.entries(statements)) {
				const { rowCount } = await pool.query(statement);
				if (rowCount) log.warn({ event: "worker.brought-forward", code, count: rowCount });
			}
		latest = Math.max(latest ?? at, at);
	};
}
