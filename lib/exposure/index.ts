/**
 * One person's answer: which records found by their proven identifiers are theirs, what those hold, and since when.
 * The web cannot list people: it asks one function of the database about one person. Pages, plans and mail only draw
 * what is decided here.
 */

import type { Exposure } from "../guidance/schema";
import { exposuresIn } from "./answer-history";
import type { IncidentAnswer, Outcome } from "./schema";

export { answerHistory, latestExposures } from "./answer-history";
export { check } from "./check";
export { countChecks } from "./check-counts";
export { claimAttemptsLeft, claimIdentifier } from "./claimed-identifier";
export { confirmAnswer, confirmationOf, confirmationsOf, readConfirmation, withdrawConfirmation } from "./confirmation";

/** The worst outcome of a check, which heads the page. Null where no incident involved personal data. */
export function worstOutcome(answers: readonly IncidentAnswer[]): Outcome | null {
	const order: Outcome[] = ["affected", "unable-to-match", "under-review", "not-found"];
	return order.find((outcome) => answers.some((answer) => answer.outcome === outcome)) ?? null;
}

/** The exposures that a plan of actions is made from: each category found, and whether others may have seen it. */
export function exposuresOf(answers: readonly IncidentAnswer[]): Exposure[] {
	return answers
		.filter((answer) => answer.outcome === "affected")
		.flatMap((answer) => exposuresIn(answer.lines, answer.findings));
}
