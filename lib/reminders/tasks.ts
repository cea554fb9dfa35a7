import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { record } from "../audit";
import { database, type Transaction, tables } from "../database";
import { systemActor } from "../identity";
import { errorCode, log } from "../log";
import { queueNotice } from "../mail";
import { endReminder, routeIfEligible } from "./eligibility";

const { planReminder } = tables;
const actor = systemActor("remind");
const due = and(lte(planReminder.dueAt, sql`now()`), isNull(planReminder.handedOverAt));

/** Sends one reminder or queues it for staff. Skips rows another worker has locked. */
async function remind(tx: Transaction, id: string): Promise<void> {
	const [row] = await tx
		.select()
		.from(planReminder)
		.where(and(eq(planReminder.id, id), due))
		.for("update", { skipLocked: true });
	const eligible = row && (await routeIfEligible(tx, actor, row));
	if (!eligible) return;
	const { contact, locale } = eligible;
	if (contact.channel !== "email") {
		await tx.update(planReminder).set({ handedOverAt: sql`now()` }).where(eq(planReminder.id, id));
		return record(tx, actor, "plan-reminder.handed-over", row.personId, { by: contact.channel });
	}
	await queueNotice(tx, { kind: "reminder", detail: "", locale, to: contact.lines[0] as string });
	await endReminder(tx, actor, row, "sent");
}

/** Sends the due reminders, each in its own transaction, so that one failure does not stop the others. */
async function sendReminders(): Promise<void> {
	const ids = await database()
		.select({ id: planReminder.id })
		.from(planReminder)
		.where(due)
		.orderBy(asc(planReminder.dueAt));
	for (const { id } of ids) {
		try {
			await database().transaction((tx) => remind(tx, id));
		} catch (error) {
			log.error({ event: "reminder.failed", id, code: errorCode(error) });
		}
	}
}

/** The worker's tasks of this subject. */
export const tasks: TaskList = { send_reminders: sendReminders };
