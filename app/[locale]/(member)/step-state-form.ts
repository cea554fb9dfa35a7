import type { StepStateFormTexts } from "@/components/plan/step-state-form";
import { actionText } from "@/lib/guidance";
import type { ActionId } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";

/** Returns the texts of the form that changes a step's state and returns to a page. */
export function stepStateForm(
	locale: Locale,
	page: StepStateFormTexts["page"],
	action: ActionId,
	choices: StepStateFormTexts["choices"],
): StepStateFormTexts {
	const about = translator(locale, "plan")("about", { title: actionText({ id: action }, locale).title });
	return { href: href(locale, "/plan/steps"), page, action, choices, about };
}
