import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { type Transaction, tables } from "../database";
import { codeLimits } from "./code-limits";
import { sessionHash } from "./tokens";

const { challenge } = tables;

/**
 * Whether a session belongs to someone who has proven this address. An expired session counts, a revoked one does not.
 * Used only to raise the mail quota; never shown.
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
 * Whether one more mail may go to an address. Counts the mails of every unanswered code whose last mail is in the window.
 * A browser that once signed in with this address gets a second quota, so a stranger cannot lock the owner out.
 */
export async function withinMailQuota(tx: Transaction, address: Buffer, signedInWith = ""): Promise<boolean> {
	const quotas = (await sessionHasProven(tx, signedInWith, address)) ? 2 : 1;
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
	return row.hour < quotas * codeLimits.mailsPerHour && row.day < quotas * codeLimits.mailsPerDay;
}
