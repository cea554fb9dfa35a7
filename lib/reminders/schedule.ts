import { eq, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { currentRoute, routesFor } from "./delivery-route";
import type { Interval, ReminderChannel, Reminders, ReminderWish } from "./schema";

const { planReminder } = tables;

/** In the words of PostgreSQL, which counts days and summer time. */
const lengths: Record<Interval, string> = { "three-days": "3 days", week: "7 days", month: "1 month" };

/** The morning, London time, of the day that long from today. */
const morningIn = (interval: Interval) =>
	sql`(date_trunc('day', now() at time zone 'Europe/London') + ${lengths[interval]}::interval + interval '9 hours') at time zone 'Europe/London'`;

/** What the member's plan shows about reminders. One whose address they have taken away since is none. */
export async function remindersOf(member: Member): Promise<Reminders> {
	const db = database();
	const [ways, [row]] = await Promise.all([
		routesFor(db, member.personId),
		db.select().from(planReminder).where(eq(planReminder.personId, member.personId)),
	]);
	const way = row && (await currentRoute(db, row));
	return {
		ways: ways.map(({ channel, masked }) => ({ channel, masked })),
		set: way && { channel: row.channel as ReminderChannel, masked: way.masked, dueAt: row.dueAt },
	};
}

/**
 * Sets the member's one reminder, in place of the one before. "no-way" where they cannot be reached by that
 * channel, or did not say by which of several.
 */
export async function askReminder(
	member: Member,
	locale: Locale,
	{ when, by }: ReminderWish,
): Promise<Result<undefined, "no-way">> {
	return database().transaction(async (tx) => {
		const ways = await routesFor(tx, member.personId);
		const way = by ? ways.find((each) => each.channel === by) : ways.length === 1 ? ways[0] : undefined;
		if (!way) return err("no-way");
		const asked = {
			id: newId("rem"),
			channel: way.channel,
			toSignIn: way.toSignIn,
			locale,
			askedAt: sql`clock_timestamp()`,
			dueAt: morningIn(when),
			handedOverAt: null,
		};
		await tx
			.insert(planReminder)
			.values({ ...asked, personId: member.personId })
			.onConflictDoUpdate({ target: planReminder.personId, set: asked });
		await record(tx, member.actor, "plan-reminder.set", member.personId, {
			when,
			by: way.channel,
		});
		return ok();
	});
}

/** Stops the member's reminder. Nothing happens where there is none. */
export async function stopReminder(member: Member): Promise<void> {
	await database().transaction(async (tx) => {
		const stopped = await tx.delete(planReminder).where(eq(planReminder.personId, member.personId)).returning();
		if (stopped.length > 0) await record(tx, member.actor, "plan-reminder.stopped", member.personId);
	});
}
