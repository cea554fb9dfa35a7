"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { saveNumber, savePost } from "@/lib/contact";
import { numberForm, postForm } from "@/lib/contact/schema";
import { type FormState, formError, parseForm } from "@/lib/form";
import { href } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { preferencesErrors } from "../errors";

/** Saves a number for texts or calls. */
export async function submitNumber(
	requested: string,
	channel: "text" | "telephone",
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	const say = preferencesErrors(locale);
	const parsed = parseForm(numberForm, form, say);
	if (!parsed.ok) return parsed.state;
	const saved = await saveNumber(member, locale, channel === "text" ? "text" : "telephone", parsed.value.number);
	if (!saved.ok) return formError(form, "number", say(saved.reason));
	redirect(href(locale, `/preferences?receipt=${saved.value}`));
}

/** Saves a postal address. */
export async function submitPost(requested: string, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	const say = preferencesErrors(locale);
	const parsed = parseForm(postForm, form, say);
	if (!parsed.ok) return parsed.state;
	const saved = await savePost(member, locale, parsed.value);
	if (!saved.ok) return formError(form, "postcode", say(saved.reason));
	redirect(href(locale, `/preferences?receipt=${saved.value}`));
}
