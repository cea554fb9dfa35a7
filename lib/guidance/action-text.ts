import type { Locale } from "../i18n";
import { organisation } from "../organisation";
import { rules } from "./actions";
import cy from "./content/cy/actions";
import en from "./content/en/actions";
import type { ActionId, ActionText, Nation } from "./schema";
import { spell } from "./sentence";

/**
 * An action in the reader's language. With `nation`, numbers are those of that nation; without, the sentence names
 * all of the organisation's nations where they differ.
 */
export function actionText(id: ActionId, locale: Locale, nation?: Nation): ActionText {
	const { title, why, steps } = { en, cy }[locale][id];
	const site = organisation();
	const reader = { locale, organisation: site, nations: nation ? [nation] : site.nations };
	return { id, title, why, minutes: rules[id].minutes, steps: steps.map((step) => spell(step, reader)) };
}
