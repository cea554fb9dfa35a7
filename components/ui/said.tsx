/** A text that may be in another language than its page, marked so that screen readers and hyphenation know. */
export function Said({ words, locale }: { words: { text: string; lang: string }; locale: string }) {
	return words.lang === locale ? words.text : <span lang={words.lang}>{words.text}</span>;
}
