import { sql } from "drizzle-orm";
import { seal } from "../crypto/seal";
import { type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { newId } from "../ids";
import { mailText } from "./mail-template";

/** The kinds of mail and the priority of their jobs: the lowest is sent first. Jobs that are no mail have 0. */
const priorities = {
	"sign-in-code": -20,
	"address-code": -20,
	"new-browser": -10,
	"sign-in-changed": -10,
	"address-changed": -10,
	reminder: 10,
} as const;

/** The sealed text of a mail, as the outbox keeps it until it is sent. */
export function sealText(locale: Locale, { subject, text }: { subject: string; text: string }) {
	return { subjectSealed: seal("message-subject", subject), textSealed: seal("message-text", mailText(locale, text)) };
}

/** A mail to one person. `text` is what it has to say; the organisation's name, how to check it and the helpline are put below it. */
type Mail = {
	kind: keyof typeof priorities;
	locale: Locale;
	/** Where it goes. Sealed at once; it never reaches a log or the queue. */
	to: string;
	/** Not sent any more after so many minutes, by the database's clock. 0 writes it and never sends it. */
	expiresInMinutes?: number;
	/** Instead of a text: the challenge whose codes the worker makes and writes into the mail. */
} & ({ subject: string; text: string } | { challengeId: string });

/** Puts a mail into the outbox and its job into the queue, both in the caller's transaction. Gives the message's id. */
export async function queueMail(tx: Transaction, mail: Mail): Promise<string> {
	const id = newId("msg");
	await tx.insert(tables.outboxMessage).values({
		id,
		kind: mail.kind,
		locale: mail.locale,
		recipientSealed: seal("message-recipient", mail.to),
		...("text" in mail ? sealText(mail.locale, mail) : { challengeId: mail.challengeId }),
		expiresAt:
			mail.expiresInMinutes === undefined ? undefined : sql`now() + make_interval(mins => ${mail.expiresInMinutes})`,
	});
	const task = "text" in mail ? "send_mail" : "send_code";
	await tx.execute(
		sql`select enqueue_job(${task}, json_build_object('message', ${id}::text), priority => ${priorities[mail.kind]})`,
	);
	return id;
}
