import type { DataCategory } from "../data-categories";
import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";
import { type Reason, rules } from "./actions";
import cy from "./content/cy/actions";
import en from "./content/en/actions";
import { renderSentence } from "./render-sentence";
import type { ActionId, ActionText, Nation } from "./schema";

/**
 * Returns the texts of an action in a language. With `reason`, includes the sentence that says why this person should do it.
 * With `nation`, gives that nation's numbers; without, gives those of all the organisation's nations.
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

/** Returns a sentence such as "Because the data included your email address and your date of birth." */
function because(reason: Reason, locale: Locale): string {
	const t = translator(locale, "plan");
	if (reason.kind === "general") return t("becauseGeneral");
	if (reason.kind === "unavailable") return t("becauseUnavailable");
	return t("because", { things: yours(reason.categories, locale) });
}

/** Returns a list such as "your name, your membership and your donations". Welsh has one word for "and your". */
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
