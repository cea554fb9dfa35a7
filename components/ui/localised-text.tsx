import { TelephoneText } from "./telephone-text";

/** A text, with its language if that may differ from the page's. */
export type TextInLanguage = { text: string; lang?: string };

/** Marks a sentence of staff with its language if that is not `locale`, and makes links of the telephone numbers in it. */
export function LocalisedSentence({ text, lang, locale }: TextInLanguage & { locale?: string }) {
	const words = <TelephoneText text={text} inWords />;
	return lang && lang !== locale ? <span lang={lang}>{words}</span> : words;
}

/** Marks a text with its language if that is not `locale`, for screen readers and hyphenation. */
export function LocalisedText({ text, lang, locale }: TextInLanguage & { locale?: string }) {
	return lang && lang !== locale ? <span lang={lang}>{text}</span> : text;
}
