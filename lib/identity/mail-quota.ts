import { and, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { type Transaction, tables } from "../database";
import { codeLimits, unprovenMails } from "./code-limits";
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

/** What a request for a code is counted by. */
export type Requester = { address: Buffer; mailbox: Buffer; domain: Buffer; network: Buffer };

/**
 * Whether one more mail may go to a mailbox. Counts the mails of every unanswered code whose last mail is in the window, of this
 * network and of all. A browser that once signed in with this address gets a second quota. Whoever is refused finds long codes
 * that work in the mails that were counted.
 */
export async function withinMailQuota(tx: Transaction, { address, mailbox, network }: Requester, signedInWith = "") {
	const quotas = (await sessionHasProven(tx, signedInWith, address)) ? 2 : 1;
	const inHour = sql`${challenge.sentAt} > now() - interval '1 hour'`;
	const here = sql`${challenge.networkHash} = ${network}`;
	const sends = (where: SQL) => sql<number>`coalesce(sum(${challenge.sends}) filter (where ${where}), 0)::int`;
	const [row] = await tx
		.select({
			hour: sends(inHour),
			day: sends(sql`true`),
			hourHere: sends(sql`${inHour} and ${here}`),
			dayHere: sends(here),
		})
		.from(challenge)
		.where(
			and(
				eq(challenge.mailboxFingerprint, mailbox),
				gt(challenge.sentAt, sql`now() - interval '1 day'`),
				isNull(challenge.consumedAt),
			),
		);
	if (!row) return false;
	const { allNetworks, perNetwork } = codeLimits;
	return (
		row.hour < quotas * allNetworks.hour &&
		row.day < quotas * allNetworks.day &&
		row.hourHere < quotas * perNetwork.hour &&
		row.dayHere < quotas * perNetwork.day
	);
}

/**
 * Whether a limit of unproven mails is reached: of the site, of the address's domain or of the requester's network. Looks at
 * nothing of the address but its domain, so that everybody is told alike.
 */
export async function isBusy(tx: Transaction, { domain, network }: Pick<Requester, "domain" | "network">) {
	const [row] = await tx
		.select({
			all: sql<number>`coalesce(sum(${challenge.sends}), 0)::int`,
			domain: sql<number>`coalesce(sum(${challenge.sends}) filter (where ${challenge.domainHash} = ${domain}), 0)::int`,
			network: sql<number>`coalesce(sum(${challenge.sends}) filter (where ${challenge.networkHash} = ${network}), 0)::int`,
		})
		.from(challenge)
		.where(
			and(
				gt(challenge.sentAt, sql`now() - make_interval(mins => ${unprovenMails.minutes})`),
				isNull(challenge.consumedAt),
				gt(challenge.sends, 0),
			),
		);
	if (!row) return false;
	const { all, perDomain, perNetwork } = unprovenMails;
	return row.all >= all || row.domain >= perDomain || row.network >= perNetwork;
}
