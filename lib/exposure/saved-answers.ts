import { createHash } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { type Database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import type { Outcome } from "./schema";
import type { BuiltAnswer, SavedAnswer, SavedAnswerRow } from "./types";

const { checkResult } = tables;

/** A subquery: the newest answer of each incident that the person $1 was given, as JSON. */
export const newestAnswers = `
	select json_agg(newest) from (
		select distinct on (incident_id) id, incident_id, outcome, encode(answer_hash, 'hex') as hash, checked_at,
			date_trunc('minute', last_checked_at) = date_trunc('minute', now()) as fresh,
			lag(outcome) over (partition by incident_id order by checked_at) as before,
			case when outcome in ('affected', 'under-review') then encode(answer, 'base64') end as answer
		from check_result where person_id = $1
		order by incident_id, checked_at desc) newest`;

/** The rows of `newestAnswers` by incident id. Throws if a sealed answer does not open. */
export function savedAnswersByIncident(rows: SavedAnswerRow[]): Map<string, SavedAnswer> {
	return new Map(
		rows.map(({ incident_id, checked_at, answer, ...rest }) => [
			incident_id,
			{ ...rest, incidentId: incident_id, checkedAt: new Date(checked_at), shown: shownIn(answer) },
		]),
	);
}

function shownIn(answer: string | null): string[] {
	if (answer === null) return [];
	const body: SavedBody = JSON.parse(unseal("answer", Buffer.from(answer, "base64")));
	return body.shown ?? [];
}

/** The language-neutral part of an answer. Rewording an incident must not create a new answer. */
export type SavedBody = {
	lines: { category: string; standing: string; hints: string[] }[];
	findings: { effect: string; confidence: string }[];
	reasons: { relationship: string; since: string | null; recordedSources: string[] }[];
	incomplete: boolean;
	/** Absent in answers saved before it was said. */
	moreWithheld?: boolean;
	/** As in SavedAnswer. Absent in answers saved before it was kept. */
	shown?: string[];
};

function bodyOf(answer: BuiltAnswer): SavedBody {
	return {
		lines: answer.lines.map(({ category, standing, hints }) => ({ category, standing, hints })),
		findings: answer.findings.map(({ effect, confidence }) => ({ effect, confidence })),
		reasons: answer.reasons.map(({ relationship, since, recordedSources }) => ({
			relationship,
			since,
			recordedSources,
		})),
		incomplete: answer.incomplete,
		...(answer.moreWithheld ? { moreWithheld: true } : {}),
	};
}

/** Hashes an answer, in hexadecimal: outcome, versions and body. Without the hints and records, which follow from the versions. */
export function answerHash(answer: BuiltAnswer): string {
	const body = bodyOf(answer);
	const hashed = {
		outcome: answer.outcome,
		versions: answer.versions,
		...body,
		lines: body.lines.map(({ category, standing }) => ({ category, standing })),
	};
	return createHash("sha256").update(JSON.stringify(hashed)).digest("hex");
}

/**
 * Saves one answer as a new entry of the person's history, with its audit entry, in the transaction of the check.
 * `before` is the outcome of the entry before it. Returns the entry.
 */
export async function saveAnswer(
	tx: Transaction,
	member: Member,
	answer: BuiltAnswer & { outcome: Outcome },
	before: Outcome | null,
): Promise<SavedAnswer> {
	const id = newId("chk");
	const hash = answerHash(answer);
	const { incident, outcome, versions } = answer;
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

/** Records that unchanged answers were given again. Writes once a minute at most, because the page shows minutes. */
export async function touchCheckedAt(db: Database | Transaction, answers: readonly SavedAnswer[]): Promise<void> {
	const stale = answers.filter(({ fresh }) => !fresh).map(({ id }) => id);
	if (stale.length === 0) return;
	await db.update(checkResult).set({ lastCheckedAt: sql`now()` }).where(inArray(checkResult.id, stale));
}
