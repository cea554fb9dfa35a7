import type { AnswerTexts } from "@/components/check/answer";
import type { ClosingTexts } from "@/components/check/answer-closing";
import type { FirstActionsTexts } from "@/components/check/first-actions";
import type { ButtonShape } from "@/components/ui/button";
import { worstOutcome } from "@/lib/exposure";
import type { Check, IncidentAnswer } from "@/lib/exposure/schema";
import { actionText, contactsFor, type Plan } from "@/lib/guidance";
import type { ActionId, ActionState } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { changedStep, stepStateForm } from "../step-state-form";
import { incidentTexts, isOpenNotFound, localised } from "./incident-props";
import { outcomeTones } from "./outcome-tones";

/** The number of actions shown with the answer. The plan shows all. */
const actionsShown = 3;

/**
 * Returns the props of a whole answer, in the reader's language where its texts exist in it. `query` is that of the page's address,
 * which says what a form has just changed. `owner` is for whom its forms are drawn.
 */
export function answerTexts(
	{ answers, checkedAt, plan }: Check,
	locale: Locale,
	query?: unknown,
	owner = "",
): AnswerTexts {
	const t = translator(locale, "check");
	const main = mainAnswer(answers);
	const open = main !== undefined && isOpenNotFound(main);
	const outcome = main?.outcome;
	const key = open ? "not-found-by-address" : outcome;
	return {
		tone: open ? "wait" : outcome ? outcomeTones[outcome] : "fault",
		title: t(`title.${key ?? "none"}`),
		about: titleIsAbout(answers, main).map(({ incident }) => localised(incident.title, locale)),
		lead: key ? t(`lead.${key}`) : t("noneLead"),
		...(outcome === "unable-to-match"
			? { next: { href: href(locale, "/check/match"), label: t("matchTitle"), urgent: true } }
			: {}),
		...(outcome === "not-found"
			? { next: { href: href(locale, "/identifiers"), label: t("next.identifiers"), urgent: false } }
			: {}),
		checked: t("checked", { at: formatDateTime(checkedAt, locale) }),
		incidentsLabel: t("incidents"),
		incidents: [...answers.filter((answer) => answer === main), ...answers.filter((answer) => answer !== main)].map(
			(answer) => incidentTexts(answer, locale),
		),
		...(outcome ? { actions: firstActions(plan, locale, query, owner, outcome === "unable-to-match") } : {}),
	};
}

/**
 * Returns the answer that heads the page: one that asks something of the person, or else that of the newest incident with personal
 * data. Where nothing was found at all, one that stays open comes before one that is final.
 */
function mainAnswer(answers: IncidentAnswer[]): IncidentAnswer | undefined {
	const worst = worstOutcome(answers);
	const withData = answers.filter(({ outcome }) => outcome !== null);
	if (worst === "under-review") return withData[0];
	const worstOnes = withData.filter(({ outcome }) => outcome === worst);
	return worstOnes.find(isOpenNotFound) ?? worstOnes[0];
}

/**
 * Returns the answers that the title names, if there are others: "not found" is said of one incident, and only where another has
 * another answer; "affected" of each incident whose data has the person.
 */
function titleIsAbout(answers: IncidentAnswer[], main: IncidentAnswer | undefined): IncidentAnswer[] {
	if (!main || answers.length === 1) return [];
	const same = answers.filter(({ outcome }) => outcome === main.outcome);
	if (main.outcome === "affected") return same;
	return same.length < answers.length ? [main] : [];
}

/** Which title the things to do have: a plan is finished if every step is done, and over if some were skipped. */
function titleOf({ steps, done, skipped }: Plan): "title" | "next" | "finished" | "over" {
	if (done === steps.length) return "finished";
	if (done + skipped === steps.length) return "over";
	return done + skipped > 0 ? "next" : "title";
}

/** `below` says that the button of the title comes first, so that none here is as loud. */
function firstActions(plan: Plan, locale: Locale, query: unknown, owner: string, below: boolean): FirstActionsTexts {
	const changed = changedStep(owner, locale, "check", plan, query);
	const t = translator(locale, "check");
	const texts = translator(locale, "plan");
	const open = plan.steps.filter((step) => step.state === "todo");
	const form = (action: ActionId, state: ActionState, label: string, shape: ButtonShape) =>
		stepStateForm(owner, locale, "check", action, [{ state, label, shape }]);
	return {
		title: t(`first.${titleOf(plan)}`),
		progress: texts("progress", { done: plan.done, total: plan.steps.length }),
		...(changed ? { changed } : {}),
		steps: open.slice(0, actionsShown).map((step, at) => {
			const { id, title, minutes, because } = actionText(step, locale);
			return {
				id,
				number: plan.steps.indexOf(step) + 1,
				title,
				meta: `${texts("minutes", { minutes })} · ${because}`,
				href: href(locale, id === "stay-safe" ? "/guidance/safety" : `/plan?step=${id}#${id}`),
				done: form(id, "done", texts("markDone"), at === 0 && !below ? "primary-small" : "small"),
			};
		}),
		plan: { href: href(locale, "/plan"), label: t("first.plan") },
		print: translator(locale, "common")("print"),
	};
}

/** Returns the props of the section below every answer, whatever its outcome. Without an answer nothing can be confirmed by a letter. */
export function closingTexts(locale: Locale, answered = true): ClosingTexts {
	const t = translator(locale, "check");
	const { telephone, hours } = organisation().contacts.safety;
	const emergency = contactsFor(locale, ["emergency"])[0]?.text ?? "";
	return {
		title: t("next.title"),
		ways: [
			{ href: href(locale, "/check/history"), label: t("next.history") },
			{ href: href(locale, "/identifiers"), label: t("next.identifiers") },
			...(answered ? [{ href: href(locale, "/plan/keep#confirmations"), label: t("next.letter") }] : []),
			{ href: href(locale, "/preferences"), label: t("next.preferences") },
			{ href: href(locale, "/devices"), label: translator(locale, "common")("devices") },
		],
		safety: {
			title: t("safety.title"),
			text: `${t("safety.text", { telephone, hours: hours[locale] })} ${t("safety.danger", { emergency })}`,
			emergency,
			guidance: { href: href(locale, "/guidance/safety"), label: t("safety.guidance") },
		},
	};
}
