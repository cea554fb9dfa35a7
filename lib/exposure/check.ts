import { sql } from "drizzle-orm";
import { database } from "../database";
import type { Locale } from "../i18n";
import type { Member } from "../identity/schema";
import { incidentsForAnswers } from "../incidents";
import type { IncidentForAnswers } from "../incidents/schema";
import { errorCode, log } from "../log";
import { ok, type Result, refused } from "../result";
import { answersFrom, type FreshAnswer } from "./answer";
import { answerHash, type KeptAnswer, keepAnswer, newestAnswers, noteChecked } from "./kept";
import { lookUp } from "./look-up";
import type { Check, IncidentAnswer, Outcome } from "./schema";

/** A failed look-up is told as such; it never turns into an answer and is never kept. */
export async function checkOf(member: Member, locale: Locale): Promise<Result<Check, "could-not-check">> {
	const { personId } = member;
	try {
		const [incidents, looked, kept] = await Promise.all([
			incidentsForAnswers(locale),
			lookUp(database(), personId),
			newestAnswers(database(), personId),
		]);
		const answers = answersFrom(looked, incidents);
		if (answers.some((each) => differs(each, kept))) return ok(await keepChanged(member, incidents));
		await noteChecked(database(), kept.values());
		return ok(shown(answers, looked.at, kept));
	} catch (error) {
		log.error({ event: "check.failed", code: errorCode(error) });
		return refused("could-not-check");
	}
}

/**
 * Looks up once more with this person's checks in a line, so that two at once, or one begun before an activation and
 * ended after it, keep the same newest answer.
 */
async function keepChanged(member: Member, incidents: IncidentForAnswers[]): Promise<Check> {
	const { personId } = member;
	return database().transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`check:${personId}`}, 0))`);
		const looked = await lookUp(tx, personId);
		const kept = await newestAnswers(tx, personId);
		const answers = answersFrom(looked, incidents);
		const changed = answers.filter((each) => differs(each, kept));
		for (const answer of changed) await keepAnswer(tx, member, answer, answerHash(answer));
		const unchanged = [...kept.values()].filter((each) => !changed.some((one) => one.incident.id === each.incidentId));
		await noteChecked(tx, unchanged);
		return shown(answers, looked.at, await newestAnswers(tx, personId));
	});
}

function differs(answer: FreshAnswer, kept: Map<string, KeptAnswer>): answer is FreshAnswer & { outcome: Outcome } {
	return answer.outcome !== null && !kept.get(answer.incident.id)?.hash.equals(answerHash(answer));
}

function shown(answers: FreshAnswer[], checkedAt: Date, kept: Map<string, KeptAnswer>): Check {
	return {
		checkedAt,
		answers: answers.map((answer): IncidentAnswer => {
			const own = answer.outcome ? kept.get(answer.incident.id) : undefined;
			const before = own?.before && own.before !== answer.outcome ? own.before : null;
			return { ...answer, since: own?.checkedAt ?? null, before };
		}),
	};
}
