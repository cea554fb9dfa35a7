// Mails in the outbox, for tests of what the worker does with them.
import type pg from "pg";
import { seal } from "@/lib/crypto/seal";
import { newId } from "@/lib/ids";
import { sealText } from "@/lib/mail";

export type WrittenMail = {
	kind: string;
	to: string;
	subject: string;
	text: string;
	/** Not sent any more after so many minutes. */
	expiresInMinutes?: number;
};

/** Puts a mail with a text into the outbox, as the worker does once it has written it, and its job into the queue. Returns its id. */
export async function putMail(owner: pg.Pool, mail: WrittenMail): Promise<string> {
	const id = newId("msg");
	const { subjectSealed, textSealed } = sealText("en", mail);
	await owner.query(
		`insert into outbox_message (id, kind, locale, recipient_sealed, subject_sealed, text_sealed, expires_at)
		values ($1, $2, 'en', $3, $4, $5, now() + make_interval(mins => $6))`,
		[id, mail.kind, seal("message-recipient", mail.to), subjectSealed, textSealed, mail.expiresInMinutes ?? null],
	);
	await owner.query(
		"select graphile_worker.add_job('send_mail', json_build_object('message', $1::text), max_attempts => 8, priority => $2)",
		[id, mail.kind === "reminder" ? 10 : -20],
	);
	return id;
}
