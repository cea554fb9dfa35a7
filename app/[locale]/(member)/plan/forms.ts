import { redirect } from "next/navigation";
import { type FormState, formError, parseForm } from "@/lib/form";
import { chooseNation } from "@/lib/guidance";
import { nationChoice } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { askReminder, stopReminder } from "@/lib/reminders";
import { reminderForm, reminderFormWithWay } from "@/lib/reminders/schema";

/** Saves the nation whose numbers the plan shows. */
export async function saveNation(locale: Locale, form: FormData): Promise<never> {
	const member = await requireMember(locale, "/plan");
	const chosen = nationChoice.safeParse(Object.fromEntries(form));
	if (chosen.success) await chooseNation(member, chosen.data.nation);
	redirect(href(locale, "/plan"));
}

/** Sets the member's reminder and replaces the previous one. The field `asks` is "way" if the form asks for the channel too. */
export async function setReminder(locale: Locale, form: FormData): Promise<FormState> {
	const member = await requireMember(locale, "/plan");
	const t = translator(locale, "plan");
	const schema = form.get("asks") === "way" ? reminderFormWithWay : reminderForm;
	const parsed = parseForm(schema, form, (key) => t(key as "reminder.whenMissing"));
	if (!parsed.ok) return parsed.state;
	const set = await askReminder(member, locale, parsed.value);
	if (!set.ok) return formError(form, "by", t("reminder.byMissing"));
	redirect(href(locale, "/plan?done=set"));
}

/** Stops the member's reminder. */
export async function stop(locale: Locale, _: FormData): Promise<never> {
	const member = await requireMember(locale, "/plan");
	await stopReminder(member);
	redirect(href(locale, "/plan?done=stopped"));
}
