import { and, asc, count, eq, isNotNull } from "drizzle-orm";
import { hasJustRecorded, record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import { err, ok, type Result } from "../result";
import { endReminder, routeIfEligible } from "./eligibility";
import type { ReminderChannel } from "./schema";

const { planReminder } = tables;
const perPage = 50;

/** A waiting call or letter as the queue shows it, without address and number. */
type WaitingReminder = { id: string; channel: ReminderChannel; dueAt: Date };

const waiting = isNotNull(planReminder.handedOverAt);
const toReminder = ({ id, channel, dueAt }: typeof planReminder.$inferSelect): WaitingReminder => ({
	id,
	channel: channel as ReminderChannel,
	dueAt,
});

/** Returns one page (50) of the waiting calls and letters, the oldest first. */
export async function waitingReminders(
	staff: Staff,
	page: number,
): Promise<{ reminders: WaitingReminder[]; all: number; page: number; pages: number }> {
	requirePermission(staff, "desk:read");
	const [rows, [total]] = await Promise.all([
		database()
			.select()
			.from(planReminder)
			.where(waiting)
			.orderBy(asc(planReminder.dueAt), asc(planReminder.id))
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ all: count() }).from(planReminder).where(waiting),
	]);
	const all = total?.all ?? 0;
	return { reminders: rows.map(toReminder), all, page, pages: pageCount(all, perPage) };
}

/**
 * Returns one waiting reminder with its number or address. Writes an audit entry, because staff see it. Returns "not-needed" and
 * ends the reminder if the person has finished their plan or removed the contact point.
 */
export async function openReminder(
	staff: Staff,
	id: string,
): Promise<Result<WaitingReminder & { language: Locale; lines: string[] }, "absent" | "not-needed">> {
	requirePermission(staff, "desk:read");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(planReminder)
			.where(and(eq(planReminder.id, id), waiting))
			.for("update");
		if (!row) return err("absent");
		const eligible = await routeIfEligible(tx, staff.actor, row);
		if (!eligible) return err("not-needed");
		await record(tx, staff.actor, "plan-reminder.opened", row.personId);
		return ok({ ...toReminder(row), language: eligible.locale, lines: eligible.contact.lines });
	});
}

/** Ends a waiting reminder: the person was reminded, or could not be reached. Returns "absent" if it no longer waits. */
export async function settleReminder(
	staff: Staff,
	id: string,
	how: "given" | "not-reached",
): Promise<Result<undefined, "absent">> {
	requirePermission(staff, "desk:read");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(planReminder)
			.where(and(eq(planReminder.id, id), waiting))
			.for("update");
		// A reminder that has ended is no more, so only what was done says that this was a second press.
		if (!row) return (await hasJustRecorded(tx, staff.actor, `plan-reminder.${how}`)) ? ok() : err("absent");
		await endReminder(tx, staff.actor, row, how);
		return ok();
	});
}
