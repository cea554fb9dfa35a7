import { eq } from "drizzle-orm";
import type { Actor } from "../audit";
import { record } from "../audit";
import { preferredLanguage } from "../contact";
import { type Transaction, tables } from "../database";
import { exposuresToldTo } from "../exposure";
import { hasOpenActions } from "../guidance";
import type { Locale } from "../i18n";
import { type Way, wayOf } from "./delivery-route";

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
): Promise<{ way: Way; locale: Locale } | undefined> {
	const exposures = await exposuresToldTo(tx, row.personId);
	if (!(await hasOpenActions(tx, row.personId, exposures))) {
		await end(tx, actor, row, "not-needed");
		return undefined;
	}
	const way = await wayOf(tx, row);
	if (!way) {
		await end(tx, actor, row, "not-reachable");
		return undefined;
	}
	return { way, locale: (await preferredLanguage(tx, row.personId)) ?? (row.locale as Locale) };
}
