import type { OneFieldTexts } from "@/components/sign-in/one-field";
import { type Locale, translator } from "@/lib/i18n";
import { pageTitle } from "./page-title";

/** The texts of a form with one field, for a page with this title. */
export function oneFieldTexts(
	locale: Locale,
	texts: Pick<OneFieldTexts, "title" | "label" | "hint" | "submit">,
): OneFieldTexts {
	const common = translator(locale, "common");
	const title = pageTitle(texts.title, locale);
	return { ...texts, title, titleError: common("titleError", { title }), errorTitle: common("errorTitle") };
}
