import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { log } from "../log";
import { err, ok, type Result } from "../result";
import { type CodeRefusal, codeLimits, isLongCode, type Purpose } from "./code-limits";
import { type ChallengeRow, findChallenge, lockMailbox, type Proof } from "./one-time-codes";
import { codeHash, longCodeHash, sameHash } from "./tokens";
import { countWrongCode, mayTryShortCode } from "./wrong-codes";

const { challenge } = tables;

type Answer = { token: string; purpose: Purpose; code: string; member?: Member };

/**
 * Uses the long code of any mail to this browser's address, for the same purpose and person. Ends the mail's challenge and this
 * browser's. Wrong ones are not counted: nobody guesses 83 bits.
 */
async function useLongCode(
	tx: Transaction,
	asked: ChallengeRow,
	{ code, member }: Answer,
): Promise<Result<undefined, CodeRefusal>> {
	if (asked.consumedAt) return err("used");
	const [mailed] = await tx
		.update(challenge)
		.set({ consumedAt: sql`now()` })
		.where(
			and(
				eq(challenge.longCodeHash, longCodeHash(code)),
				eq(challenge.addressFingerprint, asked.addressFingerprint),
				eq(challenge.purpose, asked.purpose),
				sql`${challenge.personId} is not distinct from ${member?.personId ?? null}`,
				gt(challenge.longCodeExpiresAt, sql`clock_timestamp()`),
				isNull(challenge.consumedAt),
			),
		)
		.returning({ id: challenge.id });
	if (!mailed) return err("wrong");
	await tx.update(challenge).set({ consumedAt: sql`now()` }).where(eq(challenge.id, asked.id));
	return ok();
}

/** Explains why a short code was refused without using an attempt. */
function refusalReason({ consumedAt, attempts }: ChallengeRow): CodeRefusal {
	if (consumedAt) return "used";
	return attempts >= codeLimits.attempts ? "exhausted" : "expired";
}

/**
 * Uses the short code of this browser's challenge. One conditional statement counts the attempt and locks the row, so only five
 * of any number of concurrent guesses are checked. A guess beyond the mailbox's limit is refused as a wrong one.
 */
async function useShortCode(
	tx: Transaction,
	asked: ChallengeRow,
	{ purpose, code, member }: Answer,
): Promise<Result<undefined, CodeRefusal>> {
	const [row] = await tx
		.update(challenge)
		.set({ attempts: sql`${challenge.attempts} + 1` })
		.where(
			and(
				eq(challenge.id, asked.id),
				sql`${challenge.personId} is not distinct from ${member?.personId ?? null}`,
				isNull(challenge.consumedAt),
				gt(challenge.expiresAt, sql`clock_timestamp()`),
				lt(challenge.attempts, codeLimits.attempts),
			),
		)
		.returning();
	if (!row) return err(refusalReason(asked));
	const allowed = await mayTryShortCode(tx, row.mailboxFingerprint);
	if (allowed && sameHash(row.codeHash, codeHash(row.id, code))) {
		await tx.update(challenge).set({ consumedAt: sql`now()` }).where(eq(challenge.id, row.id));
		return ok();
	}
	const exhausted = row.attempts >= codeLimits.attempts;
	if (exhausted && member) await record(tx, member.actor, "challenge.exhausted", row.id, { purpose });
	else if (exhausted) log.warn({ event: "challenge.exhausted", id: row.id });
	if (allowed) await countWrongCode(tx);
	return err(exhausted ? "exhausted" : "wrong");
}

/**
 * Checks a typed code, short or long. A code works once. `then` runs in the same transaction with the proof: the code counts as
 * used only if `then` succeeds. Refusals: wrong, expired, exhausted, used, unknown (this browser requested no code).
 */
export async function verifyCode<T>(
	answer: Answer,
	then: (tx: Transaction, proof: Proof) => Promise<T>,
): Promise<Result<T, CodeRefusal>> {
	const { token, purpose } = answer;
	return database().transaction(async (tx) => {
		const waiting = await findChallenge(tx, token, purpose);
		if (!waiting) return err("unknown");
		await lockMailbox(tx, waiting.mailboxFingerprint);
		// What another answer of this browser has changed while this one waited for the lock.
		const asked = await findChallenge(tx, token, purpose);
		if (!asked) return err("unknown");
		const used = await (isLongCode(answer.code) ? useLongCode : useShortCode)(tx, asked, answer);
		if (!used.ok) return used;
		return ok(
			await then(tx, {
				address: unseal("address", asked.addressSealed),
				fingerprint: asked.addressFingerprint,
				locale: asked.locale as Locale,
			}),
		);
	});
}
