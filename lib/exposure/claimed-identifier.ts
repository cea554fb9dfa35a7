import { sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, type Transaction, tables } from "../database";
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
 * record; it only marks those a proven address has led to. Every well-formed try is counted, by one conditional statement,
 * before anything is looked up. What singles out one person is kept as a fingerprint; "not-enough" is a match that several
 * people share, which is not kept, since it would blur what is stated next.
 */
export async function claimIdentifier(member: Member, statement: Statement): Promise<Result<undefined, ClaimRefusal>> {
	const stated = fingerprintOf(statement);
	if (!stated) return err("malformed");
	try {
		return await database().transaction(async (tx) => {
			const used = await takeAttempt(tx, member.personId);
			if (used === undefined) return err("no-attempts-left");
			const before = assignRecords((await lookUp(tx, member.personId)).found).own.length;
			const { found } = await lookUp(tx, member.personId, stated);
			const matched = found.some((each) => each.statedMatch);
			const outcome = assignRecords(found).own.length > before ? "matched" : matched ? "not-enough" : "no-match";
			if (outcome === "matched") {
				await tx
					.insert(tables.statedIdentifier)
					.values({ personId: member.personId, kind: statement.kind, fingerprint: stated })
					.onConflictDoNothing();
			}
			await record(tx, member.actor, "identifier.stated", member.personId, { kind: statement.kind, outcome, used });
			return outcome === "matched" ? ok() : err(outcome);
		});
	} catch (error) {
		log.error({ event: "check.statement-failed", code: errorCode(error) });
		return err("could-not-check");
	}
}

/** One more try since the window opened, or undefined when they are used up. By the database's clock. */
async function takeAttempt(tx: Transaction, personId: string): Promise<number | undefined> {
	const { rows } = await tx.execute<{ used: number }>(sql`
		insert into stated_attempt as a (person_id) values (${personId})
		on conflict (person_id) do update set
			used = case when a.since < now() - interval '1 day' then 1 else a.used + 1 end,
			since = case when a.since < now() - interval '1 day' then now() else a.since end
		where a.used < ${attemptsADay} or a.since < now() - interval '1 day'
		returning used`);
	return rows[0]?.used;
}

/** How many tries are left today. */
export async function claimAttemptsLeft(member: Member): Promise<number> {
	const { rows } = await database().execute<{ used: number }>(sql`
		select used from stated_attempt where person_id = ${member.personId} and since >= now() - interval '1 day'`);
	return Math.max(0, attemptsADay - (rows[0]?.used ?? 0));
}
