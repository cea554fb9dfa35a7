"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow, usePathname } from "next/navigation";
import { useActionState } from "react";
import type { FieldError, FormState } from "@/lib/form";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

// Imports these two files instead of the whole catalogue, because the browser downloads them.
const texts = { en, cy };

/** Returns the error of a form that reached no action, or whose action failed. */
function unsentError(error: unknown, path: string): FieldError {
	const locale = /^\/cy(\/|$)/.test(path) ? "cy" : "en";
	const t = texts[locale];
	const about = (message: string) => ({ field: "", message });
	if (unstable_isUnrecognizedActionError(error)) return about(t.outdatedForm);
	// An error that was thrown on the server has its digest for a message.
	if (error instanceof Error && "digest" in error) return about(t.faultForm);
	const refusal = error instanceof Error ? error.message : "";
	if (refusal === "someone-else") return about(t.someoneElseForm);
	if (refusal === "too-many") return about(t.tooManyForm);
	if (refusal !== "signed-out") return about(t.notSent);
	const signIn = path.startsWith("/staff") ? "/staff/sign-in" : `${locale === "cy" ? "/cy" : ""}/sign-in`;
	return { ...about(t.signedOutForm), help: { href: signIn, label: t.signInAgain } };
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
	const path = usePathname() ?? "/";
	const sent: typeof action = async (state, form) => {
		try {
			return await action(state, form);
		} catch (error) {
			unstable_rethrow(error);
			return { ...initial, errors: [unsentError(error, path)], values: typedValues(form) };
		}
	};
	// The server renders the action itself, so that the form works without scripts.
	const [state, send] = useActionState(typeof window === "undefined" ? action : sent, initial);
	return [state, send];
}
