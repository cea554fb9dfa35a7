"use server";

import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { signInMember } from "@/lib/identity";
import { rememberSession, sessionToken, thisDevice } from "@/lib/identity/guard";
import { type MemberPath, memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { ok } from "@/lib/result";

async function signInFlow(locale: Locale, next: MemberPath): Promise<codes.CodeFlow> {
	const query = `next=${safeReturnPath(memberPaths, next)}`;
	return {
		purpose: "sign-in",
		locale: localeOf(locale),
		signedInWith: await sessionToken("member"),
		messages: codeMessages(localeOf(locale)),
		codePath: (sent) => href(locale, `/sign-in/code?${sent ? `sent=${sent}&` : ""}${query}`),
		problemPath: (reason) => href(locale, `/sign-in?problem=${reason}&${query}`),
	};
}

/** Mails a code, whoever the address belongs to. */
export async function askForCode(locale: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await signInFlow(locale, next), form);
}

/** Signs in with the code that was typed. */
export async function enterCode(locale: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	const flow = await signInFlow(locale, next);
	return codes.enterCode(flow, form, async (answer) => {
		const session = await signInMember({
			...answer,
			previousSession: flow.signedInWith,
			device: await thisDevice(),
		});
		if (!session.ok) return session;
		await rememberSession("member", session.value);
		return ok(href(locale, safeReturnPath(memberPaths, next)));
	});
}

/** Mails another code for the same challenge. */
export async function sendAgain(locale: Locale, next: MemberPath): Promise<void> {
	await codes.sendCodeAgain(await signInFlow(locale, next));
}
