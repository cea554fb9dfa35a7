import { and, eq, isNull, sql } from "drizzle-orm";
import type { JobHelpers, TaskList } from "graphile-worker";
import { createTransport, type Transporter } from "nodemailer";
import { z } from "zod";
import { unseal } from "../crypto/seal";
import { database, tables } from "../database";
import { env } from "../env";
import { errorCode, log } from "../log";
import { organisation } from "../organisation";

const { outboxMessage } = tables;
type Row = typeof outboxMessage.$inferSelect;

let transport: Transporter | undefined;

function post(): Transporter {
	transport ??= createTransport(env().SMTP_URL, {}) as Transporter;
	return transport;
}

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

async function send(row: Row): Promise<void> {
	const { address, name } = organisation().senders[0] as { address: string; name: string };
	await post().sendMail({
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
async function claim(id: string): Promise<Row | undefined> {
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

async function complete(
	id: string,
	change: Partial<Record<"sentAt" | "failedAt", true>>,
	code?: string,
): Promise<void> {
	await database()
		.update(outboxMessage)
		.set({
			...wiped,
			...(change.sentAt ? { sentAt: sql`now()` } : { failedAt: sql`now()` }),
			lastError: code ?? null,
		})
		.where(and(eq(outboxMessage.id, id), isNull(outboxMessage.sentAt), isNull(outboxMessage.failedAt)));
}

/**
 * Sends one message of the outbox. Throws an error that says no more than a code, so that the queue tries again later with growing
 * pauses; when the server refuses for good, or after the last attempt, the message has failed. Either way its text is wiped.
 */
async function sendMail(payload: unknown, { job }: JobHelpers): Promise<void> {
	const { message } = z.object({ message: z.string() }).parse(payload);
	const row = await claim(message);
	if (!row) return complete(message, { failedAt: true }, "expired");
	try {
		await send(row);
	} catch (error) {
		const code = deliveryCode(error);
		if (!refusedForGood(error) && job.attempts < job.max_attempts) {
			await database().update(outboxMessage).set({ lastError: code }).where(eq(outboxMessage.id, message));
			throw Object.assign(new Error("mail not sent"), { code });
		}
		log.error({ event: "mail.failed", id: message, code });
		return complete(message, { failedAt: true }, code);
	}
	await complete(message, { sentAt: true });
	log.info({ event: "mail.sent", id: message, count: row.attempts });
}

/** Forgets messages a month after they left or failed. */
async function forgetMail(): Promise<void> {
	await database().delete(outboxMessage).where(sql`${outboxMessage.createdAt} < now() - interval '30 days'`);
}

/** What the worker can do for this subject. */
export const tasks: TaskList = { send_mail: sendMail, forget_mail: forgetMail };
