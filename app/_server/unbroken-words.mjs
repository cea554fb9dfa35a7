/** A text with a hyphen, after its tag. In some elements there are no others. One in a single piece already is passed over. */
const hyphenedText =
	/>(?=[^<-]*-)(?<!<(?:title|script|style|textarea|option)\b[^>]*>|<span class="unbroken(?:-wide)?">)[^<]+/g;

/** Looked for where a word begins and nowhere inside it: the time grows with the length of a word, and not with its square. */
const hyphenedWord = /(?<![\p{L}\d])[\p{L}\d]+(?:-[\p{L}\d]+)+/gu;

/** A part of one or two letters is no word without the other: "e-bost", "sign-in". Capitals and figures are a reference: "SAHE-M43Z". */
const readsBadlyParted = /(?:^|-)[^-]{1,2}(?:-|$)|^[A-Z\d-]+$/;

/** The longest that fits a line of a phone at twice the text size. */
const maxLength = 14;

/** A longer reference: "ABCD-1234-EFGH-5678". It is in one piece on paper and wherever it has room. */
const longReference = /^(?:[A-Z\d]{4}-)+[A-Z\d]{4}$/;

/** Returns the class that keeps a word with a hyphen in one piece. */
function unbrokenClass(word) {
	if (word.length <= maxLength) return readsBadlyParted.test(word) ? "unbroken" : undefined;
	return longReference.test(word) ? "unbroken-wide" : undefined;
}

/**
 * Returns a page whose short words with a hyphen never break at it. Browsers break after every hyphen, and CSS can only forbid it
 * for an element. A non-breaking hyphen would be copied, and found by no search for the word.
 */
export function withUnbrokenWords(html) {
	return html.replace(hyphenedText, (text) =>
		text.replace(hyphenedWord, (word) => {
			const kept = unbrokenClass(word);
			return kept ? `<span class="${kept}">${word}</span>` : word;
		}),
	);
}
