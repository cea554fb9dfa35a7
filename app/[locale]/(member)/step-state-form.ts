import type { StepStateFormTexts } from "@/components/plan/step-state-form";
import { actionText, type Plan } from "@/lib/guidance";
import { type ActionId, actionStateForm } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";

/** Returns the texts of the form that changes a step's state and returns to a page. */
export function stepStateForm(
	owner: string,
	locale: Locale,
	page: StepStateFormTexts["page"],
	action: ActionId,
	choices: StepStateFormTexts["choices"],
): StepStateFormTexts {
	const about = translator(locale, "plan")("about", { title: actionText({ id: action }, locale).title });
	return { href: href(locale, "/plan/steps"), owner, page, action, choices, about };
}

/**
 * Returns what a form has just done to a step, with the way back. `query` is that of the page's address. Undefined if the plan does
 * not say the same, because anybody can write an address.
 */
export function changedStep(
	owner: string,
	locale: Locale,
	page: StepStateFormTexts["page"],
	plan: Plan,
	query: unknown,
): { text: string; undo: StepStateFormTexts } | undefined {
	const change = actionStateForm.safeParse(query).data;
	if (!change || change.state === "todo") return undefined;
	const { action, state } = change;
	if (!plan.steps.some((step) => step.id === action && step.state === state)) return undefined;
	const { title } = actionText({ id: action }, locale);
	const undo = { state: "todo", label: translator(locale, "plan")("undo"), shape: "link" } as const;
	return {
		text: translator(locale, "check")(`first.changed.${state}`, { title }),
		undo: stepStateForm(owner, locale, page, action, [undo]),
	};
}
