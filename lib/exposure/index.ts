/**
 * The answer one person gets: which of the records that their proven identifiers lead to are theirs, what stood in them,
 * and since when that has been so. The web cannot list anybody: it asks one function of the database about one person.
 * What an answer says is decided here once; pages, plans and mail draw it.
 */

import type { Member } from "../authority";
import type { Exposure } from "../guidance/schema";
import type { Locale } from "../i18n";
import type { Result } from "../result";
import { exposuresIn, pastAnswers } from "./answer-history";
import { checkOf } from "./check";
import { attemptsLeft, type ClaimRefusal, stateIdentifier } from "./claimed-identifier";
import type { Check, IncidentAnswer, Outcome, PastAnswer, Statement } from "./schema";

export { confirmAnswer, confirmationOf, confirmationsOf, readConfirmation, withdrawConfirmation } from "./confirmation";

/**
 * The member's answer for every incident, in the reader's language where texts have one. It is kept with the versions it
 * came from whenever it differs from the one before. "could-not-check" when any part of the look-up fails.
 */
export async function check(member: Member, locale: Locale): Promise<Result<Check, "could-not-check">> {
	return checkOf(member, locale);
}

/** The outcome of a whole check, worst first: what heads the page. Null where no incident involved personal data. */
export function worstOutcome(answers: readonly IncidentAnswer[]): Outcome | null {
	const order: Outcome[] = ["affected", "unable-to-match", "under-review", "not-found"];
	return order.find((outcome) => answers.some((each) => each.outcome === outcome)) ?? null;
}

/** The exposures that a plan of actions is made from: each category found, and whether somebody may have seen it. Pure. */
export function exposuresOf(answers: readonly IncidentAnswer[]): Exposure[] {
	return answers
		.filter((answer) => answer.outcome === "affected")
		.flatMap((answer) => exposuresIn(answer.lines, answer.findings));
}

export { latestExposures } from "./answer-history";

/** One page (20) of the answers this member was given, newest first; `page` counts from 1. Throws when it cannot be read. */
export async function answerHistory(
	member: Member,
	locale: Locale,
	page: number,
): Promise<{ answers: PastAnswer[]; page: number; pages: number }> {
	return pastAnswers(member, locale, page);
}

/**
 * Takes a second identifier that only tells the member's records from others' under a shared address. At most five tries
 * a day. On success the next check discloses the records that match.
 */
export async function claimIdentifier(member: Member, statement: Statement): Promise<Result<undefined, ClaimRefusal>> {
	return stateIdentifier(member, statement);
}

/** How many of today's tries at stating something are left. */
export async function claimAttemptsLeft(member: Member): Promise<number> {
	return attemptsLeft(member);
}

/** Figures of the staff desk: how many people checked, today and ever. Never who. */
export { figures } from "./check-counts";
