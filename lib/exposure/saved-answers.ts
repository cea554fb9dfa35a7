import { createHash } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal } from "../crypto/seal";
import { type Database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import type { Outcome, VersionUsed } from "./schema";
import type { BuiltAnswer, SavedAnswer, SavedAnswerRow } from "./types";

const { checkResult } = tables;

/** Part of a statement: the newest answer of each incident that the person $1 was given, as JSON. */
export const newestAnswers = `
	select json_agg(newest) from (
		select distinct on (incident_id) id, incident_id, outcome, encode(answer_hash, 'hex') as hash, checked_at,
			date_trunc('minute', last_checked_at) = date_trunc('minute', now()) as fresh,
			lag(outcome) over (partition by incident_id order by checked_at) as before
		from check_result where person_id = $1
		order by incident_id, checked_at desc) newest`;

/** Those rows by their incident. */
export function keptFrom(rows: SavedAnswerRow[]): Map<string, SavedAnswer> {
	return new Map(
		rows.map(({ incident_id, checked_at, ...rest }) => [
			incident_id,
			{ ...rest, incidentId: incident_id, checkedAt: new Date(checked_at) },
		]),
	);
}

/** What of an answer is kept, in no language: texts of the incident may be reworded without the answer becoming another. */
export type KeptBody = {
	lines: { category: string; standing: string; hints: string[] }[];
	findings: { effect: string; confidence: string }[];
	reasons: { relationship: string; since: string | null; recordedSources: string[] }[];
	incomplete: boolean;
};

function bodyOf(answer: BuiltAnswer): KeptBody {
	return {
		lines: answer.lines.map(({ category, standing, hints }) => ({ category, standing, hints })),
		findings: answer.findings.map(({ effect, confidence }) => ({ effect, confidence })),
		reasons: answer.reasons.map(({ relationship, since, recordedSources }) => ({
			relationship,
			since,
			recordedSources,
		})),
		incomplete: answer.incomplete,
	};
}

/** A hash, in hexadecimal, over the outcome, the versions and what was said, without the hints, which follow from the versions. */
export function answerHash(answer: BuiltAnswer): string {
	const body = bodyOf(answer);
	const said = {
		outcome: answer.outcome,
		versions: answer.versions,
		...body,
		lines: body.lines.map(({ category, standing }) => ({ category, standing })),
	};
	return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** Keeps one answer as a new entry of the person's history, with its audit entry, in the transaction of the check. */
export async function saveAnswer(
	tx: Transaction,
	member: Member,
	answer: BuiltAnswer & { outcome: Outcome },
	hash: string,
): Promise<void> {
	const id = newId("chk");
	const versions: VersionUsed[] = answer.versions;
	await tx.insert(checkResult).values({
		id,
		personId: member.personId,
		incidentId: answer.incident.id,
		outcome: answer.outcome,
		versions,
		answer: seal("answer", JSON.stringify(bodyOf(answer))),
		answerHash: Buffer.from(hash, "hex"),
		checkedAt: sql`clock_timestamp()`,
		lastCheckedAt: sql`clock_timestamp()`,
	});
	await record(tx, member.actor, "check.answered", id, {
		incident: answer.incident.id,
		outcome: answer.outcome,
		versions: versions.map((each) => each.versionId),
	});
}

/** Notes that unchanged answers were given again. The page shows minutes, so it writes once a minute at most. */
export async function touchCheckedAt(db: Database | Transaction, kept: Iterable<SavedAnswer>): Promise<void> {
	const stale = [...kept].filter((each) => !each.fresh).map((each) => each.id);
	if (stale.length === 0) return;
	await db.update(checkResult).set({ lastCheckedAt: sql`now()` }).where(inArray(checkResult.id, stale));
}
