import { and, desc, eq, gt, or, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { countEvent } from "../event-counts";
import type { Locale } from "../i18n";
import { log } from "../log";
import { err, ok, type Result } from "../result";
import { type CodeRefusal, codeLimits, isLongCode, type Purpose } from "./code-limits";
import { type ChallengeRow, findChallenge, lockMailbox, type Proof } from "./one-time-codes";
import { browserHash, codeHash, longCodeHash } from "./tokens";

const { challenge, replacedCode } = tables;

/** Explains why a code was not looked at. */
function refusalReason(asked: ChallengeRow | undefined): CodeRefusal {
	if (!asked) return "unknown";
	if (asked.consumedAt) return "used";
	return asked.attempts >= codeLimits.attempts ? "exhausted" : "expired";
}

/**
 * Counts an attempt at a challenge and commits it with the hash of what was typed. Returns its number, or null if no attempt is
 * left. Only five of any number of concurrent guesses get one.
 */
async function submitCode(challengeId: string, code: string): Promise<number | null> {
	const hashes = isLongCode(code) ? sql`null, ${longCodeHash(code)}` : sql`${codeHash(challengeId, code)}, null`;
	const { rows } = await database().execute<{ attempt: number | null }>(
		sql`select submit_code(${challengeId}, ${hashes}) as attempt`,
	);
	return rows[0]?.attempt ?? null;
}

/** Judges an attempt. The database compares the codes, which this process cannot read. */
async function judgeAttempt(tx: Transaction, challengeId: string, attempt: number): Promise<boolean> {
	const { rows } = await tx.execute<{ right: boolean }>(sql`select use_code(${challengeId}, ${attempt}) as right`);
	return rows[0]?.right === true;
}

/**
 * Checks a typed code, short or long. A code works once. `then` runs in the same transaction with the proof: the code counts as
 * used only if `then` succeeds. Refusals: wrong, expired, exhausted, used, unknown (this browser requested no code). A long code
 * works for any challenge of the same address, purpose and person; wrong ones are not counted, because nobody guesses 83 bits.
 */
export async function verifyCode<T>(
	answer: { token: string; purpose: Purpose; code: string; member?: Member },
	then: (tx: Transaction, proof: Proof, challengeId: string) => Promise<T>,
): Promise<Result<T, CodeRefusal>> {
	const { token, purpose, code, member } = answer;
	const asked = await findChallenge(database(), token, purpose);
	if (!asked || asked.personId !== (member?.personId ?? null)) return err("unknown");
	const attempt = await submitCode(asked.id, code);
	return database().transaction(async (tx) => {
		await lockMailbox(tx, asked.mailboxFingerprint);
		if (attempt !== null && (await judgeAttempt(tx, asked.id, attempt))) {
			const proof = {
				address: unseal("address", asked.addressSealed),
				fingerprint: asked.addressFingerprint,
				locale: asked.locale as Locale,
			};
			const value = await then(tx, proof, asked.id);
			countEvent("codes", "right");
			return ok(value);
		}
		countEvent("codes", "refused");
		const now = await findChallenge(tx, token, purpose);
		if (attempt === null || now?.consumedAt) return err(refusalReason(now));
		if (attempt < codeLimits.attempts) return err("wrong");
		if (member) await record(tx, member.actor, "challenge.exhausted", asked.id, { purpose });
		else log.warn({ event: "challenge.exhausted", id: asked.id });
		return err("exhausted");
	});
}

/**
 * When the newest code and a wrong one were asked for, if the wrong one was mailed to the same browser before it: the person has
 * typed the code of an older mail. Undefined for any other code.
 */
export async function olderCode(
	token: string,
	purpose: Purpose,
	code: string,
): Promise<{ older: Date; newest: Date } | undefined> {
	const newest = await findChallenge(database(), token, purpose);
	if (!newest) return undefined;
	const asked = await database()
		.select({ id: challenge.id })
		.from(challenge)
		.where(
			and(
				eq(challenge.browserHash, browserHash(token)),
				eq(challenge.purpose, purpose),
				gt(challenge.createdAt, sql`now() - make_interval(mins => ${codeLimits.renewableMinutes})`),
			),
		);
	const [found] = await database()
		.select({ askedAt: replacedCode.askedAt })
		.from(replacedCode)
		.where(
			or(
				...asked.map(({ id }) => and(eq(replacedCode.challengeId, id), eq(replacedCode.codeHash, codeHash(id, code)))),
			),
		)
		.orderBy(desc(replacedCode.askedAt))
		.limit(1);
	return found && { older: found.askedAt, newest: newest.sentAt };
}
