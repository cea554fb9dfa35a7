"use server";

import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { signInMember } from "@/lib/identity";
import { sessionToken } from "@/lib/identity/guard";
import { type MemberPath, memberPaths, safeReturnPath } from "@/lib/identity/schema";

async function signInFlow(requested: Locale, path: MemberPath) {
	const locale = localeOf(requested);
	const next = safeReturnPath(memberPaths, path);
	const signedInWith = await sessionToken("member");
	const messages = codeMessages(locale);
	return { purpose: "sign-in", locale, signedInWith, messages, path: href(locale, "/sign-in"), next } as const;
}

/** Mails a code, whether the address is known or not. */
export async function askForCode(locale: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await signInFlow(locale, next), form);
}

/** Signs in with the code that was typed. */
export async function enterCode(locale: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	const flow = await signInFlow(locale, next);
	return codes.signInWithCode(flow, form, "member", signInMember, href(flow.locale, flow.next));
}

/** Mails another code for the same challenge. */
export async function sendAgain(locale: Locale, next: MemberPath, seen: string, _: FormData): Promise<void> {
	await codes.sendCodeAgain(await signInFlow(locale, next), seen);
}
