"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { type FormState, formError } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { requestCode, sendAnotherCode, signInMember } from "@/lib/identity";
import {
	challengeToken,
	forgetChallenge,
	rememberChallenge,
	rememberSession,
	sessionToken,
	thisDevice,
} from "@/lib/identity/guard";
import { type MemberPath, memberPaths, readCode, safeReturnPath } from "@/lib/identity/schema";

const purpose = "sign-in";

/** Mails a code, whoever the address belongs to, and leads to the page that asks for it. */
export async function askForCode(asked: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(asked);
	const started = await requestCode({
		purpose,
		address: String(form.get("email") ?? ""),
		locale,
		previous: await challengeToken(purpose),
		signedInWith: await sessionToken("member"),
	});
	if (!started.ok) return formError(form, "email", translator(locale, "signIn")("notAnAddress"));
	await rememberChallenge(purpose, started.value);
	redirect(href(locale, `/sign-in/code?next=${safeReturnPath(memberPaths, next)}`));
}

/** Signs in with the code that was typed. */
export async function enterCode(asked: Locale, next: MemberPath, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(asked);
	const t = translator(locale, "signIn");
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", t("code.notSixDigits"), ["code"]);
	const token = (await challengeToken(purpose)) ?? "";
	const previousSession = await sessionToken("member");
	const session = await signInMember({ token, code, previousSession, device: await thisDevice() });
	const place = safeReturnPath(memberPaths, next);
	if (session.ok) {
		await rememberSession("member", session.value);
		await forgetChallenge(purpose);
		redirect(href(locale, place));
	}
	if (session.reason === "wrong" || session.reason === "expired") {
		return formError(form, "code", t(`code.${session.reason}`), ["code"]);
	}
	redirect(href(locale, `/sign-in?problem=${session.reason}&next=${place}`));
}

/** Mails another code for the same question. */
export async function sendAgain(asked: Locale, next: MemberPath): Promise<void> {
	const locale = localeOf(asked);
	const sent = await sendAnotherCode((await challengeToken(purpose)) ?? "", purpose, await sessionToken("member"));
	const place = safeReturnPath(memberPaths, next);
	if (sent.ok || sent.reason === "too-many") {
		redirect(href(locale, `/sign-in/code?sent=${sent.ok ? "again" : "no"}&next=${place}`));
	}
	redirect(href(locale, `/sign-in?problem=${sent.reason}&next=${place}`));
}
