import { markOf } from "./fingerprint";
import { generationIn, initialsIn, isInCharacters, titleIn, withOneSpelling, wordsInOrder } from "./normalise-name";

/** A word of a name as it is compared: marks of the word and of its first letter. `single` if the word is an initial. */
type NameWord = { word: string; initial: string; single: boolean };

/** The lengths of the two marks of a word, in characters of base64url. */
const wordLength = 6;
const initialLength = 3;
const noWordMark = "-".repeat(wordLength);

/** The marks of earlier words, because most rows have the same given names and surnames. */
const cache = new Map<string, string>();
const cacheSize = 50_000;

const shortMark = (text: string, length: number) => markOf("name-word", text).toString("base64url").slice(0, length);

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
	if (!marks || !written) return marks;
	const joined = joinedMarks(normalisedName, written);
	// A name of nothing but its words has no title.
	if (joined && written.length <= normalisedName.length + 1) return marks + joined;
	const initials = initialsIn(written);
	if (initials) marks += marksOf(initials);
	return marks + joined + titleIn(written) + generationIn(written);
}

const size = wordLength + initialLength;

/** What `nameMarks` returns, parted: the marks of the words, of words that are joined, the title and the generation. */
type NameParts = { words: string; joined: string; title: string; generation: string };

function partsOf(marks: string): NameParts {
	const rest = marks.slice(marks.length - (marks.length % size));
	let end = marks.length - rest.length;
	while (end > 0 && marks.charAt(end - initialLength) === joinSign) end -= size;
	return {
		words: marks.slice(0, end),
		joined: marks.slice(end, marks.length - rest.length),
		title: rest.replace(/\d/, ""),
		generation: rest.replace(/\D/, ""),
	};
}

function readNameMarks(marks: string): NameWord[] {
	const { words: text } = partsOf(marks);
	const words: NameWord[] = [];
	for (let at = 0; at < text.length; at += size) {
		const word = text.slice(at, at + wordLength);
		const initial = text.slice(at + wordLength, at + size);
		const single = word === noWordMark;
		words.push({ word: single ? initial : word, initial, single });
	}
	return words;
}

/** Returns the words of a name, with two of them as one where the other name has that one. */
function wordsBeside(marks: string, others: readonly NameWord[]): NameWord[] {
	const { joined } = partsOf(marks);
	const words: (NameWord | undefined)[] = readNameMarks(marks);
	for (let at = 0; at < joined.length; at += size) {
		const word = joined.slice(at, at + wordLength);
		const [one, other] = [Number(joined.charAt(at + size - 2)), Number(joined.charAt(at + size - 1))];
		const found = others.find((candidate) => candidate.word === word);
		if (!found || !words[one] || !words[other]) continue;
		words[one] = found;
		words[other] = undefined;
	}
	return words.filter((word) => word !== undefined);
}

/**
 * Words that are somebody's name or initials, and letters after or a title before another's name. Not given names that are far more
 * frequent than the title: Dean, Earl, Duke.
 */
const doubtfulWords =
	"jp kc qc mp ma ba md mb dl cb ch bt pc rn ra vc gc gm td rd dd cc major gen col hon master junior senior canon bishop pastor elder deacon brother sister judge".split(
		" ",
	);
let doubtfulMarks: ReadonlySet<string> | undefined;

function isDoubtful({ word }: NameWord): boolean {
	doubtfulMarks ??= new Set(doubtfulWords.map((doubtful) => marksOf(doubtful).slice(0, wordLength)));
	return doubtfulMarks.has(word);
}

/** More doubtful words than this are in no name. */
const maxDoubtful = 4;

/** Returns a name with any of its doubtful words left out, as long as two words stay: "Ada Invented JP" may be a magistrate's. */
function readingsOf(words: readonly NameWord[]): (readonly NameWord[])[] {
	let readings: (readonly NameWord[])[] = [words];
	for (const doubtful of words.filter(isDoubtful).slice(0, maxDoubtful))
		readings = readings.flatMap((reading) =>
			reading.length > 2 ? [reading, reading.filter((word) => word !== doubtful)] : [reading],
		);
	return readings;
}

const sameWord = (one: NameWord, other: NameWord) =>
	one.word === other.word || ((one.single || other.single) && one.initial === other.initial);

/**
 * Whether two names, as `nameMarks` returns them, may be the same person's. One may be missing, shorter, in another order or have
 * initials, or two words that are one of the other's. Mr and Mrs of one surname are two people, unless their names agree in two words. So
 * are a father and a son of one name, if they are called Sr and Jr. Words that may be a title or a name must
 * agree as either: "JP Invented" is not "Ben Invented JP", and "Ben Invented" is.
 */
