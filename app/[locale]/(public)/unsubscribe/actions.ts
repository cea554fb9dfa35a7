"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { type FormState, formError } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { unsubscribe } from "@/lib/subscriptions";

/** Ends the subscription whose code was typed. Whoever has the email may do so. */
export async function stopEmails(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const stopped = await unsubscribe(String(form.get("ending") ?? "").slice(0, 100));
	if (!stopped.ok) return formError(form, "ending", translator(locale, "follow")("notACode"));
	redirect(href(locale, "/unsubscribe?done=1"));
}
