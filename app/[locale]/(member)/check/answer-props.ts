import type { AnswerTexts } from "@/components/check/answer";
import type { ClosingTexts } from "@/components/check/answer-closing";
import type { FirstActionsTexts } from "@/components/check/first-actions";
import { exposuresOf, worstOutcome } from "@/lib/exposure";
import type { Check, IncidentAnswer } from "@/lib/exposure/schema";
import { actionsFor, actionText, contactsFor } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { incidentTexts, isOpenNotFound } from "./incident-props";
import { outcomeTones } from "./outcome-tones";

/** The number of actions shown with the answer. The plan shows all. */
const actionsShown = 3;

/** Returns the props of a whole answer, in the reader's language where its texts exist in it. */
export function answerTexts({ answers, checkedAt }: Check, locale: Locale): AnswerTexts {
	const t = translator(locale, "check");
	const outcome = worstOutcome(answers);
	const open = outcome === "not-found" && answers.some(isOpenNotFound);
	const key = open ? "not-found-by-address" : outcome;
	const affected = answers.findIndex((answer) => answer.outcome === "affected");
	return {
		tone: open ? "wait" : outcome ? outcomeTones[outcome] : "fault",
		title: t(`title.${key ?? "none"}`),
		lead: `${key ? t(`lead.${key}`) : t("noneLead")} ${t("checked", { at: formatDateTime(checkedAt, locale) })}`,
		incidentsLabel: t("incidents"),
		incidents: answers.map((answer) => incidentTexts(answer, locale)),
		actionsAfter: Math.max(0, affected) + 1,
		...(outcome ? { actions: firstActions(answers, locale) } : {}),
	};
}

function firstActions(answers: IncidentAnswer[], locale: Locale): FirstActionsTexts {
	const t = translator(locale, "check");
	const plan = translator(locale, "plan");
	return {
		title: t("first.title"),
		steps: actionsFor(exposuresOf(answers))
			.slice(0, actionsShown)
			.map((action) => {
				const { id, title, minutes, because } = actionText(action, locale);
				const meta = `${plan("minutes", { minutes })} · ${because}`;
				return { id, title, meta, href: href(locale, `/guidance/${action.topic}`) };
			}),
		plan: { href: href(locale, "/plan"), label: t("first.plan") },
		print: translator(locale, "common")("print"),
	};
}

/** Returns the props of the section below every answer, whatever its outcome. */
export function closingTexts(locale: Locale): ClosingTexts {
	const t = translator(locale, "check");
	const { telephone, hours, email } = organisation().contacts.safety;
	const emergency = contactsFor(locale, ["emergency"])[0]?.text ?? "";
	return {
		title: t("next.title"),
		ways: [
			{ href: href(locale, "/check/history"), label: t("next.history") },
			{ href: href(locale, "/identifiers"), label: t("next.identifiers") },
			{ href: href(locale, "/preferences"), label: t("next.preferences") },
			{ href: href(locale, "/devices"), label: translator(locale, "common")("devices") },
		],
		safety: {
			title: t("safety.title"),
			text: `${t("safety.text", { telephone, hours: hours[locale], email })} ${t("safety.danger", { emergency })}`,
			guidance: { href: href(locale, "/guidance/safety"), label: t("safety.guidance") },
		},
	};
}
