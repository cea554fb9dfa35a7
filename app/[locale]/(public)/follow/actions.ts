"use server";

import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/[locale]/_shared/code-messages";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { FormState } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { ok } from "@/lib/result";
import { subscribe } from "@/lib/subscriptions";
import { topicOf } from "./follow-topics";

async function followFlow(requested: Locale, topic: string) {
	const locale = localeOf(requested);
	const { value: next } = await topicOf(locale, topic);
	return {
		purpose: "contact-point",
		locale,
		messages: codeMessages(locale),
		path: href(locale, "/follow"),
		next,
	} as const;
}

/** Mails a code to the address, whether or not it is subscribed. */
export async function askForCode(locale: Locale, topic: string, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await followFlow(locale, topic), form);
}

/** Subscribes the address whose code was typed. */
export async function enterCode(locale: Locale, topic: string, _: FormState, form: FormData): Promise<FormState> {
	const flow = await followFlow(locale, topic);
	return codes.enterCode(flow, form, async (answer) => {
		const subscribed = await subscribe(flow.next, answer);
		if (!subscribed.ok && subscribed.reason !== "used") return subscribed;
		return ok(href(flow.locale, `/follow?done=1&next=${flow.next}`));
	});
}

/** Mails another code to the same address. */
export async function sendAgain(locale: Locale, topic: string, seen: string, _: FormData): Promise<void> {
	await codes.sendCodeAgain(await followFlow(locale, topic), seen);
}
