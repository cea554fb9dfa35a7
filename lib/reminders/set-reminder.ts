import { eq, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { availableContacts, currentContact } from "./reminder-contacts";
import type { Interval, ReminderChannel, Reminders, ReminderWish } from "./schema";

const { planReminder } = tables;

/** As PostgreSQL intervals, which account for summer time. */
const sqlIntervals: Record<Interval, string> = { "three-days": "3 days", week: "7 days", month: "1 month" };

/** Returns 9 in the morning, London time, of the day after an interval from today. */
const morningIn = (interval: Interval) =>
	sql`(date_trunc('day', now() at time zone 'Europe/London') + ${sqlIntervals[interval]}::interval + interval '9 hours') at time zone 'Europe/London'`;

/** Whether the reminder that is set is another than the one asked for. */
const differs = sql`(${planReminder.channel}, ${planReminder.toSignIn}, ${planReminder.locale}, ${planReminder.dueAt}, ${planReminder.handedOverAt})
	is distinct from (excluded.channel, excluded.to_sign_in, excluded.locale, excluded.due_at, excluded.handed_over_at)`;

/** Returns the member's reminder and the channels to choose from. A reminder whose contact point was removed does not count. */
export async function remindersOf(member: Member): Promise<Reminders> {
	const db = database();
	const [contacts, [row]] = await Promise.all([
		availableContacts(db, member.personId),
		db.select().from(planReminder).where(eq(planReminder.personId, member.personId)),
	]);
	const contact = row && (await currentContact(db, row));
	return {
		contacts: contacts.map(({ channel, masked }) => ({ channel, masked })),
		set: contact && { channel: row.channel as ReminderChannel, masked: contact.masked, dueAt: row.dueAt },
	};
}

/**
 * Sets the member's reminder and replaces an earlier one. Returns "no-contact" if they cannot be reached by that channel, or chose none
 * of several.
 */
export async function askReminder(
	member: Member,
	locale: Locale,
	{ when, by }: ReminderWish,
): Promise<Result<undefined, "no-contact">> {
	return database().transaction(async (tx) => {
		const contacts = await availableContacts(tx, member.personId);
		const contact = by
			? contacts.find(({ channel }) => channel === by)
			: contacts.length === 1
				? contacts[0]
				: undefined;
		if (!contact) return err("no-contact");
		const reminder = {
			id: newId("rem"),
			channel: contact.channel,
			toSignIn: contact.toSignIn,
			locale,
			askedAt: sql`clock_timestamp()`,
			dueAt: morningIn(when),
			handedOverAt: null,
		};
		const changed = await tx
			.insert(planReminder)
			.values({ ...reminder, personId: member.personId })
			.onConflictDoUpdate({ target: planReminder.personId, set: reminder, setWhere: differs })
			.returning();
		// Just this reminder is set: the button was pressed twice.
		if (changed.length === 0) return ok();
		await record(tx, member.actor, "plan-reminder.set", member.personId, {
			when,
			by: contact.channel,
		});
		return ok();
	});
}

/** Deletes the member's reminder. Does nothing if there is none. */
export async function stopReminder(member: Member): Promise<void> {
	await database().transaction(async (tx) => {
		const stopped = await tx.delete(planReminder).where(eq(planReminder.personId, member.personId)).returning();
		if (stopped.length > 0) await record(tx, member.actor, "plan-reminder.stopped", member.personId);
	});
}
