import { pageTitle } from "@/app/[locale]/_shared/page-title";
import type { OneFieldTexts } from "@/components/sign-in/one-field-form";
import { type Locale, translator } from "@/lib/i18n";

/** The words of a form with one field in a language, under the page's title. */
export function oneFieldTexts(
	locale: Locale,
	words: Pick<OneFieldTexts, "title" | "label" | "hint" | "submit">,
): OneFieldTexts {
	const common = translator(locale, "common");
	const title = pageTitle(words.title, locale);
	return { ...words, title, titleError: common("titleError", { title }), errorTitle: common("errorTitle") };
}
