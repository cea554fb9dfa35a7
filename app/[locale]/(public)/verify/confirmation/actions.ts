"use server";

import type { CodeState } from "@/components/confirmation/check-code";
import { readConfirmation } from "@/lib/exposure";
import { readConfirmationCode } from "@/lib/exposure/schema";
import { formError } from "@/lib/form";
import { type Locale, translator } from "@/lib/i18n";
import { localeOf } from "../../../written-page";
import { confirmedTexts } from "./texts";

/** Shows what a confirmation says to somebody who was given its code. Open to all: whoever has the code may know. */
export async function checkCode(asked: Locale, _: CodeState, form: FormData): Promise<CodeState> {
	const locale = localeOf(asked);
	const t = translator(locale, "verify");
	const typed = String(form.get("code") ?? "").slice(0, 100);
	if (!readConfirmationCode(typed)) return formError(form, "code", t("notACode"));
	const read = await readConfirmation(typed);
	if (!read.ok) return formError(form, "code", t("unknown"));
	return { errors: [], values: {}, found: confirmedTexts(read.value, locale) };
}
