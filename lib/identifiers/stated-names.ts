/** A name as its owner states it beside a postcode, wherever a table has spaces, apostrophes and hyphens in it. */
import { mayBeInitials } from "./name-titles";
import { inOneOrder, withOneSpelling, wordsInOrder } from "./normalise-name";

/** A text longer than this is a name of hardly anybody. */
const longest = 64;
const codes = new Uint16Array(longest);

/** Returns where the rotation of `length` codes begins that comes first: 1 for "cab", whose rotations are "abc" and "bca". */
function leastRotation(text: Uint16Array, length: number): number {
	let [one, other, same] = [0, 1, 0];
	while (one < length && other < length && same < length) {
		const [at, otherAt] = [one + same, other + same];
		const difference =
			(text[at < length ? at : at - length] as number) -
			(text[otherAt < length ? otherAt : otherAt - length] as number);
		if (difference === 0) {
			same++;
			continue;
		}
		if (difference > 0) one = at + 1 > other ? at + 1 : other;
		else other = otherAt + 1;
		if (one === other) other++;
		same = 0;
	}
	return one < other ? one : other;
}

/** Returns the rotation of a text that comes first, with its letters in one spelling. */
function firstRotation(text: string): string {
	const { length } = text;
	const letters = length > longest ? new Uint16Array(length) : codes;
	for (let at = 0; at < length; at++) letters[at] = text.charCodeAt(at);
	const start = leastRotation(letters, length);
	const turned = text.slice(start) + text.slice(0, start);
	const folded = withOneSpelling(turned);
	return folded === turned ? turned : firstRotation(folded);
}

const [a, c, e, o, u] = Array.from("aceou", (letter) => letter.charCodeAt(0)) as [
	number,
	number,
	number,
	number,
	number,
];

/** Returns the first rotation of two words in which `withOneSpelling` changes nothing, as `firstRotation` does. Quicker. */
function rotationOfTwo(one: string, other: string): string | undefined {
	const length = one.length + other.length;
	if (length > longest) return undefined;
	let before = other.charCodeAt(other.length - 1);
	for (let at = 0; at < length; at++) {
		const code = at < one.length ? one.charCodeAt(at) : other.charCodeAt(at - one.length);
		// It folds "aa", "ae", "oe" and "ue", and "mac" at the beginning.
		const mayFold =
			before === a ? code === a || code === e || code === c : code === e && (before === o || before === u);
		if (mayFold || code > 0x7f) return undefined;
		codes[at] = code;
		before = code;
	}
	const start = leastRotation(codes, length);
	if (start < one.length) return one.slice(start) + other + one.slice(0, start);
	return other.slice(start - one.length) + one + other.slice(0, start - one.length);
}

/**
 * Returns a name as its owner states it beside a postcode: its letters without spaces, from whichever of them makes the first text
 * of all. So "Pat O Brien", "Pat O'Brien" and "O'Brien, Pat" are one, and "Mary Ann Made" and "Maryann Made". Undefined if it has no letter.
 */
export const statedName = (raw: string): string | undefined => statedWords(wordsInOrder(raw));

function statedWords(words: readonly string[]): string | undefined {
	if (words.length === 0) return undefined;
	const [one = "", other = ""] = words;
	const ofTwo = words.length === 2 ? rotationOfTwo(one, other) : undefined;
	return ofTwo ?? firstRotation(words.map((word) => (word === "mac" ? "mc" : word)).join(""));
}

/**
 * What a name comes to: for comparison, as its owner states it, if that is asked for, and whether it says more than its words, because
 * initials may be run together.
 */
export function nameForms(raw: string, isStated: boolean) {
	const words = wordsInOrder(raw);
	return {
		normalised: inOneOrder(words) ?? "",
		stated: isStated ? statedWords(words) : undefined,
		mayBeInitials: mayBeInitials(raw),
	};
}
