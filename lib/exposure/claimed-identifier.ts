import { and, eq, sql } from "drizzle-orm";
import { hasJustRecorded, record } from "../audit";
import type { Member } from "../authority";
import { database, tables } from "../database";
import { fingerprint, normalisePostcode } from "../identifiers";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { lookUp } from "./lookup";
import { assignRecords } from "./record-ownership";
import type { Claim } from "./schema";

/** Claims allowed in a day: enough for typing mistakes, too few for guessing. */
const attemptsADay = 5;

/** Why a claim was refused. */
type ClaimRefusal = "malformed" | "no-match" | "not-enough" | "no-attempts-left" | "could-not-check";

/** Returns the fingerprint of a claimed identifier, or undefined if the value is not one of its kind. */
function fingerprintOf(claim: Claim): Buffer | undefined {
	if (claim.kind === "membership-number") return fingerprint("membership-number", claim.number);
	if (claim.kind === "telephone") return fingerprint("telephone", claim.telephone);
	return normalisePostcode(claim.postcode)
		? fingerprint("name-postcode", `${claim.name.replaceAll(",", " ")}, ${claim.postcode}`)
		: undefined;
}

/**
 * Claims a second identifier for a member, to tell their records from others' at a shared address. Finds no further records, only
 * marks those that a proven address matches. Counts and commits every well-formed claim before comparing it, for each identifier of
 * the member and each record these match, whoever claims (0006_claims.sql). The same claim within a minute is a second press of its
 * button and counts once, whichever process gets it (0049_repeated_claims.sql). Keeps the fingerprint of a claim that matches one
 * person. Deletes a claim that several people share ("not-enough"), because it would weaken the next claim.
 */
export async function claimIdentifier(member: Member, claim: Claim): Promise<Result<undefined, ClaimRefusal>> {
	const print = fingerprintOf(claim);
	if (!print) return err("malformed");
	const { personId } = member;
	const { kind } = claim;
	try {
		// Looks up before counting, because a failed lookup must not use up a claim.
		const before = assignRecords(await lookUp(database(), personId)).own.length;
		const counted = await database().execute<{ used: number | null }>(
			sql`select used from exposure.state_identifier(${personId}, ${kind}, ${print})`,
		);
		const { used } = counted.rows[0] ?? {};
		if (!used) return err("no-attempts-left");
		const after = await lookUp(database(), personId, print);
		const matched = after.found.some((record) => record.claimMatch);
		const { claimedIdentifier: claims } = tables;
		const claimRow = and(eq(claims.personId, personId), eq(claims.kind, kind), eq(claims.fingerprint, print));
		// The first press may have kept the claim before `before` was looked up.
		const kept = await database().$count(claims, and(claimRow, eq(claims.kept, true)));
		const more = assignRecords(after).own.length > before || kept > 0;
		const outcome = more ? "matched" : matched ? "not-enough" : "no-match";
		await database().transaction(async (tx) => {
			if (outcome === "matched") await tx.update(claims).set({ kept: true }).where(claimRow);
			else await tx.delete(claims).where(and(claimRow, eq(claims.kept, false)));
			// Not by whether this is the second press: the first may have counted and then failed.
			if (!(await hasJustRecorded(tx, member.actor, "identifier.claimed", personId, { kind, used })))
				await record(tx, member.actor, "identifier.claimed", personId, { kind, outcome, used });
		});
		return outcome === "matched" ? ok() : err(outcome);
	} catch (error) {
		log.error({ event: "check.claim-failed", code: errorCode(error) });
		return err("could-not-check");
	}
}

/** Returns how many claims are left today for the records that the member's identifiers match. */
export async function claimAttemptsLeft(member: Member): Promise<number> {
	const { rows } = await database().execute<{ used: number }>(
		sql`select exposure.claim_attempts(${member.personId}) as used`,
	);
	return Math.max(0, attemptsADay - (rows[0]?.used ?? 0));
}
