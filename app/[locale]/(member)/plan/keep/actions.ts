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
export async function makeConfirmation(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/plan");
	const t = translator(locale, "plan");
	const parsed = parseForm(making, form, (key) => t(key as "keep.categoriesMissing"));
	if (!parsed.ok) return parsed.state;
	const made = await confirmAnswer(member, { categories: parsed.value.categories === "yes" });
	if (!made.ok) return formError(form, "", t(made.reason === "too-many" ? "keep.tooMany" : "keep.failed"));
	redirect(href(locale, "/plan/keep?done=made"));
}

/** Withdraws a confirmation. Does nothing if it is withdrawn already. */
export async function withdraw(requested: Locale, confirmationId: string, _: FormData): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/plan");
	await withdrawConfirmation(member, confirmationId);
	redirect(href(locale, "/plan/keep?done=taken-back"));
}
