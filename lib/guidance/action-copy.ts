import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";
import { type Reason, rules } from "./actions";
import cy from "./content/cy/actions";
import en from "./content/en/actions";
import { renderSentence } from "./render-sentence";
import type { ActionId, ActionText, DataCategory, Nation } from "./schema";

/**
 * An action in the reader's language, with the sentence that says why it is this person's where a reason is given. With
 * `nation`, numbers are those of that nation; without, a sentence names all of the organisation's nations where they differ.
 */
export function actionText(action: { id: ActionId; reason?: Reason }, locale: Locale, nation?: Nation): ActionText {
	const { id, reason } = action;
	const { title, why, steps } = { en, cy }[locale][id];
	const site = organisation();
	const reader = { locale, organisation: site, nations: nation ? [nation] : site.nations };
	return {
		id,
		title,
		why,
		minutes: rules[id].minutes,
		because: reason ? because(reason, locale) : "",
		steps: steps.map((step) => renderSentence(step, reader)),
	};
}

/** "Because the data held your email address and your date of birth." */
function because(reason: Reason, locale: Locale): string {
	const t = translator(locale, "plan");
	if (reason.kind === "general") return t("becauseGeneral");
	if (reason.kind === "unavailable") return t("becauseUnavailable");
	return t("because", { things: yours(reason.categories, locale) });
}

/** "your name, your membership and your donations"; in Welsh "and your" is one word. */
function yours(categories: readonly DataCategory[], locale: Locale): string {
	const t = translator(locale, "plan");
	return categories
		.map((category, at) => {
			const thing = t(`thing.${category}`);
			if (at === 0) return t("your", { thing });
			return at === categories.length - 1 ? t("andYour", { thing }) : `, ${t("your", { thing })}`;
		})
		.join("");
}
