import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { unseal } from "../crypto/seal";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { hasTextTemplate, trialText } from "./delivery-channel";
import { sendOne } from "./message-mail";
import type { SentText } from "./schema";

const { message, messageTrial, staffMember } = tables;
type Message = typeof message.$inferSelect;

/** Sends the text message of a message to the numbers that staff gave for it, and forgets them. Says what became of each. */
async function sendTrialTexts({ id, sent }: Message): Promise<void> {
	const numbers = await database()
		.select({ staffId: messageTrial.staffId, mobile: messageTrial.mobileSealed })
		.from(messageTrial)
		.where(and(eq(messageTrial.messageId, id), isNotNull(messageTrial.mobileSealed)));
	for (const { staffId, mobile } of numbers) {
		let textState: (typeof messageTrial.$inferInsert)["textState"] = hasTextTemplate() ? "sent" : "not-configured";
		const texts = Object.entries(sent as Record<Locale, SentText>).flatMap(([locale, { sms }]) =>
			sms ? [{ locale, sms }] : [],
		);
		for (const { locale, sms } of hasTextTemplate() ? texts : [])
			if (!(await trialText(`trial-${id}-${staffId}-${locale}`, unseal("address", mobile as Buffer), sms)))
				textState = "refused";
		await database()
			.update(messageTrial)
			.set({ mobileSealed: null, textState })
			.where(and(eq(messageTrial.messageId, id), eq(messageTrial.staffId, staffId)));
	}
}

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
			await sendOne(about, `trial-${reader.id}-${locale}`, locale as Locale, sent, unseal("address", reader.email));
		await database()
			.update(messageTrial)
			.set({ sentAt: sql`now()` })
			.where(and(eq(messageTrial.messageId, id), eq(messageTrial.staffId, reader.id)));
	}
	await sendTrialTexts(about);
}
