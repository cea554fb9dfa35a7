"use server";

import { redirect } from "next/navigation";
import { type FormState, formError, parseForm } from "@/lib/form";
import { chooseNation, markAction } from "@/lib/guidance";
import { actionStateForm, nationChoice } from "@/lib/guidance/schema";
import { href, isLocale, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { askReminder, stopReminder } from "@/lib/reminders";
import { reminderForm } from "@/lib/reminders/schema";

/** Reads the language of the page that sent a form. */
function localeFrom(form: FormData): Locale {
	const locale = String(form.get("locale"));
	return isLocale(locale) ? locale : "en";
}

/** Sets an action of the plan to done, skipped or to do. A form without a valid action changes nothing. */
export async function changeActionState(form: FormData): Promise<void> {
	const member = await requireMember(localeFrom(form), "/plan");
	const parsed = actionStateForm.safeParse(Object.fromEntries(form));
	if (parsed.success) await markAction(member, parsed.data.action, parsed.data.state);
	redirect(href(localeFrom(form), "/plan"));
}

/** Saves the nation whose numbers the plan shows. */
export async function chooseWhere(form: FormData): Promise<void> {
	const member = await requireMember(localeFrom(form), "/plan");
	const chosen = nationChoice.safeParse(Object.fromEntries(form));
	if (chosen.success) await chooseNation(member, chosen.data.nation);
	redirect(href(localeFrom(form), "/plan"));
}

/** Sets the member's reminder and replaces the previous one. */
export async function setReminder(asked: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = isLocale(asked) ? asked : "en";
	const member = await requireMember(locale, "/plan");
	const t = translator(locale, "plan");
	const parsed = parseForm(reminderForm, form, (key) => t(key as "reminder.whenMissing"));
	if (!parsed.ok) return parsed.state;
	const set = await askReminder(member, locale, parsed.value);
	if (!set.ok) return formError(form, "by", t("reminder.byMissing"));
	redirect(href(locale, "/plan?done=set"));
}

/** Stops the member's reminder. */
export async function stop(asked: Locale): Promise<void> {
	const locale = isLocale(asked) ? asked : "en";
	const member = await requireMember(locale, "/plan");
	await stopReminder(member);
	redirect(href(locale, "/plan?done=stopped"));
}