export function compatibleNames(oneMarks: string, otherMarks: string): boolean {
	if (oneMarks === otherMarks) return true;
	const [one, other] = [partsOf(oneMarks), partsOf(otherMarks)];
	if (differ(one.generation, other.generation) || haveOtherParents(oneMarks, otherMarks)) return false;
	if (differ(one.title, other.title) && !shareTwoWords(oneMarks, otherMarks)) return false;
	const [words, others] = [readNameMarks(oneMarks), readNameMarks(otherMarks)];
	if (areCompatible(words, others)) return true;
	if (!one.joined && !other.joined) return false;
	return areCompatible(wordsBeside(oneMarks, others), wordsBeside(otherMarks, words));
}

/** Words between somebody's own name and a parent's. */
const parentWords = ["bin", "ibn", "bint", "ap", "ab", "ferch"];
let parentMarks: ReadonlySet<string> | undefined;

/** Returns the word behind one of these in a name. */
function parentIn(marks: string): NameWord | undefined {
	const { joined } = partsOf(marks);
	if (!joined) return undefined;
	parentMarks ??= new Set(parentWords.map((word) => marksOf(word).slice(0, wordLength)));
	const words = readNameMarks(marks);
	for (let at = size; at <= joined.length; at += size) {
		const one = words[Number(joined.charAt(at - 2))];
		if (one && parentMarks.has(one.word)) return words[Number(joined.charAt(at - 1))];
	}
	return undefined;
}

/** Whether two names name unlike parents: "Ali bin Omar" and "Omar bin Ali" are father and son, with the same words. */
function haveOtherParents(oneMarks: string, otherMarks: string): boolean {
	const one = parentIn(oneMarks);
	const other = one && parentIn(otherMarks);
	return one !== undefined && other !== undefined && !sameWord(one, other);
}

const differ = (one: string, other: string) => Boolean(one && other && one !== other);

function areCompatible(one: readonly NameWord[], other: readonly NameWord[]): boolean {
	const others = readingsOf(other);
	return readingsOf(one).every((reading) => others.every((otherReading) => compatibleWords(reading, otherReading)));
}

/**
 * Whether every word of the shorter name matches a different word of the longer, and by more than an initial if the longer has another
 * name besides.
 */
function compatibleWords(one: readonly NameWord[], other: readonly NameWord[]): boolean {
	const [short, longer] = one.length <= other.length ? [one, other] : [other, one];
	const long = [...longer];
	/** Removes the first matching word of the longer name. Returns whether there was one. */
	const removeMatch = (matches: (word: NameWord) => boolean) => {
		const at = long.findIndex(matches);
		if (at >= 0) long.splice(at, 1);
		return at >= 0;
	};
	// Matches equal words first, so that an initial does not use up the word that a full word needs.
	const unequal = short.filter((word) => word.single || !removeMatch((candidate) => candidate.word === word.word));
	// Of an initial, the other's initial is the second choice: it may be of a middle name.
	const [initials, words] = [unequal.filter(({ single }) => single), unequal.filter(({ single }) => !single)];
	if (!words.every((word) => removeMatch((candidate) => sameWord(word, candidate)))) return false;
	let middle = false;
	const allMatch = initials.every((word) => {
		if (removeMatch((candidate) => !candidate.single && sameWord(word, candidate))) return true;
		middle = true;
		return removeMatch((candidate) => candidate.word === word.word);
	});
	// "Beth Invented" is not "Ada B Invented", who has another name for the word that only an initial matches. Nor is "B Invented".
	return allMatch && !((words.length > 0 || middle) && long.some(({ single }) => !single));
}

/** Whether two names have the same words: at least two, and none an initial. */
export function sameFullName(oneMarks: string, otherMarks: string): boolean {
	const [{ words, generation }, other] = [partsOf(oneMarks), partsOf(otherMarks)];
	return (
		words === other.words &&
		!differ(generation, other.generation) &&
		!haveOtherParents(oneMarks, otherMarks) &&
		words.length >= 2 * size &&
		readNameMarks(words).every(({ single }) => !single)
	);
}

/** Whether two names have two words or more in common, initials not counted: "Ada Invented" and "Ada Beth Invented". */
export function shareTwoWords(oneMarks: string, otherMarks: string): boolean {
	const words = readNameMarks(oneMarks).filter(({ single }) => !single);
	const others = new Set(readNameMarks(otherMarks).flatMap(({ word, single }) => (single ? [] : word)));
	return words.filter(({ word }) => others.has(word)).length >= 2;
}

/**
 * Whether two compatible names say no more than an initial where a first name would tell people apart: "A Invented" twice may be Ada
 * and Alan. Not if one has the name in full.
 */
export function shareInitialsOnly(oneMarks: string, otherMarks: string): boolean {
	const others = readNameMarks(otherMarks).filter(({ single }) => single);
	const shared = readNameMarks(oneMarks).some(
		({ initial, single }) => single && others.some((other) => other.initial === initial),
	);
	return shared && !shareTwoWords(oneMarks, otherMarks);
}
