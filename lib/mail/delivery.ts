import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { JobHelpers, TaskList } from "graphile-worker";
import { z } from "zod";
import { unseal } from "../crypto/seal";
import { database, databaseClock, tables } from "../database";
import type { Locale } from "../i18n";
import { errorCode, log } from "../log";
import { organisation } from "../organisation";
import { noticeText } from "./notice-text";
import { sealText } from "./outbox";
import { reportQueue } from "./queue-report";
import { nextAttempt } from "./retry-schedule";
import { sendWithin, smtpTransport } from "./smtp-transport";

const { outboxMessage } = tables;
export type OutboxMessage = typeof outboxMessage.$inferSelect;

/** Longer than any of the connection's own limits, for a server that answers a few bytes at a time. */
const sendLimit = 30_000;

/** What the log and the outbox keep of a failed delivery: an SMTP status or an error's code, never its text, which quotes the recipient. */
function deliveryCode(error: unknown): string {
	if (error instanceof Error && "responseCode" in error && typeof error.responseCode === "number") {
		return String(error.responseCode);
	}
	return errorCode(error);
}

/** Whether the server has refused this mail for good (RFC 5321, 4.2.1). A wrong password is ours to mend, so the mail waits. */
function refusedForGood(error: unknown): boolean {
	const { code, responseCode } = error as { code?: string; responseCode?: number };
	return (code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500;
}

async function send(row: OutboxMessage): Promise<void> {
	const { address, name } = organisation().senders[0] as { address: string; name: string };
	await sendWithin(smtpTransport(), sendLimit, {
		from: { address, name },
		to: { address: unseal("message-recipient", row.recipientSealed), name: "" },
		subject: unseal("message-subject", row.subjectSealed as Buffer),
		text: unseal("message-text", row.textSealed as Buffer),
		// The same id at every attempt: a mail sent twice is seen to be one.
		messageId: `<${row.id}@${address.slice(address.lastIndexOf("@") + 1)}>`,
		headers: { "Auto-Submitted": "auto-generated", "Content-Language": row.locale },
		disableFileAccess: true,
		disableUrlAccess: true,
	});
}

const wiped = { subjectSealed: null, textSealed: null, recipientSealed: Buffer.alloc(0) };

/** Claims a message for sending and counts the attempt. Undefined if it was sent, has failed or has expired. */
async function claim(id: string): Promise<OutboxMessage | undefined> {
	const [row] = await database()
		.update(outboxMessage)
		.set({ attempts: sql`${outboxMessage.attempts} + 1` })
		.where(
			and(
				eq(outboxMessage.id, id),
				isNull(outboxMessage.sentAt),
				isNull(outboxMessage.failedAt),
				sql`(${outboxMessage.expiresAt} is null or ${outboxMessage.expiresAt} > now())`,
			),
		)
		.returning();
	return row;
}

const open = (id: string) =>
	and(eq(outboxMessage.id, id), isNull(outboxMessage.sentAt), isNull(outboxMessage.failedAt));

async function markSent(row: OutboxMessage): Promise<void> {
	await database()
		.update(outboxMessage)
		.set({ ...wiped, sentAt: sql`now()`, lastError: null })
		.where(open(row.id));
	log.info({ event: "mail.sent", id: row.id, count: row.attempts });
}

/** Deletes a code whose mail was never to be sent: anybody may ask for any number of them. Returns whether it was one. */
async function deleteUnsendable(id: string): Promise<boolean> {
	const { expiresAt, createdAt } = outboxMessage;
	const deleted = await database()
		.delete(outboxMessage)
		.where(and(open(id), lte(expiresAt, createdAt)))
		.returning({ id: outboxMessage.id });
	return deleted.length > 0;
}

/** Ends a message that is not sent any more, and logs it. */
async function markFailed(id: string, code: string): Promise<void> {
	if (code === "expired" && (await deleteUnsendable(id))) return;
	const [row] = await database()
		.update(outboxMessage)
		.set({ ...wiped, failedAt: sql`now()`, lastError: code })
		.where(open(id))
		.returning();
	if (!row) return;
	const what = row.kind.endsWith("-code") ? "code" : "mail";
	log.error({ event: `${what}.${code === "expired" ? "expired" : "failed"}`, id, code, count: row.attempts });
}

/** Writes the text of a message that has none yet. Returns the message with it, or undefined if there is nothing to say any more. */
type Writer = (row: OutboxMessage) => Promise<OutboxMessage | undefined>;

/** Writes a notice. */
async function writeNotice(row: OutboxMessage): Promise<OutboxMessage> {
	const locale = row.locale as Locale;
	return { ...row, ...sealText(locale, noticeText(row, locale, row.createdAt)) };
}

/**
 * Sends one message of the outbox. If the server cannot take it now, queues the next attempt. When the server refuses for good,
 * after the last attempt, or when the message has expired, it has failed. Sent or failed, its text is wiped.
 */
export async function sendMail(payload: unknown, { addJob, job }: JobHelpers, write: Writer): Promise<void> {
	const { message } = z.object({ message: z.string() }).parse(payload);
	const claimed = await claim(message);
	if (!claimed) return markFailed(message, "expired");
	const row = claimed.textSealed ? claimed : await write(claimed);
	if (!row?.textSealed) return markFailed(message, "refused");
	try {
		await send(row);
	} catch (error) {
		const code = deliveryCode(error);
		const now = await databaseClock();
		const runAt = refusedForGood(error) ? undefined : nextAttempt(row.attempts, row.expiresAt, now());
		if (!runAt) return markFailed(message, code);
		await database().update(outboxMessage).set({ lastError: code }).where(eq(outboxMessage.id, message));
		await addJob("send_mail", { message }, { runAt, priority: job.priority, jobKey: `mail:${message}` });
		return log.warn({ event: "mail.delayed", id: message, code, count: row.attempts });
	}
	await markSent(row);
}

/** Forgets messages a month after they left or failed. */
async function forgetMail(): Promise<void> {
	await database().delete(outboxMessage).where(sql`${outboxMessage.createdAt} < now() - interval '30 days'`);
}

/** What the worker can do for this subject. */
export const tasks: TaskList = {
	send_mail: (payload, helpers) => sendMail(payload, helpers, writeNotice),
	forget_mail: forgetMail,
	report_mail: reportQueue,
};
