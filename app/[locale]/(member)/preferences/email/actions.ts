"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { proveEmail } from "@/lib/contact";
import { type FormState, formError } from "@/lib/form";
import { href, translator } from "@/lib/i18n";
import { requestCode, sendAnotherCode } from "@/lib/identity";
import { challengeToken, forgetChallenge, rememberChallenge, requireMember } from "@/lib/identity/guard";
import { readCode } from "@/lib/identity/schema";

const purpose = "contact-point";

/** Mails a code to the address that is to be used. */
export async function askForCode(language: string, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(language);
	const member = await requireMember(locale, "/preferences");
	const address = String(form.get("email") ?? "");
	const previous = await challengeToken(purpose);
	const started = await requestCode({ purpose, address, locale, member, previous });
	if (!started.ok) return formError(form, "email", translator(locale, "preferences")("errors.not-an-address"));
	await rememberChallenge(purpose, started.value);
	redirect(href(locale, "/preferences/email/code"));
}

/** Takes the address into use when the code is right. */
export async function enterCode(language: string, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(language);
	const member = await requireMember(locale, "/preferences");
	const t = translator(locale, "signIn");
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", t("code.notSixDigits"), ["code"]);
	const proven = await proveEmail(member, locale, { token: (await challengeToken(purpose)) ?? "", code });
	if (proven.ok) {
		await forgetChallenge(purpose);
		redirect(href(locale, `/preferences?receipt=${proven.value}`));
	}
	if (proven.reason === "wrong" || proven.reason === "expired") {
		return formError(form, "code", t(`code.${proven.reason}`), ["code"]);
	}
	redirect(href(locale, "/preferences/email?problem=1"));
}

/** Mails another code to the same address. */
export async function sendAgain(language: string): Promise<void> {
	const locale = localeOf(language);
	await requireMember(locale, "/preferences");
	const sent = await sendAnotherCode((await challengeToken(purpose)) ?? "", purpose);
	const again = sent.ok ? "again" : sent.reason === "too-many" ? "no" : undefined;
	redirect(href(locale, again ? `/preferences/email/code?sent=${again}` : "/preferences/email?problem=1"));
}
