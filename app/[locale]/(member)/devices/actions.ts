"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { href, type Locale } from "@/lib/i18n";
import { signOutElsewhere } from "@/lib/identity";
import { requireMember } from "@/lib/identity/guard";

/** Signs out one other browser, or all others if the form names none. */
export async function signOutOthers(requested: Locale, sessionId: string, _: FormData): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/devices");
	const count = await signOutElsewhere(member, sessionId || undefined);
	redirect(href(locale, `/devices?done=${count}`));
}
