/** The marks of a name: what is kept of its words, sealed beside its record, and how they are read. */
import { markOf } from "./fingerprint";
import { generationIn, initialsIn, initialsRunTogether, titleIn } from "./name-titles";
import { isInCharacters, withOneSpelling, wordsInOrder } from "./normalise-name";

/** A word of a name as it is compared: marks of the word and of its first letter. `single` if the word is an initial. */
export type NameWord = { word: string; initial: string; single: boolean };

/** The lengths of the two marks of a word, in characters of base64url. */
const wordLength = 6;
export const initialLength = 3;
const noWordMark = "-".repeat(wordLength);

/** The marks of earlier words, because most rows have the same given names and surnames. */
const cache = new Map<string, string>();
const cacheSize = 50_000;

/** Returns the first characters of the keyed mark of a text. */
export const shortMark = (text: string, length: number) =>
	markOf("name-word", text).toString("base64url").slice(0, length);

function marksOf(word: string): string {
	const known = cache.get(word);
	if (known !== undefined) return known;
	const [initial = ""] = word;
	// Prefixes words and initials differently, so that a word never has the mark of an initial.
	const marks =
		(initial === word ? noWordMark : shortMark(`w${word}`, wordLength)) + shortMark(`i${initial}`, initialLength);
	if (cache.size >= cacheSize) cache.clear();
	cache.set(word, marks);
	return marks;
}

/** Stands before the places of two words in the mark of what they are when written as one. No mark has this character. */
const joinSign = "+";
/** Stands behind the mark of one of several initials that are run together in a word, before the place of the word and its own. */
const runSign = "*";
const noMark = "-".repeat(wordLength - initialLength);
/** Names of more words are hardly one person's, and a place is one figure. */
const maxJoined = 9;

/**
 * Returns a mark for each two words that stand side by side in `written`, as if they were one, because tables have both: "Pat O Brien" and
 * "Pat O'Brien", "De Souza" and "DeSouza", "Xiao Ming" and "Xiaoming", "王 小明" and "王小明".
 */
function joinedMarks(normalisedName: string, written: string): string {
	const words = normalisedName.split(" ");
	const fewest = isInCharacters(normalisedName) ? 2 : 3;
	if (words.length < fewest || words.length > maxJoined) return "";
	const inOrder = wordsInOrder(written);
	let marks = "";
	for (let at = 1; at < inOrder.length; at++) {
		const [before, word] = [inOrder[at - 1] as string, inOrder[at] as string];
		const [one, other] = [words.indexOf(before), words.lastIndexOf(word)];
		if (one < 0 || other < 0 || one === other) continue;
		// Not kept, since most pairs are in one name only.
		marks += shortMark(`w${withOneSpelling(before + word)}`, wordLength) + joinSign + one + other;
	}
	return marks;
}

/**
 * Returns the marks of the words of a normalised name, in its order, and behind them initials that look like a title in `written`, what
 * words would be if they were joined, the title and the generation. Keep them only sealed, beside their record, because frequent marks would reveal frequent names.
 */
export function nameMarks(normalisedName: string, written = ""): string {
	let marks = "";
	for (let from = 0; from < normalisedName.length; ) {
		const space = normalisedName.indexOf(" ", from);
		const end = space < 0 ? normalisedName.length : space;
		if (end > from) marks += marksOf(normalisedName.slice(from, end));
		from = end + 1;
	}
	if (!written) return marks;
	if (!marks) return titleIn(written);
	const initials = initialsIn(written);
	if (initials) marks += marksOf(initials);
	const joined = joinedMarks(normalisedName, written) + runMarks(normalisedName, initials, written);
	// A name of nothing but its words has no title.
	if (joined && written.length <= normalisedName.length + 1) return marks + joined;
	return marks + joined + titleIn(written) + (initials ? "" : generationIn(written));
}

/** Returns a mark for each of the initials that are run together in a word: "JR Invented" may be John Robert. `last` is a word behind the others. */
function runMarks(normalisedName: string, last: string, written: string): string {
	const runs = initialsRunTogether(written);
	if (runs.length === 0) return "";
	const words = last ? [...normalisedName.split(" "), last] : normalisedName.split(" ");
	if (words.length > maxJoined) return "";
	const marksIn = (run: string) =>
		[...run].map((letter, at) => shortMark(`i${letter}`, initialLength) + noMark + runSign + words.indexOf(run) + at);
	return runs.flatMap((run) => (words.includes(run) ? marksIn(run) : [])).join("");
}

/** The length of what `nameMarks` keeps of a word: the mark of the word, and that of its first letter. */
export const markLength = wordLength + initialLength;

/** What `nameMarks` returns, parted: the marks of the words, of words that are joined, the title and the generation. */
export type NameParts = { words: string; joined: string; title: string; generation: string };

const isSign = (character: string) => character === joinSign || character === runSign;

/** Parts what `nameMarks` returns. */
export function partsOf(marks: string): NameParts {
	const rest = marks.slice(marks.length - (marks.length % markLength));
	let end = marks.length - rest.length;
	while (end > 0 && isSign(marks.charAt(end - initialLength))) end -= markLength;
	return {
		words: marks.slice(0, end),
		joined: marks.slice(end, marks.length - rest.length),
		title: rest.replace(/\d/, ""),
		generation: rest.replace(/\D/, ""),
	};
}

/** Returns the words of a name that `nameMarks` returned. */
export const readNameMarks = (marks: string) => readWords(partsOf(marks).words);

/** A mark that stands behind those of a name's words, and the two places behind its sign. */
type FurtherMark = { mark: string; one: number; other: number };

function readFurther(further: string, sign: string): FurtherMark[] {
	const found: FurtherMark[] = [];
	for (let at = 0; at < further.length; at += markLength) {
		const [place, otherPlace] = further.slice(at + wordLength + 1, at + markLength);
		if (further.charAt(at + wordLength) === sign)
			found.push({ mark: further.slice(at, at + wordLength), one: Number(place), other: Number(otherPlace) });
	}
	return found;
}

/** Returns the marks of two words as one, with the places of both. */
export const readJoined = ({ joined }: NameParts) => readFurther(joined, joinSign);

/** Returns the initials that are run together in words, each with the place of its word. */
export const readRuns = ({ joined }: NameParts) =>
	readFurther(joined, runSign).map(({ mark, one }) => ({ initial: mark.slice(0, initialLength), one }));

/** Whether a name, as `nameMarks` returns it, has a word: a record without a name may have a title. */
export const hasWords = (marks: string) => marks.length >= markLength;

/** Returns the words of the first part of a name, as `partsOf` parts it. */
export function readWords(text: string): NameWord[] {
	const words: NameWord[] = [];
	for (let at = 0; at < text.length; at += markLength) {
		const word = text.slice(at, at + wordLength);
		const initial = text.slice(at + wordLength, at + markLength);
		const single = word === noWordMark;
		words.push({ word: single ? initial : word, initial, single });
	}
	return words;
}

/** Returns a function that says whether a word of a name, as it is marked, is one of a list. */
export function wordsOf(list: readonly string[]): (word: NameWord) => boolean {
	let marks: ReadonlySet<string> | undefined;
	return ({ word }) => {
		marks ??= new Set(list.map((listed) => marksOf(withOneSpelling(listed)).slice(0, wordLength)));
		return marks.has(word);
	};
}
