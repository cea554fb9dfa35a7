"use server";

import { confirmationProps } from "@/app/[locale]/_shared/confirmation-props";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import type { CodeState } from "@/components/confirmation/check-code";
import { readConfirmation } from "@/lib/exposure";
import { formError } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";

/** The maximum length of a typed confirmation. Ours are shorter. */
const most = 20_000;
const words = { "not-a-code": "notACode", unknown: "unknown", altered: "altered" } as const;

/** Returns the contents of a confirmation for its code or text. Needs no sign-in, because its owner shared it. */
export async function checkCode(requested: Locale, _: CodeState, form: FormData): Promise<CodeState> {
	const locale = localeOf(requested);
	const t = translator(locale, "verify");
	const code = String(form.get("code") ?? "").slice(0, most);
	const read = await readConfirmation(code);
	if (!read.ok) return formError(form, "code", t(words[read.reason]));
	const another = { label: t("another"), href: href(locale, "/verify/confirmation") };
	return {
		errors: [],
		values: { code },
		found: {
			title: t("found"),
			documentTitle: pageTitle(t("found"), locale),
			another,
			...confirmationProps(read.value, locale),
		},
	};
}
