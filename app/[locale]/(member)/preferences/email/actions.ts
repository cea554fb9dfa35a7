"use server";

import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { proveEmail, receipts } from "@/lib/contact";
import type { FormState } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { ok } from "@/lib/result";

async function contactEmailFlow(requested: Locale) {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	const notAnAddress = translator(locale, "preferences")("errors.not-an-address");
	const messages = { ...codeMessages(locale), notAnAddress };
	return { purpose: "contact-point", locale, member, messages, path: href(locale, "/preferences/email") } as const;
}

/** Mails a code to the new contact address. */
export async function askForCode(locale: Locale, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await contactEmailFlow(locale), form);
}

/** Saves the contact address whose code was typed. */
export async function enterCode(locale: Locale, _: FormState, form: FormData): Promise<FormState> {
	const flow = await contactEmailFlow(locale);
	return codes.enterCode(flow, form, async (answer) => {
		const saved = await proveEmail(flow.member, flow.locale, answer);
		if (!saved.ok && saved.reason !== "used") return saved;
		// Sent twice: the receipt of the first press is the newest.
		const receipt = saved.ok ? saved.value : (await receipts(flow.member, 1)).receipts[0]?.id;
		return ok(href(flow.locale, `/preferences?receipt=${receipt}`));
	});
}

/** Mails another code to the same address. */
export async function sendAgain(locale: Locale, seen: string, _: FormData): Promise<void> {
	await codes.sendCodeAgain(await contactEmailFlow(locale), seen);
}
