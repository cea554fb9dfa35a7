import { eq } from "drizzle-orm";
import { record } from "../audit";
import type { Actor } from "../authority";
import { preferredLanguage } from "../contact";
import { type Transaction, tables } from "../database";
import { latestExposures } from "../exposure";
import { hasOpenActions } from "../guidance";
import type { Locale } from "../i18n";
import { currentContact, type ReminderContact } from "./reminder-contacts";

const { planReminder } = tables;
type Row = typeof planReminder.$inferSelect;

/** Deletes a reminder. The audit entry says how it ended. */
export async function endReminder(
	tx: Transaction,
	actor: Actor,
	row: Row,
	how: "sent" | "not-needed" | "not-reachable" | "given" | "not-reached",
): Promise<void> {
	await tx.delete(planReminder).where(eq(planReminder.id, row.id));
	await record(tx, actor, `plan-reminder.${how}`, row.personId, { by: row.channel });
}

/**
 * Returns the contact and the language of a reminder while the person's plan has open actions. Otherwise, or if the person cannot be
 * reached, ends the reminder and returns undefined. Uses the last answers, because a check is never made unasked.
 */
export async function routeIfEligible(
	tx: Transaction,
	actor: Actor,
	row: Row,
): Promise<{ contact: ReminderContact; locale: Locale } | undefined> {
	const exposures = await latestExposures(tx, row.personId);
	if (!(await hasOpenActions(tx, row.personId, exposures))) {
		await endReminder(tx, actor, row, "not-needed");
		return undefined;
	}
	const contact = await currentContact(tx, row);
	if (!contact) {
		await endReminder(tx, actor, row, "not-reachable");
		return undefined;
	}
	return { contact, locale: (await preferredLanguage(tx, row.personId)) ?? (row.locale as Locale) };
}
