import { sql } from "drizzle-orm";
import { record } from "../audit";
import { database, type Transaction } from "../database";
import { systemActor } from "../identity";
import { type MailReport, readMailReport } from "./mail-report";
import type { DeliveryState } from "./schema";

/** How many mails said what. "known" are reports on deliveries that had ended so before. */
export type ReturnedMail = Partial<Record<DeliveryState | "delayed" | "auto-reply" | "other" | "known", number>>;

/**
 * Saves what a report says of a delivery, once. One that has failed stays as it is. One that still waits to be repeated is not repeated.
 * The database adds the address to those that are sent no messages. Returns what was saved.
 */
export async function saveReport(tx: Pick<Transaction, "execute">, report: MailReport): Promise<keyof ReturnedMail> {
	if (report.kind !== "failed" && report.kind !== "complaint") return report.kind;
	const state = report.kind === "failed" ? report.state : "complaint";
	const code = report.kind === "failed" ? report.code : "complaint";
	const { rows } = await tx.execute(sql`
		update delivery set state = ${state}, last_error = ${code}, address_sealed = null, ended_at = coalesce(ended_at, now())
		where id = ${report.delivery} and channel = 'email' and (state in ('waiting', 'sending', 'accepted', 'unknown') or state = 'not-accepting' and ${state} = 'complaint')
		returning id`);
	return rows.length > 0 ? state : "known";
}

/** Reads mails that came to the address for returned mail, and saves what they say. */
export async function recordReturnedMail(mails: AsyncIterable<Buffer>): Promise<ReturnedMail> {
	const counts: ReturnedMail = {};
	for await (const mail of mails) {
		const what = await saveReport(database(), await readMailReport(mail));
		counts[what] = (counts[what] ?? 0) + 1;
	}
	await database().transaction((tx) =>
		record(tx, systemActor("npm run bounces"), "returned-mail.read", "returned-mail", { ...counts }),
	);
	return counts;
}
