import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { signInMember } from "@/lib/identity";
import { sessionToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";

/** The field `next` of each form names the page to go to afterwards. */
async function signInFlow(locale: Locale, form: FormData) {
	const next = safeReturnPath(memberPaths, form.get("next"));
	const signedInWith = await sessionToken("member");
	const messages = codeMessages(locale);
	return { purpose: "sign-in", locale, signedInWith, messages, path: href(locale, "/sign-in"), next } as const;
}

/** Mails a code, whether the address is known or not. */
export async function askForCode(locale: Locale, form: FormData): Promise<FormState> {
	return codes.askForCode(await signInFlow(locale, form), form);
}

/** Signs in with the code that was typed. */
export async function enterCode(locale: Locale, form: FormData): Promise<FormState> {
	const flow = await signInFlow(locale, form);
	return codes.signInWithCode(flow, form, "member", signInMember, href(flow.locale, flow.next));
}

/** Mails another code for the same challenge. The field `seen` says how many mails had been asked for when the page was drawn. */
export async function sendAgain(locale: Locale, form: FormData): Promise<never> {
	return codes.sendCodeAgain(await signInFlow(locale, form), String(form.get("seen")));
}
