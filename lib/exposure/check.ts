import { sql } from "drizzle-orm";
import type { Member } from "../authority";
import { database } from "../database";
import { countEvent } from "../event-counts";
import { planFrom } from "../guidance";
import type { Locale } from "../i18n";
import { incidentsForAnswers } from "../incidents";
import type { IncidentForAnswers } from "../incidents/schema";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { exposuresIn } from "./answer-history";
import { buildAnswers } from "./build-answer";
import { lookUp, lookUpSession, onceTablesAreKnown } from "./lookup";
import { saveAnswer, touchCheckedAt } from "./saved-answers";
import type { Check, IncidentAnswer, Outcome } from "./schema";
import type { BuiltAnswer, LookUp, SavedAnswer } from "./types";

/**
 * Returns a member's answer for every incident, in the reader's language where there is a translation, and their plan. Saves an answer and the
 * versions it was built from if it differs from the saved one. Returns "could-not-check" if any part of the lookup fails, because
 * a failed lookup must never read as "not found".
 */
export async function check(member: Member, locale: Locale): Promise<Result<Check, "could-not-check">> {
	try {
		const [incidents, found] = await Promise.all([incidentsForAnswers(locale), lookUp(database(), member.personId)]);
		return ok(await answered(member, locale, found, incidents));
	} catch (error) {
		countEvent("answers", "could-not-check");
		log.error({ event: "check.failed", code: errorCode(error) });
		return err("could-not-check");
	}
}

/**
 * Returns the member of a session token and their check, both in one round trip: most people come for this. Undefined if the session has
 * ended. "failed" if anything fails: whoever calls then asks for the session by itself, and `check` says and counts what it is.
 */
export async function checkSession(
	token: string,
	locale: Locale,
): Promise<{ member: Member; value: Check } | "failed" | undefined> {
	try {
		const [incidents, asked] = await Promise.all([incidentsForAnswers(locale), lookUpSession(token)]);
		return asked && { member: asked.member, value: await answered(asked.member, locale, asked.found, incidents) };
	} catch {
		return "failed";
	}
}

/** Returns the check that follows from a look-up. Saves answers that differ from the saved ones. Counts each answer by its outcome. */
async function answered(
	member: Member,
	locale: Locale,
	found: LookUp,
	incidents: IncidentForAnswers[],
): Promise<Check> {
	const answers = buildAnswers(found, incidents);
	const changed = answers.some((answer) => hasChanged(answer, found.saved));
	if (!changed) await touchCheckedAt(database(), [...found.saved.values()]);
	const checked = changed ? await saveChanged(member, locale) : checkOf(found, withHistory(answers, found.saved));
	for (const { outcome } of checked.answers) if (outcome) countEvent("answers", outcome);
	return checked;
}

/**
 * Locks the person, looks up again with fresh incidents, and saves the answers that changed. Because of the lock, concurrent checks
 * and checks during an activation save the same newest answer.
 */
async function saveChanged(member: Member, locale: Locale): Promise<Check> {
	const { personId } = member;
	const incidents = await incidentsForAnswers(locale, { fresh: true });
	return onceTablesAreKnown(() =>
		database().transaction(async (tx) => {
			await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`check:${personId}`}, 0))`);
			const found = await lookUp(tx, personId);
			const answers = buildAnswers(found, incidents);
			const saved = new Map(found.saved);
			const unchanged = new Map(found.saved);
			for (const answer of answers) {
				if (!hasChanged(answer, found.saved)) continue;
				unchanged.delete(answer.incident.id);
				const before = found.saved.get(answer.incident.id)?.outcome ?? null;
				saved.set(answer.incident.id, await saveAnswer(tx, member, answer, before));
			}
			await touchCheckedAt(tx, [...unchanged.values()]);
			return checkOf(found, withHistory(answers, saved));
		}),
	);
}

/** Returns a check with its plan, which is built from each category found and whether others may have seen it. */
function checkOf(found: LookUp, answers: IncidentAnswer[]): Check {
	const exposures = answers
		.filter((answer) => answer.outcome === "affected")
		.flatMap((answer) => exposuresIn(answer.lines, answer.findings));
	return { checkedAt: found.at, answers, plan: planFrom(found.progress, exposures) };
}

/** Whether an answer differs from the newest saved one of its incident. */
function hasChanged(
	answer: BuiltAnswer,
	saved: ReadonlyMap<string, SavedAnswer>,
): answer is BuiltAnswer & { outcome: Outcome } {
	return answer.outcome !== null && saved.get(answer.incident.id)?.hash !== answer.hash;
}

/** Adds to each answer when it last changed and its previous outcome. */
function withHistory(answers: BuiltAnswer[], saved: ReadonlyMap<string, SavedAnswer>): IncidentAnswer[] {
	return answers.map(({ hash: _hash, shown: _shown, ...answer }) => {
		const own = answer.outcome ? saved.get(answer.incident.id) : undefined;
		const before = own?.before && own.before !== answer.outcome ? own.before : null;
		return { ...answer, since: own?.checkedAt ?? null, before };
	});
}
