import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit";
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

/** What was claimed in the last minute, with its result. In memory only, because a refused claim is not kept. */
const recentClaims = new Map<string, Promise<Result<undefined, ClaimRefusal>>>();
const repeatMs = 60_000;

/**
 * Claims a second identifier for a member, see `judgeClaim`. The same claim of the same member within a minute, also while the first
 * is looked at, is a second press of its button: it counts once and has the same result.
 */
export async function claimIdentifier(member: Member, claim: Claim): Promise<Result<undefined, ClaimRefusal>> {
	const print = fingerprintOf(claim);
	if (!print) return err("malformed");
	const key = `${member.personId} ${claim.kind} ${print.toString("hex")}`;
	const first = recentClaims.get(key);
	if (first) return first;
	const judged = judgeClaim(member, claim.kind, print);
	recentClaims.set(key, judged);
	setTimeout(() => recentClaims.delete(key), repeatMs).unref();
	const result = await judged;
	// Not looked at, so it may be tried again at once.
	if (!result.ok && ["could-not-check", "no-attempts-left"].includes(result.reason)) recentClaims.delete(key);
	return result;
}

/**
 * Judges a second identifier, to tell a member's records from others' at a shared address. Finds no further records, only marks
 * those that a proven address matches. Counts and commits every well-formed claim before comparing it, for each identifier of the
 * member and each record these match, whoever claims (0006_claims.sql). Keeps the fingerprint of a claim that matches one person.
 * Deletes a claim that several people share ("not-enough"), because it would weaken the next claim.
 */
async function judgeClaim(
	member: Member,
	kind: Claim["kind"],
	print: Buffer,
): Promise<Result<undefined, ClaimRefusal>> {
	const { personId } = member;
	try {
		// Looks up before counting, because a failed lookup must not use up a claim.
		const before = assignRecords(await lookUp(database(), personId)).own.length;
		const counted = await database().execute<{ used: number | null }>(
			sql`select exposure.state_identifier(${personId}, ${kind}, ${print}) as used`,
		);
		const used = counted.rows[0]?.used;
		if (!used) return err("no-attempts-left");
		const after = await lookUp(database(), personId, print);
		const matched = after.found.some((record) => record.claimMatch);
		const outcome = assignRecords(after).own.length > before ? "matched" : matched ? "not-enough" : "no-match";
		await database().transaction(async (tx) => {
			const { claimedIdentifier: claims } = tables;
			const claimRow = and(eq(claims.personId, personId), eq(claims.kind, kind), eq(claims.fingerprint, print));
			if (outcome === "matched") await tx.update(claims).set({ kept: true }).where(claimRow);
			else await tx.delete(claims).where(and(claimRow, eq(claims.kept, false)));
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
