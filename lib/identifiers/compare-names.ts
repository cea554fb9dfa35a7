import { mensNames, womensNames } from "./gendered-names";
import {
	initialLength,
	markLength,
	type NameParts,
	type NameWord,
	partsOf,
	readJoined,
	readNameMarks,
	readRuns,
	readWords,
	shortMark,
	wordsOf,
} from "./name-marks";
import { titleSigns } from "./name-titles";

/**
 * Returns the words of a name, with two of them as one where the other name has that one, and with initials that are run together as
 * initials where the other has a word for each that is no title: "JR Invented" beside "John Robert Invented".
 */
function wordsBeside(marks: string, others: readonly NameWord[]): NameWord[] {
	const parts = partsOf(marks);
	const words: (NameWord | undefined)[] = readWords(parts.words);
	for (const { mark, one, other } of readJoined(parts)) {
		const found = others.find(({ word }) => word === mark);
		if (!found || !words[one] || !words[other]) continue;
		words[one] = found;
		words[other] = undefined;
	}
	const runs = readRuns(parts);
	for (const at of new Set(runs.map(({ one }) => one))) {
		const run = runs.filter(({ one }) => one === at);
		const left = others.filter((other) => !isDoubtful(other) && !words.some((own) => own?.word === other.word));
		const areThere = run.every(({ initial }) => {
			const found = left.findIndex((other) => other.initial === initial);
			if (found >= 0) left.splice(found, 1);
			return found >= 0;
		});
		if (!areThere || !words[at]) continue;
		words[at] = undefined;
		words.push(...run.map(({ initial }) => ({ word: initial, initial, single: true })));
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
const isDoubtful = wordsOf(doubtfulWords);

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
	if (haveOtherTitles(one, other)) return false;
	const [words, others] = [readNameMarks(oneMarks), readNameMarks(otherMarks)];
	if (areCompatible(words, others)) return true;
	if (!one.joined && !other.joined) return false;
	return areCompatible(wordsBeside(oneMarks, others), wordsBeside(otherMarks, words));
}

const isMans = wordsOf(mensNames);
const isWomans = wordsOf(womensNames);

/** The titles of women, by the initial that may be a man's title beside them. */
const besideInitial: Record<string, string> = {
	[titleSigns.besideM]: "m",
	[titleSigns.besideD]: "d",
	[titleSigns.besideK]: "κ",
};

const sexOf = (title: string) => (title in besideInitial || title === titleSigns.named ? titleSigns.hers : title);

/** Returns what a name's words say of its title, if it has none. Words that the other name has too say nothing. */
function titleOfWords(words: readonly NameWord[], others: readonly NameWord[]): string {
	const own = words.filter(({ word }) => !others.some((other) => other.word === word));
	const [his, hers] = [own.some(isMans), own.some(isWomans)];
	return his === hers ? "" : his ? titleSigns.his : titleSigns.hers;
}

/** Whether an initial of a name without a title may be a man's, beside a woman's in that language: "M. Inventé" and "Mme Inventé". */
const mayBeTitle = (words: readonly NameWord[], { title }: NameParts, beside: string) =>
	!title &&
	besideInitial[beside] !== undefined &&
	words.some(({ single, initial }) => single && initial === shortMark(`i${besideInitial[beside]}`, initialLength));

/** Whether one name is "Mrs John Invented" and the other may be John's. */
const isOfWife = (one: NameParts, other: NameParts, others: readonly NameWord[]) =>
	one.title === titleSigns.named && sexOf(other.title) !== titleSigns.hers && others.length > 1;

/**
 * Whether two names have the titles of a man and a woman, or one has a title and the other a given name that is hardly ever of that sex: "Mr
 * Rahman" and "Begum Rahman". Names that agree in two words do not, unless one is a wife's who has her husband's.
 */
function haveOtherTitles(one: NameParts, other: NameParts): boolean {
	if (!one.title && !other.title) return false;
	const [words, others] = [readWords(one.words), readWords(other.words)];
	if (isOfWife(one, other, others) || isOfWife(other, one, words)) return true;
	if (haveTwoWords(words, others)) return false;
	return (
		differ(sexOf(one.title) || titleOfWords(words, others), sexOf(other.title) || titleOfWords(others, words)) ||
		mayBeTitle(words, one, other.title) ||
		mayBeTitle(others, other, one.title)
	);
}

/** Words between somebody's own name and a parent's. */
const isParentWord = wordsOf(["bin", "ibn", "bint", "ap", "ab", "ferch"]);

/** Returns the word behind one of these in a name. */
function parentIn(marks: string): NameWord | undefined {
	const parts = partsOf(marks);
	const words = readWords(parts.words);
	const found = readJoined(parts).find(({ one }) => words[one] && isParentWord(words[one]));
	return found && words[found.other];
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
		words.length >= 2 * markLength &&
		readNameMarks(words).every(({ single }) => !single)
	);
}

/** Whether two names have two words or more in common, initials not counted: "Ada Invented" and "Ada Beth Invented". */
export function shareTwoWords(oneMarks: string, otherMarks: string): boolean {
	return haveTwoWords(readNameMarks(oneMarks), readNameMarks(otherMarks));
}

function haveTwoWords(words: readonly NameWord[], others: readonly NameWord[]): boolean {
	const full = new Set(others.flatMap(({ word, single }) => (single ? [] : word)));
	return words.filter(({ word, single }) => !single && full.has(word)).length >= 2;
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
