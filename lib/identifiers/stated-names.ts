/** A name as its owner states it beside a postcode, whether a program knew apostrophes or not. */
import { byPlace, normaliseName, withOneSpelling, wordsInOrder } from "./normalise-name";

/** Words that are written as one with the word behind them, and apart where a program knows no apostrophe: "Pat O Brien". */
const partedWords = new Set(["o", "mac", "fitz"]);
const hasParted = /(?:^| )(?:o|mac|fitz)(?: |$)/;
/** In shorter words "o" is an initial. */
const shortestJoined = 3;

const joinWords = (one: string, other: string) => withOneSpelling(one + other);
const partedLast = (one: string, other: string) =>
	Number(partedWords.has(one)) - Number(partedWords.has(other)) || byPlace(one, other);

/**
 * Returns a name as its owner states it beside a postcode: as `normaliseName`, with such a word joined to the one behind it. Undefined if it has
 * no letter.
 */
export function statedName(raw: string): string | undefined {
	const normalised = normaliseName(raw);
	if (normalised === undefined || !hasParted.test(normalised)) return normalised;
	const words: string[] = [];
	for (const word of wordsInOrder(raw).toReversed()) {
		const [next = ""] = words;
		if (partedWords.has(word) && next.length >= shortestJoined) words[0] = joinWords(word, next);
		else words.unshift(word);
	}
	return words.sort(partedLast).join(" ");
}

/** Returns all that `statedName` may return for a name, in whatever order it is stated: "Smith, Ada O" is "Ada O Smith". */
export function statedNames(raw: string, normalised: string): string[] {
	if (!hasParted.test(normalised)) return [normalised];
	const words = normalised.split(" ");
	const forms = new Set([statedName(raw) ?? normalised, words.toSorted(partedLast).join(" ")]);
	if (words.length > maxStated) return [...forms];
	for (const [at, word] of words.entries())
		for (const [to, next] of words.entries())
			if (at !== to && partedWords.has(word) && next.length >= shortestJoined) {
				const rest = words.filter((_, index) => index !== at && index !== to);
				forms.add([...rest, joinWords(word, next)].sort(partedLast).join(" "));
			}
	return [...forms];
}

/** Names of more words are stated in the order of the table. */
const maxStated = 6;
