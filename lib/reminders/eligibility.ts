import { eq } from "drizzle-orm";
import { record } from "../audit";
import type { Actor } from "../authority";
import { preferredLanguage } from "../contact";
import { type Transaction, tables } from "../database";
import { latestExposures } from "../exposure";
import { hasOpenActions } from "../guidance";
import type { Locale } from "../i18n";
import { currentRoute, type DeliveryRoute } from "./delivery-route";

const { planReminder } = tables;
type Row = typeof planReminder.$inferSelect;

/** Ends a reminder, with how in the audit log. */
export async function end(
	tx: Transaction,
	actor: Actor,
	row: Row,
	how: "sent" | "not-needed" | "not-reachable" | "given" | "not-reached",
): Promise<void> {
	await tx.delete(planReminder).where(eq(planReminder.id, row.id));
	await record(tx, actor, `plan-reminder.${how}`, row.personId, { by: row.channel });
}

/**
 * How a reminder goes, and in which language, while there is something to remind of: by the answers the person was last
 * given, since nobody looks them up unasked. Otherwise it ends here.
 */
export async function stillWanted(
	tx: Transaction,
	actor: Actor,
	row: Row,
): Promise<{ way: DeliveryRoute; locale: Locale } | undefined> {
	const exposures = await latestExposures(tx, row.personId);
	if (!(await hasOpenActions(tx, row.personId, exposures))) {
		await end(tx, actor, row, "not-needed");
		return undefined;
	}
	const way = await currentRoute(tx, row);
	if (!way) {
		await end(tx, actor, row, "not-reachable");
		return undefined;
	}
	return { way, locale: (await preferredLanguage(tx, row.personId)) ?? (row.locale as Locale) };
}
