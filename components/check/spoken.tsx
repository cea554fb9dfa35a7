/** A text, and its language where that is not the page's. */
export type SpokenText = { text: string; lang?: string };

export function Spoken({ text, lang }: SpokenText) {
	return lang ? <span lang={lang}>{text}</span> : text;
}
