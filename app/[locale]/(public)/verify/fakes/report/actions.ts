"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { reportFake } from "@/lib/fakes";
import { reportForm } from "@/lib/fakes/schema";
import { type FormState, formError, parseForm, shownToAnybody } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { clientNetwork } from "@/lib/identity/guard";

const errors = {
	channel: "chooseChannel",
	senderLong: "tooLong",
	textMissing: "enterText",
	textLong: "tooLong",
} as const;

/** Keeps a report of a fake message for staff. Anybody may report one. */
export async function report(requested: Locale, _: FormState, form: FormData): Promise<FormState> {
	const locale = localeOf(requested);
	const t = translator(locale, "fakes");
	const parsed = parseForm(reportForm, form, (message) => t(errors[message as keyof typeof errors] ?? "tooLong"));
	if (!parsed.ok) return shownToAnybody(parsed.state);
	const reported = await reportFake(parsed.value, await clientNetwork());
	if (!reported.ok) return shownToAnybody(formError(form, "", t("tooMany")));
	redirect(href(locale, "/verify/fakes/report?sent=1"));
}
