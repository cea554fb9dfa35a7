import type { Locale } from "../i18n";
import type { LocalisedText } from "./schema";

/** Returns a text in the reader's language, or in English if there is no Welsh. */
export function inLanguage(locale: Locale, en: string, cy: string): LocalisedText {
	return locale === "cy" && cy.trim() ? { text: cy, lang: "cy" } : { text: en, lang: "en" };
}

/** Whether any of these texts falls back to English for this reader. Empty texts do not count. */
export function anyOnlyInEnglish(locale: Locale, ...texts: LocalisedText[]): boolean {
	return texts.some((text) => text.text !== "" && text.lang !== locale);
}
