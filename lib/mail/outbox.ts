import { sql } from "drizzle-orm";
import { seal } from "../crypto/seal";
import type { Transaction } from "../database";
import { countEvent } from "../event-counts";
import type { Locale } from "../i18n";
import { newId } from "../ids";
import { log } from "../log";
import { mailText } from "./mail-template";
import type { Notice } from "./notice-text";

/** The sealed text of a mail, as the outbox keeps it until it is sent. */
export function sealText(locale: Locale, { subject, text }: { subject: string; text: string }) {
	return { subjectSealed: seal("message-subject", subject), textSealed: seal("message-text", mailText(locale, text)) };
}

/**
 * Puts the mail with a challenge's codes into the outbox and its job into the queue, if the quotas have room: the database counts
 * (db/migrations/0023_mail.sql). `to` is sealed at once. `session` is the secret of the asker's session, `network` the hash of their network.
 */
export async function queueCode(
	tx: Transaction,
	mail: { challengeId: string; to: string; session: Buffer; network: Buffer },
): Promise<void> {
	const recipient = seal("message-recipient", mail.to);
	await tx.execute(
		sql`select queue_code(${newId("msg")}, ${mail.challengeId}, ${mail.session}, ${mail.network}, ${recipient})`,
	);
	countEvent("codes", "asked");
}

/** Puts a notice into the outbox and its job into the queue, both in the caller's transaction. Returns the message's id. */
export async function queueNotice(tx: Transaction, notice: Notice & { locale: Locale; to: string }): Promise<string> {
	const id = newId("msg");
	const recipient = seal("message-recipient", notice.to);
	const { rows } = await tx.execute<{ queued: boolean }>(
		sql`select queue_notice(${id}, ${notice.kind}, ${notice.detail}, ${notice.locale}, ${recipient}) as queued`,
	);
	if (!rows[0]?.queued) log.error({ event: "mail.too-many", code: notice.kind });
	return id;
}
