"use server";

import { notFound, redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { type FormState, formError } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { addIdentifier, removeIdentifier, requestCode, sendAnotherCode, verifyCode } from "@/lib/identity";
import { challengeToken, forgetChallenge, rememberChallenge, requireMember } from "@/lib/identity/guard";
import { readCode } from "@/lib/identity/schema";

const purpose = "add-identifier";

/** Mails a code to an address the member says is theirs too. */
export async function askForCode(asked: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(asked);
	const member = await requireMember(locale, "/identifiers");
	const started = await requestCode({
		purpose,
		address: String(form.get("email") ?? ""),
		locale,
		member,
		previous: await challengeToken(purpose),
	});
	if (!started.ok) return formError(form, "email", translator(locale, "signIn")("notAnAddress"));
	await rememberChallenge(purpose, started.value);
	redirect(href(locale, "/identifiers/code"));
}

/** Adds the address whose code was typed. */
export async function enterCode(asked: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(asked);
	const member = await requireMember(locale, "/identifiers");
	const t = translator(locale, "signIn");
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", t("code.notSixDigits"), ["code"]);
	const token = (await challengeToken(purpose)) ?? "";
	const proven = await verifyCode({ token, purpose, code, member }, (tx, proof) => addIdentifier(tx, member, proof));
	if (proven.ok) {
		await forgetChallenge(purpose);
		redirect(href(locale, `/identifiers?done=${proven.value.ok ? proven.value.value : proven.value.reason}`));
	}
	if (proven.reason === "wrong" || proven.reason === "expired") {
		return formError(form, "code", t(`code.${proven.reason}`), ["code"]);
	}
	redirect(href(locale, `/identifiers?problem=${proven.reason}`));
}

/** Mails another code for the same address. */
export async function sendAgain(asked: Locale): Promise<void> {
	const locale = localeOf(asked);
	await requireMember(locale, "/identifiers");
	const sent = await sendAnotherCode((await challengeToken(purpose)) ?? "", purpose);
	if (sent.ok || sent.reason === "too-many") {
		redirect(href(locale, `/identifiers/code?sent=${sent.ok ? "again" : "no"}`));
	}
	redirect(href(locale, `/identifiers?problem=${sent.reason}`));
}

/** Takes an address off the member. */
export async function remove(asked: Locale, identifierId: string): Promise<void> {
	const locale = localeOf(asked);
	const member = await requireMember(locale, "/identifiers");
	const removed = await removeIdentifier(member, identifierId);
	if (!removed.ok && removed.reason === "absent") notFound();
	redirect(href(locale, `/identifiers?done=${removed.ok ? "removed" : removed.reason}`));
}
