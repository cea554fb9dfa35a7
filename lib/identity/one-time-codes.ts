import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
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
import { browserHash, codeHash, newCode, newToken, sameHash, sessionHash } from "./tokens";
import { newWordPair } from "./word-pair";

const { challenge } = tables;
type Row = typeof challenge.$inferSelect;

/** An address somebody has just proven to control. */
export type Proof = { address: string; fingerprint: Buffer; locale: Locale };

/** What the code page shows of a challenge to the browser that asked for it. */
export type OpenChallenge = { address: string; words: string; mayResend: boolean };

/** Requests about one address wait for each other, whoever makes them: its mails are counted, its person is made once. */
export async function lockAddress(tx: Transaction, address: Buffer): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(encode(${address}, 'hex'), 0))`);
}

/**
 * Whether a browser's session token, live or run out but never signed out of, is of whoever has proven an address. Nothing
 * of it reaches the page: it only widens the address's share of mails.
 */
async function sessionHasProven(tx: Transaction, token: string, address: Buffer): Promise<boolean> {
	const { session, provenIdentifier, staffMember } = tables;
	const [row] = await tx
		.select({ id: session.id })
		.from(session)
		.leftJoin(provenIdentifier, eq(provenIdentifier.personId, session.personId))
		.leftJoin(staffMember, eq(staffMember.id, session.staffId))
		.where(
			and(
				eq(session.tokenHash, sessionHash(token)),
				isNull(session.revokedAt),
				or(eq(provenIdentifier.fingerprint, address), eq(staffMember.emailFingerprint, address)),
			),
		)
		.limit(1);
	return row !== undefined;
}

/**
 * Whether one more mail may go to an address. Counts every mail of challenges whose last one is within the window, except where
 * the code came back right: whoever asked for those reads the mailbox. A browser that has been signed in to this address has
 * as many again, which nobody else can use up: else anybody could lock its owner out.
 */
async function withinMailQuota(tx: Transaction, address: Buffer, signedInWith = ""): Promise<boolean> {
	const shares = (await sessionHasProven(tx, signedInWith, address)) ? 2 : 1;
	const [row] = await tx
		.select({
			hour: sql<number>`coalesce(sum(${challenge.sends}) filter (where ${challenge.sentAt} > now() - interval '1 hour'), 0)::int`,
			day: sql<number>`coalesce(sum(${challenge.sends}), 0)::int`,
		})
		.from(challenge)
		.where(
			and(
				eq(challenge.addressFingerprint, address),
				gt(challenge.sentAt, sql`now() - interval '1 day'`),
				isNull(challenge.consumedAt),
			),
		);
	if (!row) return false;
	return row.hour < shares * codeLimits.mailsPerHour && row.day < shares * codeLimits.mailsPerDay;
}

const lifetime = sql`now() + make_interval(mins => ${codeLimits.minutes})`;

/**
 * Mails a code to an address and gives the token that binds it to the asking browser. The same writes for every address,
 * known or not: nobody is looked up here. An address that has had its share of mails gets the same rows and no mail, and
 * no code is right. `member` is who asks, where the purpose needs somebody signed in; `previous` is the browser's earlier token,
 * `signedInWith` the token of the session it carries, run out or not. What nobody in particular asks for stands in the challenge
 * alone: the audit log, which nothing can be taken out of, is not for strangers to fill.
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
	const words = newWordPair();
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

/** What this browser is being asked for, or undefined when it has asked for nothing lately or has answered already. */
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
 * Mails a new code for the same challenge; the old one stops working, the wrong answers stay counted. When the address has
 * had its share of mails the old code stays and the same rows are written.
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
 * Checks a code that was typed. One conditional statement counts the attempt and takes the row, so that however many guesses
 * arrive at once only five are looked at; a code is right once. `then` runs in the same transaction with what was proven: the
 * code counts as used only if it succeeds. Refusals: wrong, expired, exhausted, used, unknown (this browser asked for nothing).
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

/** Why no attempt could be counted. */
async function refusalReason(tx: Transaction, token: string, purpose: Purpose): Promise<CodeRefusal> {
	const row = await findChallenge(tx, token, purpose);
	if (!row) return "unknown";
	if (row.consumedAt) return "used";
	return row.attempts >= codeLimits.attempts ? "exhausted" : "expired";
}
