/** A text, and its language where that may differ from the page's. */
export type TextInLanguage = { text: string; lang?: string };

/** Marks a text with its language unless that is `locale`, so that screen readers and hyphenation follow it. */
export function LocalisedText({ text, lang, locale }: TextInLanguage & { locale?: string }) {
	return lang && lang !== locale ? <span lang={lang}>{text}</span> : text;
}
