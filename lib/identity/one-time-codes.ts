import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { fingerprint, normalise } from "../identifiers";
import { newId } from "../ids";
import { log } from "../log";
import { err, ok, type Result } from "../result";
import { type CodeRefusal, codeLimits, type Purpose } from "./code-limits";
import { mailCode } from "./mail";
import { withinMailQuota } from "./mail-quota";
import { newMatchingWords } from "./matching-words";
import { browserHash, codeHash, newCode, newToken, sameHash } from "./tokens";

const { challenge } = tables;
type Row = typeof challenge.$inferSelect;

/** An address whose owner has just proven control of it. */
export type Proof = { address: string; fingerprint: Buffer; locale: Locale };

/** The part of a challenge that the code page shows to the browser that requested it. */
export type OpenChallenge = { address: string; words: string; mayResend: boolean };

/** Locks an address until the transaction ends, so quotas and new people are counted once. */
export async function lockAddress(tx: Transaction, address: Buffer): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(encode(${address}, 'hex'), 0))`);
}

const lifetime = sql`now() + make_interval(mins => ${codeLimits.minutes})`;

/**
 * Mails a code to an address. Returns the token that binds the code to the requesting browser. Writes the same rows for every
 * address, known or not: no person is looked up here. An address over its quota gets the same rows, no mail, and a code that
 * nothing matches. `member` is the signed-in requester, if the purpose needs one. `previous` is the browser's earlier token,
 * `signedInWith` the token of its session, expired or not. Anonymous requests are not audited: the log is append-only and
 * strangers could fill it.
 */
export async function requestCode(ask: {
	purpose: Purpose;
	address: string;
	locale: Locale;
	member?: Member;
	previous?: string;
	signedInWith?: string;
}): Promise<Result<string, "not-an-address">> {
	const address = normalise("email", ask.address);
	const print = fingerprint("email", ask.address);
	if (!address || !print) return err("not-an-address");
	const token = newToken();
	const id = newId("chl");
	const words = newMatchingWords();
	await database().transaction(async (tx) => {
		await lockAddress(tx, print);
		const mailed = await withinMailQuota(tx, print, ask.signedInWith);
		const code = newCode();
		await tx
			.update(challenge)
			.set({ expiresAt: sql`now()` })
			.where(and(eq(challenge.browserHash, browserHash(ask.previous ?? "")), isNull(challenge.consumedAt)));
		await tx.insert(challenge).values({
			id,
			purpose: ask.purpose,
			browserHash: browserHash(token),
			personId: ask.member?.personId,
			addressFingerprint: print,
			addressSealed: seal("address", address),
			codeHash: mailed ? codeHash(id, code) : browserHash(newToken()),
			words,
			sends: mailed ? 1 : 0,
			locale: ask.locale,
			expiresAt: lifetime,
		});
		await mailCode(tx, { purpose: ask.purpose, locale: ask.locale, address, code, words, mailed });
		if (ask.member) await record(tx, ask.member.actor, "challenge.started", id, { purpose: ask.purpose });
	});
	return ok(token);
}

async function findChallenge(
	tx: Pick<Transaction, "select">,
	token: string,
	purpose: Purpose,
): Promise<Row | undefined> {
	const [row] = await tx
		.select()
		.from(challenge)
		.where(
			and(
				eq(challenge.browserHash, browserHash(token)),
				eq(challenge.purpose, purpose),
				gt(challenge.createdAt, sql`now() - make_interval(mins => ${codeLimits.renewableMinutes})`),
			),
		);
	return row;
}

/** Returns the challenge that waits for this browser's answer. Undefined if it requested none lately or has answered. */
export async function openChallenge(token: string, purpose: Purpose): Promise<OpenChallenge | undefined> {
	const row = await findChallenge(database(), token, purpose);
	if (!row || row.consumedAt) return undefined;
	return {
		address: unseal("address", row.addressSealed),
		words: row.words,
		mayResend: row.sends < codeLimits.sends && row.attempts < codeLimits.attempts,
	};
}

/**
 * Mails a new code for the same challenge. The old code stops working; wrong answers stay counted. If the address is over its
 * quota, the old code stays and the same rows are written.
 */
export async function sendAnotherCode(
	token: string,
	purpose: Purpose,
	signedInWith?: string,
): Promise<Result<undefined, CodeRefusal>> {
	return database().transaction(async (tx) => {
		const found = await findChallenge(tx, token, purpose);
		if (!found) return err("unknown");
		await lockAddress(tx, found.addressFingerprint);
		const mailed = await withinMailQuota(tx, found.addressFingerprint, signedInWith);
		const code = newCode();
		const [row] = await tx
			.update(challenge)
			.set(
				mailed
					? {
							codeHash: codeHash(found.id, code),
							sends: sql`${challenge.sends} + 1`,
							sentAt: sql`now()`,
							expiresAt: lifetime,
						}
					: { sends: sql`${challenge.sends}` },
			)
			.where(
				and(
					eq(challenge.id, found.id),
					isNull(challenge.consumedAt),
					lt(challenge.attempts, codeLimits.attempts),
					lt(challenge.sends, codeLimits.sends),
				),
			)
			.returning();
		if (!row) return err(found.consumedAt ? "used" : found.attempts < codeLimits.attempts ? "too-many" : "exhausted");
		const { locale, words } = row;
		const address = unseal("address", row.addressSealed);
		await mailCode(tx, { purpose, locale: locale as Locale, address, code, words, mailed });
		if (row.personId) await record(tx, { kind: "member", id: row.personId }, "challenge.renewed", row.id);
		return ok();
	});
}

/**
 * Checks a typed code. One conditional statement counts the attempt and locks the row, so only five of any number of concurrent
 * guesses are checked. A code works once. `then` runs in the same transaction with the proof: the code counts as used only if
 * `then` succeeds. Refusals: wrong, expired, exhausted, used, unknown (this browser requested no code).
 */
export async function verifyCode<T>(
	answer: { token: string; purpose: Purpose; code: string; member?: Member },
	then: (tx: Transaction, proof: Proof) => Promise<T>,
): Promise<Result<T, CodeRefusal>> {
	const { token, purpose, member } = answer;
	return database().transaction(async (tx) => {
		const asked = await findChallenge(tx, token, purpose);
		if (!asked) return err("unknown");
		await lockAddress(tx, asked.addressFingerprint);
		const [row] = await tx
			.update(challenge)
			.set({ attempts: sql`${challenge.attempts} + 1` })
			.where(
				and(
					eq(challenge.browserHash, browserHash(token)),
					eq(challenge.purpose, purpose),
					sql`${challenge.personId} is not distinct from ${member?.personId ?? null}`,
					isNull(challenge.consumedAt),
					gt(challenge.expiresAt, sql`clock_timestamp()`),
					lt(challenge.attempts, codeLimits.attempts),
				),
			)
			.returning();
		if (!row) return err(await refusalReason(tx, token, purpose));
		if (!sameHash(row.codeHash, codeHash(row.id, answer.code))) {
			if (row.attempts < codeLimits.attempts) return err("wrong");
			if (member) await record(tx, member.actor, "challenge.exhausted", row.id, { purpose });
			else log.warn({ event: "challenge.exhausted", id: row.id });
			return err("exhausted");
		}
		await tx.update(challenge).set({ consumedAt: sql`now()` }).where(eq(challenge.id, row.id));
		return ok(
			await then(tx, {
				address: unseal("address", row.addressSealed),
				fingerprint: row.addressFingerprint,
				locale: row.locale as Locale,
			}),
		);
	});
}

/** Explains why a code was refused without using an attempt. */
async function refusalReason(tx: Transaction, token: string, purpose: Purpose): Promise<CodeRefusal> {
	const row = await findChallenge(tx, token, purpose);
	if (!row) return "unknown";
	if (row.consumedAt) return "used";
	return row.attempts >= codeLimits.attempts ? "exhausted" : "expired";
}
