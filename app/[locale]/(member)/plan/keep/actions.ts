"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { confirmAnswer, withdrawConfirmation } from "@/lib/exposure";
import { type FormState, formError, parseForm } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";

const making = z.object({ categories: z.enum(["yes", "no"], "keep.categoriesMissing") });

/** Makes a confirmation of the member's answer and returns to the page that lists it. */
export async function makeConfirmation(asked: Locale, _: FormState, form: FormData): Promise<FormState> {
	const member = await requireMember(localeOf(asked), "/plan");
	const t = translator(asked, "plan");
	const parsed = parseForm(making, form, (key) => t(key as "keep.categoriesMissing"));
	if (!parsed.ok) return parsed.state;
	const made = await confirmAnswer(member, { categories: parsed.value.categories === "yes" });
	if (!made.ok) return formError(form, "", t(made.reason === "too-many" ? "keep.tooMany" : "keep.failed"));
	redirect(href(asked, "/plan/keep?done=made"));
}

/** Withdraws a confirmation. Does nothing if it is withdrawn already. */
export async function takeBack(asked: Locale, id: string): Promise<void> {
	const member = await requireMember(localeOf(asked), "/plan");
	await withdrawConfirmation(member, id);
	redirect(href(asked, "/plan/keep?done=taken-back"));
}
