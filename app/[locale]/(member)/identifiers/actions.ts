"use server";

import { notFound, redirect } from "next/navigation";
import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { Member } from "@/lib/authority";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { addIdentifier, removeIdentifier, verifyCode } from "@/lib/identity";
import { requireMember } from "@/lib/identity/guard";
import { ok } from "@/lib/result";

const identifierFlow = (locale: Locale, member: Member): codes.CodeFlow => ({
	purpose: "add-identifier",
	locale,
	member,
	messages: codeMessages(locale),
	codePath: (sent) => href(locale, `/identifiers/code${sent ? `?sent=${sent}` : ""}`),
	problemPath: (reason) => href(locale, `/identifiers?problem=${reason}`),
});

/** Mails a code to a further address of the member. */
export async function askForCode(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	return codes.askForCode(identifierFlow(locale, member), form);
}

/** Adds the address whose code was typed. */
export async function enterCode(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	return codes.enterCode(identifierFlow(locale, member), form, async (answer) => {
		const proven = await verifyCode({ ...answer, purpose: "add-identifier", member }, (tx, proof) =>
			addIdentifier(tx, member, proof),
		);
		if (!proven.ok) return proven;
		const added = proven.value;
		return ok(href(locale, `/identifiers?done=${added.ok ? added.value : added.reason}`));
	});
}

/** Mails another code to the same address. */
export async function sendAgain(requested: Locale): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	await codes.sendCodeAgain(identifierFlow(locale, member));
}

/** Removes an address from the member. */
export async function remove(requested: Locale, identifierId: string): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	const removed = await removeIdentifier(member, identifierId);
	if (!removed.ok && removed.reason === "absent") notFound();
	redirect(href(locale, `/identifiers?done=${removed.ok ? "removed" : removed.reason}`));
}
