/** A text with a hyphen, after its tag. In some elements there are no others. One in a single piece already is passed over. */
const hyphenedText = />(?=[^<-]*-)(?<!<(?:title|script|style|textarea|option)\b[^>]*>|<span class="unbroken">)[^<]+/g;

/** Looked for where a word begins and nowhere inside it: the time grows with the length of a word, and not with its square. */
const hyphenedWord = /(?<![\p{L}\d])[\p{L}\d]+(?:-[\p{L}\d]+)+/gu;

/** A part of one or two letters is no word without the other: "e-bost", "sign-in". Capitals and figures are a reference: "SAHE-M43Z". */
const readsBadlyParted = /(?:^|-)[^-]{1,2}(?:-|$)|^[A-Z\d-]+$/;

/** The longest that fits a line of a phone at twice the text size. */
const maxLength = 14;

/**
 * Returns a page whose short words with a hyphen never break at it. Browsers break after every hyphen, and CSS can only forbid it
 * for an element. A non-breaking hyphen would be copied, and found by no search for the word.
 */
export function withUnbrokenWords(html) {
	return html.replace(hyphenedText, (text) =>
		text.replace(hyphenedWord, (word) =>
			word.length <= maxLength && readsBadlyParted.test(word) ? `<span class="unbroken">${word}</span>` : word,
		),
	);
}
