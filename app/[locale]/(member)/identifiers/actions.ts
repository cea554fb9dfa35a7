"use server";

import { redirect } from "next/navigation";
import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { addIdentifier, removeIdentifier, verifyCode } from "@/lib/identity";
import { requireMember } from "@/lib/identity/guard";
import { ok } from "@/lib/result";

async function identifierFlow(requested: Locale) {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	const messages = codeMessages(locale);
	return { purpose: "add-identifier", locale, member, messages, path: href(locale, "/identifiers") } as const;
}

/** Mails a code to a further address of the member. */
export async function askForCode(locale: Locale, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await identifierFlow(locale), form);
}

/** Adds the address whose code was typed. */
export async function enterCode(locale: Locale, _: FormState, form: FormData): Promise<FormState> {
	const flow = await identifierFlow(locale);
	const { purpose, member, path } = flow;
	return codes.enterCode(flow, form, async (answer) => {
		const verified = await verifyCode({ ...answer, purpose, member }, (tx, proof) => addIdentifier(tx, member, proof));
		// Sent twice: the first press added the address.
		if (!verified.ok) return verified.reason === "used" ? ok(`${path}?done=added`) : verified;
		const added = verified.value;
		return ok(`${path}?done=${added.ok ? added.value : added.reason}`);
	});
}

/** Mails another code to the same address. */
export async function sendAgain(locale: Locale, seen: string, _: FormData): Promise<void> {
	await codes.sendCodeAgain(await identifierFlow(locale), seen);
}

/** Removes an address from the member. */
export async function remove(requested: Locale, identifierId: string, _: FormData): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/identifiers");
	const removed = await removeIdentifier(member, identifierId);
	// One that is absent was removed by a first press, or in another tab.
	const done = removed.ok || removed.reason === "absent" ? "removed" : removed.reason;
	redirect(href(locale, `/identifiers?done=${done}`));
}
