import { redirect } from "next/navigation";
import { saveChoices, saveOrder, saveStyle, setObjection, stopAll, undoStop } from "@/lib/contact";
import { choicesForm, orderForm, styleForm } from "@/lib/contact/schema";
import { type FormState, formError, parseForm } from "@/lib/form";
import { href, type Locale } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { preferencesErrors } from "./errors";

const shown = (locale: Locale, receipt: string) => href(locale, `/preferences?receipt=${receipt}`);

/** Saves all choices of channels and purposes. */
export async function submitChoices(locale: Locale, form: FormData): Promise<FormState> {
	const member = await requireMember(locale, "/preferences");
	const errorText = preferencesErrors(locale);
	const parsed = parseForm(choicesForm, form, errorText);
	if (!parsed.ok) return parsed.state;
	const saved = await saveChoices(member, locale, parsed.value);
	if (!saved.ok) return formError(form, "", errorText("wordingChanged"));
	redirect(shown(locale, saved.value));
}

/** Records an objection to campaigning, or withdraws it, as the field `answer` says. */
export async function submitObjection(locale: Locale, form: FormData): Promise<never> {
	const member = await requireMember(locale, "/preferences");
	const receipt = await setObjection(member, locale, form.get("answer") === "object");
	redirect(receipt ? shown(locale, receipt) : href(locale, "/preferences"));
}

/** Saves which channel is tried first. */
export async function submitOrder(locale: Locale, form: FormData): Promise<FormState> {
	const member = await requireMember(locale, "/preferences");
	const say = preferencesErrors(locale);
	const parsed = parseForm(orderForm, form, say);
	if (!parsed.ok) return parsed.state;
	const saved = await saveOrder(member, locale, parsed.value.first);
	if (!saved.ok) return formError(form, "first", say(saved.reason));
	redirect(shown(locale, saved.value));
}

/** Saves language and format. */
export async function submitStyle(locale: Locale, form: FormData): Promise<FormState> {
	const member = await requireMember(locale, "/preferences");
	const say = preferencesErrors(locale);
	const parsed = parseForm(styleForm, form, say);
	if (!parsed.ok) return parsed.state;
	const saved = await saveStyle(member, locale, parsed.value);
	if (!saved.ok) return formError(form, "language", say(saved.reason));
	redirect(shown(locale, saved.value));
}

/** Withdraws every choice. */
export async function stopEverything(locale: Locale, _: FormData): Promise<never> {
	const member = await requireMember(locale, "/preferences");
	redirect(shown(locale, await stopAll(member, locale)));
}

/** Restores the choices from before "stop everything". If there is nothing to restore, the page shows the present choices. */
export async function undo(locale: Locale, _: FormData): Promise<never> {
	const member = await requireMember(locale, "/preferences");
	const undone = await undoStop(member, locale);
	redirect(undone.ok ? shown(locale, undone.value) : href(locale, "/preferences"));
}
