/** A text, with its language if that may differ from the page's. */
export type TextInLanguage = { text: string; lang?: string };

/** Marks a text with its language if that is not `locale`, for screen readers and hyphenation. */
export function LocalisedText({ text, lang, locale }: TextInLanguage & { locale?: string }) {
	return lang && lang !== locale ? <span lang={lang}>{text}</span> : text;
}
