/**
 * Answers one person: which records that their proven identifiers match are their own, what these hold, and since when. The web's
 * database role cannot list people; it calls one function about one person. Pages, plans and mails show what is decided here.
 */

import type { IncidentAnswer, Outcome } from "./schema";

export { answerHistory, latestExposures } from "./answer-history";
export { check, checkSession } from "./check";
export { checkCounts } from "./check-counts";
export { claimAttemptsLeft, claimIdentifier } from "./claimed-identifier";
export { confirmAnswer, confirmationOf, confirmationsOf, readConfirmation, withdrawConfirmation } from "./confirmation";
export { maxRecords, sharedByPeople } from "./record-ownership";
export { tasks } from "./tasks";

/** Returns the worst outcome of a check, for the heading of the page. Null if no incident involved personal data. */
export function worstOutcome(answers: readonly IncidentAnswer[]): Outcome | null {
	const order: Outcome[] = ["affected", "unable-to-match", "under-review", "not-found"];
	return order.find((outcome) => answers.some((answer) => answer.outcome === outcome)) ?? null;
}
