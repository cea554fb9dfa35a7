"use server";

import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { Member } from "@/lib/authority";
import { proveEmail } from "@/lib/contact";
import type { FormState } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { ok } from "@/lib/result";

const contactEmailFlow = (locale: Locale, member: Member): codes.CodeFlow => ({
	purpose: "contact-point",
	locale,
	member,
	messages: { ...codeMessages(locale), notAnAddress: translator(locale, "preferences")("errors.not-an-address") },
	codePath: (sent) => href(locale, `/preferences/email/code${sent ? `?sent=${sent}` : ""}`),
	problemPath: () => href(locale, "/preferences/email?problem=1"),
});

/** Mails a code to the new contact address. */
export async function askForCode(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	return codes.askForCode(contactEmailFlow(locale, member), form);
}

/** Saves the contact address whose code was typed. */
export async function enterCode(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	return codes.enterCode(contactEmailFlow(locale, member), form, async (answer) => {
		const proven = await proveEmail(member, locale, answer);
		return proven.ok ? ok(href(locale, `/preferences?receipt=${proven.value}`)) : proven;
	});
}

/** Mails another code to the same address. */
export async function sendAgain(requested: Locale): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	await codes.sendCodeAgain(contactEmailFlow(locale, member));
}
