import { eq, sql } from "drizzle-orm";
import { seal, unseal } from "../crypto/seal";
import { type Database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { fingerprint } from "../identifiers";
import { type OutboxMessage, sealText } from "../mail";
import { codeLimits, longCodeDigits } from "./code-limits";
import { codeText } from "./mail-text";
import { areMatchingWords } from "./matching-words";
import { type ChallengeRow, mailboxPrint } from "./one-time-codes";
import { codeHash, longCodeHash, newCode } from "./tokens";
import { digitsAfter, wrongCodesToday } from "./wrong-codes";

const { challenge, mailedCode, outboxMessage } = tables;

/**
 * Marks the short codes that a new mail replaces: the last of the same challenge, and those of earlier requests by the same browser
 * for the same address. They stop working, and whoever types one is told which is meant. Their long codes go on.
 */
async function replaceEarlier(tx: Transaction, asked: ChallengeRow): Promise<void> {
	const earlier = sql`m.challenge_id = c.id and c.browser_hash = ${asked.browserHash} and c.purpose = ${asked.purpose}
		and c.address_fingerprint = ${asked.addressFingerprint} and c.consumed_at is null and (c.id = ${asked.id} or c.created_at < ${asked.createdAt.toISOString()})
		and length(m.code_hash) = 32`;
	await tx.execute(sql`insert into replaced_code (challenge_id, code_hash, asked_at)
		select m.challenge_id, m.code_hash, m.asked_at from mailed_code m, challenge c where ${earlier} on conflict do nothing`);
	// A hash of another length, which nobody can guess: whoever submitted it would have the right code.
	await tx.execute(
		sql`update mailed_code m set code_hash = uuid_send(gen_random_uuid()) from challenge c where ${earlier}`,
	);
}

/**
 * Makes the codes of a challenge and writes them into its mail, both short and long. The database keeps their hashes. Returns the
 * message with its text. Runs in the worker, so that the web never knows a code. The mail goes to the address that the codes will
 * prove, whatever else the web has written. Returns undefined if the challenge is not one of an address, or is over.
 */
export async function writeCodeMail(db: Database, message: OutboxMessage): Promise<OutboxMessage | undefined> {
	return db.transaction(async (tx) => {
		const [asked] = await tx
			.select()
			.from(challenge)
			.where(eq(challenge.id, message.challengeId ?? ""));
		if (!asked || asked.consumedAt) return undefined;
		const address = unseal("address", asked.addressSealed);
		if (!fingerprint("email", address)?.equals(asked.addressFingerprint)) return undefined;
		if (!areMatchingWords(asked.words)) return undefined;
		// Else the web could evade the quota of the mailbox, which is counted by this.
		if (!mailboxPrint(address).equals(asked.mailboxFingerprint)) return undefined;
		await replaceEarlier(tx, asked);
		const code = newCode(digitsAfter(await wrongCodesToday(tx)));
		const longCode = newCode(longCodeDigits);
		const hashes = {
			codeHash: codeHash(asked.id, code),
			longCodeHash: longCodeHash(longCode),
			longCodeExpiresAt: sql`now() + make_interval(hours => ${codeLimits.longCodeHours})`,
			askedAt: asked.sentAt,
		};
		await tx
			.insert(mailedCode)
			.values({ challengeId: asked.id, ...hashes })
			.onConflictDoUpdate({ target: mailedCode.challengeId, set: hashes });
		const locale = message.locale as Locale;
		const { purpose, words, sentAt: askedAt } = asked;
		const text = codeText({ purpose, locale, code, longCode, words, askedAt });
		const [written] = await tx
			.update(outboxMessage)
			.set({ ...sealText(locale, text), recipientSealed: seal("message-recipient", address) })
			.where(eq(outboxMessage.id, message.id))
			.returning();
		return written;
	});
}
