import { markOf } from "./fingerprint";
import { initialsIn, titleIn } from "./normalise-name";

/** A word of a name as it is compared: marks of the word and of its first letter. `single` if the word is an initial. */
type NameWord = { word: string; initial: string; single: boolean };

/** The lengths of the two marks of a word, in characters of base64url. */
const wordLength = 6;
const initialLength = 3;
const noWordMark = "-".repeat(wordLength);

/** The marks of earlier words, because most rows have the same given names and surnames. */
const cache = new Map<string, string>();
const cacheSize = 50_000;

function marksOf(word: string): string {
	const known = cache.get(word);
	if (known !== undefined) return known;
	const shortMark = (text: string, length: number) => markOf("name-word", text).toString("base64url").slice(0, length);
	const [initial = ""] = word;
	// Prefixes words and initials differently, so that a word never has the mark of an initial.
	const marks =
		(initial === word ? noWordMark : shortMark(`w${word}`, wordLength)) + shortMark(`i${initial}`, initialLength);
	if (cache.size >= cacheSize) cache.clear();
	cache.set(word, marks);
	return marks;
}

/**
 * Returns the marks of the words of a normalised name, in its order, and behind them initials that look like a title in `written`, and the title. Keep them only sealed,
 * beside their record, because frequent marks would reveal frequent names.
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
	const initials = initialsIn(written);
	return (initials ? marks + marksOf(initials) : marks) + titleIn(written);
}

const size = wordLength + initialLength;

/** Returns the marks of a name without its title, and the title. */
function splitTitle(marks: string): [words: string, title: string] {
	return marks.length % size === 0 ? [marks, ""] : [marks.slice(0, -1), marks.slice(-1)];
}

function readNameMarks(marks: string): NameWord[] {
	const words: NameWord[] = [];
	for (let at = 0; at + size <= marks.length; at += size) {
		const word = marks.slice(at, at + wordLength);
		const initial = marks.slice(at + wordLength, at + size);
		const single = word === noWordMark;
		words.push({ word: single ? initial : word, initial, single });
	}
	return words;
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
 * initials. Mr and Mrs of one surname are two people, unless their names agree in two words. Words that may be a title or a name must
 * agree as either: "JP Invented" is not "Ben Invented JP", and "Ben Invented" is.
 */
export function compatibleNames(oneMarks: string, otherMarks: string): boolean {
	if (oneMarks === otherMarks) return true;
	const [oneTitle, otherTitle] = [splitTitle(oneMarks)[1], splitTitle(otherMarks)[1]];
	if (oneTitle && otherTitle && oneTitle !== otherTitle && !shareTwoWords(oneMarks, otherMarks)) return false;
	const others = readingsOf(readNameMarks(otherMarks));
	return readingsOf(readNameMarks(oneMarks)).every((one) => others.every((other) => compatibleWords(one, other)));
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
	const [words] = splitTitle(oneMarks);
	return (
		words === splitTitle(otherMarks)[0] &&
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
