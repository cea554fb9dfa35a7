import { and, asc, count, eq, isNotNull } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import { err, ok, type Result } from "../result";
import { end, stillWanted } from "./eligibility";
import type { ReminderChannel } from "./schema";

const { planReminder } = tables;
const perPage = 50;

/** A call or a letter that waits, as the queue shows it: no address and no number. */
type WaitingReminder = { id: string; channel: ReminderChannel; dueAt: Date };

const waiting = isNotNull(planReminder.handedOverAt);
const shown = ({ id, channel, dueAt }: typeof planReminder.$inferSelect): WaitingReminder => ({
	id,
	channel: channel as ReminderChannel,
	dueAt,
});

/** One page (50) of the calls and letters that wait, the oldest first. */
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
	return { reminders: rows.map(shown), all, page, pages: pageCount(all, perPage) };
}

/**
 * One that waits, with where to call or write. Whoever looks stands in the audit log. "not-needed" where the person has
 * finished their plan or taken the address away meanwhile: then it leaves the queue.
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
		const wanted = await stillWanted(tx, staff.actor, row);
		if (!wanted) return err("not-needed");
		await record(tx, staff.actor, "plan-reminder.opened", row.personId);
		return ok({ ...shown(row), language: wanted.locale, lines: wanted.way.lines });
	});
}

/** Takes one off the queue: the person was reminded, or could not be reached. One that waits no longer is "absent". */
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
		if (!row) return err("absent");
		await end(tx, staff.actor, row, how);
		return ok();
	});
}
