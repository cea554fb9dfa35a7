import { createHash } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import { type Database, namedQuery, type Transaction, tables } from "../database";
import type { Member } from "../identity/schema";
import { newId } from "../ids";
import { seal } from "../seal";
import type { FreshAnswer } from "./answer";
import type { Outcome, VersionUsed } from "./schema";

const { checkResult } = tables;

/** The newest answer kept for one incident. `before` is the outcome of the one that came before it. */
export type KeptAnswer = {
	id: string;
	incidentId: string;
	outcome: Outcome;
	hash: Buffer;
	checkedAt: Date;
	/** Whether "last checked" already says this minute. */
	fresh: boolean;
	before: Outcome | null;
};

type NewestRow = {
	id: string;
	incident_id: string;
	outcome: Outcome;
	answer_hash: Buffer;
	checked_at: string | Date;
	fresh: boolean;
	before: Outcome | null;
};

/** The newest answer of each incident that the person was given. */
export async function newestAnswers(db: Database | Transaction, personId: string): Promise<Map<string, KeptAnswer>> {
	const rows = await namedQuery<NewestRow>(
		db,
		"exposure-newest-answers",
		sql`
		select distinct on (incident_id) id, incident_id, outcome, answer_hash, checked_at,
			date_trunc('minute', last_checked_at) = date_trunc('minute', now()) as fresh,
			lag(outcome) over (partition by incident_id order by checked_at) as before
		from check_result where person_id = ${personId}
		order by incident_id, checked_at desc`,
	);
	return new Map(
		rows.map(({ id, incident_id, outcome, answer_hash, checked_at, fresh, before }) => [
			incident_id,
			{ id, incidentId: incident_id, outcome, hash: answer_hash, checkedAt: new Date(checked_at), fresh, before },
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

function bodyOf(answer: FreshAnswer): KeptBody {
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

/** A hash over the outcome, the versions and what was said, without the hints, which follow from the versions. */
export function answerHash(answer: FreshAnswer): Buffer {
	const body = bodyOf(answer);
	const said = {
		outcome: answer.outcome,
		versions: answer.versions,
		...body,
		lines: body.lines.map(({ category, standing }) => ({ category, standing })),
	};
	return createHash("sha256").update(JSON.stringify(said)).digest();
}

/** Keeps one answer as a new entry of the person's history, with its audit entry, in the transaction of the check. */
export async function keepAnswer(
	tx: Transaction,
	member: Member,
	answer: FreshAnswer & { outcome: Outcome },
	hash: Buffer,
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
		answerHash: hash,
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
export async function noteChecked(db: Database | Transaction, kept: Iterable<KeptAnswer>): Promise<void> {
	const stale = [...kept].filter((each) => !each.fresh).map((each) => each.id);
	if (stale.length === 0) return;
	await db.update(checkResult).set({ lastCheckedAt: sql`now()` }).where(inArray(checkResult.id, stale));
}
