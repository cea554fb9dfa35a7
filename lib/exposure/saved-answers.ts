import { inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { type Database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { bodyOf, type SavedBody } from "./answer-body";
import type { Outcome } from "./schema";
import type { BuiltAnswer, SavedAnswer, SavedAnswerRow } from "./types";

const { checkResult } = tables;

/** Returns a subquery: the newest saved answer of a person for each incident, as JSON. */
export const newestAnswers = (person: string) => `
	select json_agg(newest) from (
		select distinct on (incident_id) id, incident_id, outcome, encode(answer_hash, 'hex') as hash, checked_at,
			date_trunc('minute', last_checked_at) = date_trunc('minute', now()) as fresh,
			lag(outcome) over (partition by incident_id order by checked_at) as before,
			case when outcome in ('affected', 'under-review') then encode(answer, 'base64') end as answer
		from check_result where person_id = ${person}
		order by incident_id, checked_at desc) newest`;

/** Returns the rows of `newestAnswers` by incident id. Throws if a sealed answer does not open. */
export function savedAnswersByIncident(rows: SavedAnswerRow[]): Map<string, SavedAnswer> {
	return new Map(
		rows.map(({ incident_id, checked_at, answer, ...rest }) => [
			incident_id,
			{ ...rest, incidentId: incident_id, checkedAt: new Date(checked_at), shown: shownIn(answer) },
		]),
	);
}

/** Returns the keys of the records that a sealed answer showed. */
function shownIn(answer: string | null): string[] {
	if (answer === null) return [];
	const body: SavedBody = JSON.parse(unseal("answer", Buffer.from(answer, "base64")));
	return body.shown ?? [];
}

/**
 * Saves an answer as a new entry of the person's history, with its audit entry, in the transaction of the check. `before` is the
 * outcome of the previous entry. Returns the new entry.
 */
export async function saveAnswer(
	tx: Transaction,
	member: Member,
	answer: BuiltAnswer & { outcome: Outcome },
	before: Outcome | null,
): Promise<SavedAnswer> {
	const id = newId("chk");
	const { incident, outcome, versions, hash } = answer;
	const [row] = await tx
		.insert(checkResult)
		.values({
			id,
			personId: member.personId,
			incidentId: incident.id,
			outcome,
			versions,
			answer: seal("answer", JSON.stringify({ ...bodyOf(answer), shown: answer.shown } satisfies SavedBody)),
			answerHash: Buffer.from(hash, "hex"),
			checkedAt: sql`clock_timestamp()`,
			lastCheckedAt: sql`clock_timestamp()`,
		})
		.returning({ checkedAt: checkResult.checkedAt });
	if (!row) throw new Error("the answer was not saved");
	await record(tx, member.actor, "check.answered", id, {
		incident: incident.id,
		outcome,
		versions: versions.map(({ versionId }) => versionId),
	});
	return {
		id,
		incidentId: incident.id,
		outcome,
		hash,
		checkedAt: row.checkedAt,
		fresh: true,
		before,
		shown: answer.shown,
	};
}

/** Updates the last check of unchanged answers. Writes once a minute at most, because the page shows minutes. */
export async function touchCheckedAt(db: Database | Transaction, answers: readonly SavedAnswer[]): Promise<void> {
	const stale = answers.filter(({ fresh }) => !fresh).map(({ id }) => id);
	if (stale.length === 0) return;
	await db.update(checkResult).set({ lastCheckedAt: sql`now()` }).where(inArray(checkResult.id, stale));
}
