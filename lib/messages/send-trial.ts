import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { unseal } from "../crypto/seal";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { sendOne } from "./message-mail";
import type { SentText } from "./schema";

const { message, messageTrial, staffMember } = tables;

/**
 * Sends a message to the members of staff who read it before its audience does, in each language it has. A failure is tried again by
 * the queue, which sends nothing twice to a reader who has it.
 */
export async function sendTrial(payload: unknown): Promise<void> {
	const { message: id } = z.object({ message: z.string() }).parse(payload);
	const [about] = await database()
		.select()
		.from(message)
		.where(and(eq(message.id, id), eq(message.state, "trying")));
	if (!about) return;
	const readers = await database()
		.select({ id: staffMember.id, email: staffMember.emailSealed })
		.from(messageTrial)
		.innerJoin(staffMember, eq(staffMember.id, messageTrial.staffId))
		.where(and(eq(messageTrial.messageId, id), isNull(messageTrial.sentAt), isNull(staffMember.removedAt)));
	for (const reader of readers) {
		for (const [locale, sent] of Object.entries(about.sent as Record<Locale, SentText>))
			await sendOne(about, `trial-${reader.id}-${locale}`, locale as Locale, sent, unseal("staff-email", reader.email));
		await database()
			.update(messageTrial)
			.set({ sentAt: sql`now()` })
			.where(and(eq(messageTrial.messageId, id), eq(messageTrial.staffId, reader.id)));
	}
}
