"use server";

import { redirect } from "next/navigation";
import { chooseNation, markAction } from "@/lib/guidance";
import { marking, nationChoice } from "@/lib/guidance/schema";
import { href, isLocale, type Locale } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";

/** The language of the page a form was sent from. */
function localeFrom(form: FormData): Locale {
	const locale = String(form.get("locale"));
	return isLocale(locale) ? locale : "en";
}

/** Marks an action of the plan as done, skipped or to do again. A form that names no action changes nothing. */
export async function mark(form: FormData): Promise<void> {
	const member = await requireMember(localeFrom(form), "/plan");
	const marked = marking.safeParse(Object.fromEntries(form));
	if (marked.success) await markAction(member, marked.data.action, marked.data.state);
	redirect(href(localeFrom(form), "/plan"));
}

/** Chooses whose numbers the plan shows. */
export async function chooseWhere(form: FormData): Promise<void> {
	const member = await requireMember(localeFrom(form), "/plan");
	const chosen = nationChoice.safeParse(Object.fromEntries(form));
	if (chosen.success) await chooseNation(member, chosen.data.nation);
	redirect(href(localeFrom(form), "/plan"));
}
