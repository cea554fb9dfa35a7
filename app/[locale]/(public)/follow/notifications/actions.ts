"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { type FormState, formError } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { clientNetwork } from "@/lib/identity/guard";
import { followByPush, pushKey, stopPush } from "@/lib/subscriptions";

/** The address that the browser's push service gave it. */
const addressOf = (form: FormData) => String(form.get("address") ?? "");

/** Tells the browser of news from now on. */
export async function startNotifications(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const t = translator(locale, "follow");
	if (!pushKey()) return formError(form, "", t("push.unavailable"));
	const followed = await followByPush(addressOf(form), await clientNetwork());
	if (!followed.ok) return formError(form, "", t(followed.reason === "too-many" ? "push.tooMany" : "push.unsupported"));
	redirect(href(locale, "/follow/notifications?done=on"));
}

/** Forgets the browser. */
export async function stopNotifications(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	await stopPush(addressOf(form));
	redirect(href(localeOf(requested), "/follow/notifications?done=off"));
}
