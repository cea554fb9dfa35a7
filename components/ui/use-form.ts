"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow, usePathname } from "next/navigation";
import { useActionState } from "react";
import type { FormState } from "@/lib/form";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

// Imports these two files instead of the whole catalogue, because the browser downloads them.
const texts = { en, cy };

/** Returns the sentence for a form that reached no action, or whose action failed. */
function sentence(error: unknown, locale: "en" | "cy"): string {
	const t = texts[locale];
	if (unstable_isUnrecognizedActionError(error)) return t.outdatedForm;
	// An error that was thrown on the server has its digest for a message.
	if (error instanceof Error && "digest" in error) return t.faultForm;
	const refusals: Record<string, string> = { "signed-out": t.signedOutForm, "someone-else": t.someoneElseForm };
	return (error instanceof Error && refusals[error.message]) || t.notSent;
}

/** Returns what was typed, as an action returns it. Codes are never filled in again. */
function typedValues(form: FormData): Record<string, string> {
	const values: Record<string, string> = {};
	for (const name of new Set(form.keys())) {
		if (!name.startsWith("$ACTION") && name !== "code") values[name] = form.getAll(name).join("\n");
	}
	return values;
}

/**
 * `useActionState` for a form that keeps what was typed when its action gives no answer: the connection is lost, the session has
 * ended, the site was deployed anew, the server failed. React would replace the page by an error page. Without scripts the browser sends the form, and the
 * web process answers with what was typed (app/_server/typed-form.ts).
 */
export function useForm<State extends FormState>(
	action: (state: Awaited<State>, form: FormData) => Promise<State>,
	initial: Awaited<State>,
): [Awaited<State>, (form: FormData) => void] {
	const locale = usePathname()?.match(/^\/cy(\/|$)/) ? "cy" : "en";
	const sent: typeof action = async (state, form) => {
		try {
			return await action(state, form);
		} catch (error) {
			unstable_rethrow(error);
			return { ...initial, errors: [{ field: "", message: sentence(error, locale) }], values: typedValues(form) };
		}
	};
	// The server renders the action itself, so that the form works without scripts.
	const [state, send] = useActionState(typeof window === "undefined" ? action : sent, initial);
	return [state, send];
}
