import type { OneFieldTexts } from "@/components/sign-in/one-field-form";
import { type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** The words of a form with one field in a language, under the page's title. */
export function oneFieldTexts(
	locale: Locale,
	words: Pick<OneFieldTexts, "title" | "label" | "hint" | "submit">,
): OneFieldTexts {
	const common = translator(locale, "common");
	const title = `${words.title} – ${organisation().serviceName[locale]}`;
	return { ...words, title, titleError: common("titleError", { title }), errorTitle: common("errorTitle") };
}
