import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, tables } from "../database";
import { fingerprint, normalisePostcode } from "../identifiers";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { lookUp } from "./lookup";
import { assignRecords } from "./record-ownership";
import type { Statement } from "./schema";

/** How often somebody may state something within a day: enough for slips, too few for guessing. */
const attemptsADay = 5;

/** Why a statement did not help. `left` tries remain today. */
type ClaimRefusal = "malformed" | "no-match" | "not-enough" | "no-attempts-left" | "could-not-check";

/** The fingerprint of what was stated, or undefined where it is not one of its kind. */
function fingerprintOf(statement: Statement): Buffer | undefined {
	if (statement.kind === "membership-number") return fingerprint("membership-number", statement.number);
	if (statement.kind === "telephone") return fingerprint("telephone", statement.telephone);
	return normalisePostcode(statement.postcode)
		? fingerprint("name-postcode", `${statement.name.replaceAll(",", " ")}, ${statement.postcode}`)
		: undefined;
}

/**
 * Takes something a person says of themselves to tell their records from others' under a shared address. It finds no
 * record; it only marks those a proven address has led to. Every well-formed try is counted and committed before anything is
 * compared with it, for every identifier of the person and every record these lead to, whoever tries (0006_claims.sql). What
 * singles out one person is kept as a fingerprint; "not-enough" is a match that several people share, which is not kept,
 * because it would blur what is stated next.
 */
export async function claimIdentifier(member: Member, statement: Statement): Promise<Result<undefined, ClaimRefusal>> {
	const { personId } = member;
	const stated = fingerprintOf(statement);
	if (!stated) return err("malformed");
	try {
		// First, because a look-up that fails must not cost a try.
		const before = assignRecords((await lookUp(database(), personId)).found).own.length;
		const counted = await database().execute<{ used: number | null }>(
			sql`select exposure.state_identifier(${personId}, ${statement.kind}, ${stated}) as used`,
		);
		const used = counted.rows[0]?.used;
		if (!used) return err("no-attempts-left");
		const { found } = await lookUp(database(), personId, stated);
		const matched = found.some((record) => record.statedMatch);
		const outcome = assignRecords(found).own.length > before ? "matched" : matched ? "not-enough" : "no-match";
		await database().transaction(async (tx) => {
			const { statedIdentifier: made } = tables;
			const own = and(eq(made.personId, personId), eq(made.kind, statement.kind), eq(made.fingerprint, stated));
			if (outcome === "matched") await tx.update(made).set({ kept: true }).where(own);
			else await tx.delete(made).where(and(own, eq(made.kept, false)));
			await record(tx, member.actor, "identifier.stated", personId, { kind: statement.kind, outcome, used });
		});
		return outcome === "matched" ? ok() : err(outcome);
	} catch (error) {
		log.error({ event: "check.statement-failed", code: errorCode(error) });
		return err("could-not-check");
	}
}

/** How many tries are left today at what this member's identifiers lead to. */
export async function claimAttemptsLeft(member: Member): Promise<number> {
	const { rows } = await database().execute<{ used: number }>(
		sql`select exposure.claim_attempts(${member.personId}) as used`,
	);
	return Math.max(0, attemptsADay - (rows[0]?.used ?? 0));
}
