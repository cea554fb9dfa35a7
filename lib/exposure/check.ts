import { sql } from "drizzle-orm";
import type { Member } from "../authority";
import { database } from "../database";
import type { Locale } from "../i18n";
import { incidentsForAnswers } from "../incidents";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { buildAnswers } from "./build-answer";
import { lookUp } from "./lookup";
import { answerHash, saveAnswer, touchCheckedAt } from "./saved-answers";
import type { Check, IncidentAnswer, Outcome } from "./schema";
import type { BuiltAnswer, LookUp, SavedAnswer } from "./types";

/** A failed look-up is told as such; it never turns into an answer and is never kept. */
export async function checkOf(member: Member, locale: Locale): Promise<Result<Check, "could-not-check">> {
	const { personId } = member;
	try {
		const [incidents, looked] = await Promise.all([incidentsForAnswers(locale), lookUp(database(), personId)]);
		const answers = buildAnswers(looked, incidents);
		if (answers.some((each) => differs(each, looked.kept))) return ok(await saveIfChanged(member, locale));
		await touchCheckedAt(database(), looked.kept.values());
		return ok(shown(answers, looked));
	} catch (error) {
		log.error({ event: "check.failed", code: errorCode(error) });
		return err("could-not-check");
	}
}

/**
 * Looks up once more, beside the incidents as they stand now, with this person's checks in a line, so that two at once, or one begun before an activation and
 * ended after it, keep the same newest answer.
 */
async function saveIfChanged(member: Member, locale: Locale): Promise<Check> {
	const { personId } = member;
	const incidents = await incidentsForAnswers(locale, { fresh: true });
	return database().transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`check:${personId}`}, 0))`);
		const looked = await lookUp(tx, personId);
		const answers = buildAnswers(looked, incidents);
		const changed = answers.filter((each) => differs(each, looked.kept));
		for (const answer of changed) await saveAnswer(tx, member, answer, answerHash(answer));
		const unchanged = [...looked.kept.values()].filter(
			(each) => !changed.some((one) => one.incident.id === each.incidentId),
		);
		await touchCheckedAt(tx, unchanged);
		return shown(answers, await lookUp(tx, personId));
	});
}

function differs(answer: BuiltAnswer, kept: Map<string, SavedAnswer>): answer is BuiltAnswer & { outcome: Outcome } {
	return answer.outcome !== null && kept.get(answer.incident.id)?.hash !== answerHash(answer);
}

function shown(answers: BuiltAnswer[], { at, kept }: LookUp): Check {
	return {
		checkedAt: at,
		answers: answers.map((answer): IncidentAnswer => {
			const own = answer.outcome ? kept.get(answer.incident.id) : undefined;
			const before = own?.before && own.before !== answer.outcome ? own.before : null;
			return { ...answer, since: own?.checkedAt ?? null, before };
		}),
	};
}
