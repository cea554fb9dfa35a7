import { and, desc, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { fingerprint, normalise, withoutTag } from "../identifiers";
import { newId } from "../ids";
import { queueCode } from "../mail";
import { err, ok, type Result } from "../result";
import { type CodeRefusal, codeLimits, type Purpose } from "./code-limits";
import { newMatchingWords } from "./matching-words";
import { browserHash, domainHash, networkHash, newToken, sessionSecret } from "./tokens";

const { challenge } = tables;
/** A challenge as the database keeps it. */
export type ChallengeRow = typeof challenge.$inferSelect;

/** An address whose owner has just proven control of it. */
export type Proof = { address: string; fingerprint: Buffer; locale: Locale };

/** The part of a challenge that the code page shows to the browser that requested it. */
export type OpenChallenge = {
	/** Whether its code has been taken: the page that asks for it has nothing left to ask, also for whoever goes back to it. */
	used: boolean;
	address: string;
	words: string;
	/** When the newest mail was asked for. Each mail says its own time, so that an older one is recognised. */
	askedAt: Date;
	mayResend: boolean;
	/** How many mails were requested. A press of the button that sends another one names it, so that it counts once. */
	requests: number;
	/** Whether no mail was sent because the whole site sends too many. */
	busy: boolean;
};

/** Returns the fingerprint of the mailbox of a normalised address, by which it is locked and counted. */
export function mailboxPrint(address: string): Buffer {
	return fingerprint("email", withoutTag(address)) as Buffer;
}

const lifetime = sql`now() + make_interval(mins => ${codeLimits.minutes})`;

/** Locks a mailbox until the transaction ends, so quotas and new people are counted once. */
export async function lockMailbox(tx: Transaction, mailbox: Buffer): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(encode(${mailbox}, 'hex'), 0))`);
}

/**
 * Mails a code to an address. Returns the token that binds the code to the requesting browser. Writes the same rows for every
 * address, known or not: no person is looked up here. An address over its quota gets the same rows, no mail, and so no code. While the site is busy, nobody gets a mail. `member` is the signed-in requester, if the purpose needs one.
 * `previous` is the token the browser has, `signedInWith` the token of its session, expired or not, `network` the client's. The
 * same browser that asks for the same address again within a minute has pressed twice: nothing is written or mailed.
 * Anonymous requests are not audited: the log is append-only and strangers could fill it.
 */
export async function requestCode(ask: {
	purpose: Purpose;
	address: string;
	locale: Locale;
	member?: Member;
	previous?: string;
	signedInWith?: string;
	network?: string;
}): Promise<Result<string, "not-an-address">> {
	const address = normalise("email", ask.address);
	const print = fingerprint("email", ask.address);
	if (!address || !print) return err("not-an-address");
	const token = ask.previous ?? newToken();
	const id = newId("chl");
	const words = newMatchingWords();
	const mailbox = mailboxPrint(address);
	const network = networkHash(ask.network ?? "");
	await database().transaction(async (tx) => {
		await lockMailbox(tx, mailbox);
		if (await isRepeat(tx, token, { purpose: ask.purpose, address: print, personId: ask.member?.personId })) return;
		await tx
			.update(challenge)
			.set({ expiresAt: sql`now()` })
			.where(
				and(
					eq(challenge.browserHash, browserHash(token)),
					isNull(challenge.consumedAt),
					gt(challenge.expiresAt, sql`now()`),
				),
			);
		// Names its columns, because the web may write no others.
		await tx.execute(sql`insert into challenge (id, purpose, browser_hash, person_id, address_fingerprint, mailbox_fingerprint,
				domain_hash, network_hash, address_sealed, words, locale, expires_at)
			values (${id}, ${ask.purpose}, ${browserHash(token)}, ${ask.member?.personId ?? null}, ${print}, ${mailbox},
				${domainHash(address)}, ${network}, ${seal("address", address)}, ${words}, ${ask.locale}, ${lifetime})`);
		await queueCode(tx, { challengeId: id, to: address, session: sessionSecret(ask.signedInWith ?? ""), network });
		if (ask.member) await record(tx, ask.member.actor, "challenge.started", id, { purpose: ask.purpose });
	});
	return ok(token);
}

/** Whether a browser's newest challenge is for the same address, made within a minute, and can still be answered. */
async function isRepeat(
	tx: Transaction,
	token: string,
	ask: { purpose: Purpose; address: Buffer; personId: string | undefined },
): Promise<boolean> {
	const newest = await findChallenge(tx, token, ask.purpose);
	if (!newest || newest.consumedAt || newest.attempts >= codeLimits.attempts) return false;
	if (!newest.addressFingerprint.equals(ask.address) || newest.personId !== (ask.personId ?? null)) return false;
	return isRecent(tx, sql`${newest.createdAt.toISOString()}::timestamptz`);
}

/** Whether an instant is within the seconds in which a second press counts as the first. By the database's clock. */
export async function isRecent(tx: Pick<Transaction, "execute">, at: SQL): Promise<boolean> {
	const { rows } = await tx.execute<{ recent: boolean }>(
		sql`select ${at} > now() - make_interval(secs => ${codeLimits.repeatSeconds}) as recent`,
	);
	return rows[0]?.recent === true;
}

/** Returns the newest challenge that a browser requested in the last hour. */
export async function findChallenge(
	tx: Pick<Transaction, "select">,
	token: string,
	purpose: Purpose,
): Promise<ChallengeRow | undefined> {
	const [row] = await tx
		.select()
		.from(challenge)
		.where(
			and(
				eq(challenge.browserHash, browserHash(token)),
				eq(challenge.purpose, purpose),
				gt(challenge.createdAt, sql`now() - make_interval(mins => ${codeLimits.renewableMinutes})`),
			),
		)
		.orderBy(desc(challenge.createdAt))
		.limit(1);
	return row;
}

/** Returns this browser's newest challenge, answered or not. Undefined if it requested none lately. */
export async function openChallenge(token: string, purpose: Purpose): Promise<OpenChallenge | undefined> {
	const row = await findChallenge(database(), token, purpose);
	if (!row) return undefined;
	return {
		used: row.consumedAt !== null,
		address: unseal("address", row.addressSealed),
		words: row.words,
		askedAt: row.sentAt,
		mayResend: row.requests < codeLimits.requests && row.attempts < codeLimits.attempts,
		requests: row.requests,
		busy: row.busy,
	};
}

/**
 * Mails a new code for the same challenge. The old code stops working; wrong answers stay counted. If the address is over its
 * quota, the old code stays and the same rows are written. `seen` is how many mails the page said were requested: a second press
 * of its button finds one more, and sends none.
 */
export async function sendAnotherCode(
	token: string,
	purpose: Purpose,
	signedInWith?: string,
	network = "",
	seen?: number,
): Promise<Result<undefined, CodeRefusal>> {
	return database().transaction(async (tx) => {
		const found = await findChallenge(tx, token, purpose);
		if (!found) return err("unknown");
		await lockMailbox(tx, found.mailboxFingerprint);
		const now = await findChallenge(tx, token, purpose);
		if (now && seen !== undefined && now.requests > seen) return ok();
		const [row] = await tx
			.update(challenge)
			.set({ requests: sql`${challenge.requests} + 1` })
			.where(
				and(
					eq(challenge.id, found.id),
					isNull(challenge.consumedAt),
					lt(challenge.attempts, codeLimits.attempts),
					lt(challenge.requests, codeLimits.requests),
				),
			)
			.returning();
		if (!row) return err(found.consumedAt ? "used" : found.attempts < codeLimits.attempts ? "too-many" : "exhausted");
		const to = unseal("address", row.addressSealed);
		const asker = { session: sessionSecret(signedInWith ?? ""), network: networkHash(network) };
		await queueCode(tx, { challengeId: row.id, to, ...asker });
		if (row.personId) await record(tx, { kind: "member", id: row.personId }, "challenge.renewed", row.id);
		return ok();
	});
}
