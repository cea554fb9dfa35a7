import { diffArrays } from "diff";
import { replaceUnreadable, unreadableLink } from "../wrapped-links";
import { siteAddress } from "./message-text";
import { pastedLines, website } from "./pasted-lines";
import { sentencesOf } from "./wording-check";

/** A sentence of a comparison: in both texts, only in the pasted one, or only in ours. */
export type ComparedSentence = { state: "same" | "added" | "missing"; text: string };

/** The most sentences of a text that are compared. A mail of ours has a few dozen. */
const maxSentences = 500;

/** The address of a host alone, as a program writes it that makes a link of it. With a path it is another address. */
const hostLink = /^([("'“‘<]*)https?:\/\/([^\s/?#@\\]{1,253})\/?([)"'”’>.,;:!?]*)$/;

const protectedLink = /^([("'“‘<]*)(https?:\/\/\S{1,4000}?)([)"'”’>.,;:!?]*)$/;

/**
 * Returns a word as it is compared. A link of which only its program knows where it leads may stand for the one address that our messages have, unless it
 * states another host: what it is compared with is ours, and who asks is told that nobody can see where it leads.
 */
function comparable(word: string): string {
	const [, before = "", link = "", after = ""] = protectedLink.exec(word) ?? [];
	const hidden = link ? unreadableLink(link) : undefined;
	if (!hidden) return word;
	const site = siteAddress();
	return ["", site, site.replace(/:\d+$/, "")].includes(hidden.states) ? before + site + after : word;
}

/** Writes the signs within the address of a website as words: with another sign it is another website. */
const keepSigns = (word: string) => {
	const bare = word.replace(hostLink, "$1$2$3");
	return website.test(bare) ? bare.replace(/[\p{Pd}_/:]/gu, (sign) => ` sign${sign.codePointAt(0)} `) : bare;
};

/**
 * What is compared of a word: its letters and digits, signs of money and per cent, and those of websites, so that quotation marks, dashes and
 * list marks do not count.
 */
const keyOf = (word: string) =>
	keepSigns(comparable(word).normalize("NFKC").toLowerCase())
		.replace(/[^\p{L}\p{N}\p{Sc}%@.]+/gu, " ")
		.replace(/\.+(?=\s|$)/g, "")
		.trim();

/** A word as it is compared, and whether a sentence could end behind it. */
type KeyedWord = { word: string; ends: boolean };
/** A sentence and what is compared of it. */
export type KeyedSentence = { text: string; key: string; words: KeyedWord[] };

function keyed(text: string): KeyedSentence {
	const words = text.split(/\s+/).flatMap((raw) => {
		const parts = keyOf(raw).split(" ").filter(Boolean);
		return parts.map((word, at) => ({ word, ends: at === parts.length - 1 && /[.!?]["'”’»)\]]*$/.test(raw) }));
	});
	return { text, key: words.map(({ word }) => word).join(" "), words };
}

/** Stands for a link while sentences are parted: a question mark in it would end one. */
const place = /\ue000(\d+)\ue001/g;

/** Reads the sentences of a text. What follows the first five hundred is one sentence, so that it is not left out. */
export function readSentences(text: string): KeyedSentence[] {
	const links: string[] = [];
	const lines = pastedLines(text)
		.filter(Boolean)
		.map((line) => replaceUnreadable(line, (link) => `\ue000${links.push(link) - 1}\ue001`));
	const withLinks = (sentence: string) => sentence.replace(place, (whole, at: string) => links[Number(at)] ?? whole);
	const sentences: string[] = [];
	let read = 0;
	while (read < lines.length && sentences.length < maxSentences)
		sentences.push(...sentencesOf(lines[read++] as string));
	return [...sentences.slice(0, maxSentences), [...sentences.slice(maxSentences), ...lines.slice(read)].join(" ")]
		.map((sentence) => keyed(withLinks(sentence)))
		.filter(({ key }) => key !== "");
}

/** Our sentences by their first word, the longest first. Made once for each text: what we have sent never changes. */
const indexes = new WeakMap<readonly KeyedSentence[], Map<string, KeyedSentence[]>>();

function indexOf(ours: readonly KeyedSentence[]): Map<string, KeyedSentence[]> {
	const known = indexes.get(ours);
	if (known) return known;
	const index = new Map<string, KeyedSentence[]>();
	for (const sentence of ours) {
		const first = sentence.words[0]?.word ?? "";
		index.set(first, [...(index.get(first) ?? []), sentence]);
	}
	for (const sentences of index.values()) sentences.sort((one, other) => other.words.length - one.words.length);
	indexes.set(ours, index);
	return index;
}

/** The words of a pasted text in their order, and which of its sentences begins at which. Made once, however many texts it is compared with. */
type Divided = { words: KeyedWord[]; begins: Map<number, number>; starts: number[] };
const divisions = new WeakMap<readonly KeyedSentence[], Divided>();

function wordsOf(pasted: readonly KeyedSentence[]): Divided {
	const known = divisions.get(pasted);
	if (known) return known;
	const words = pasted.flatMap((sentence) => sentence.words);
	let count = 0;
	const starts = pasted.map((sentence) => {
		count += sentence.words.length;
		return count - sentence.words.length;
	});
	const begins = new Map([...starts, count].map((start, at) => [start, at]));
	const made = { words, begins, starts };
	divisions.set(pasted, made);
	return made;
}

/** The number of a list, in a text that has lost its lines. */
const isListNumber = (word: string | undefined) => word !== undefined && /^\d{1,2}$/.test(word);

/**
 * Divides a pasted text into our sentences where its words are ours, whatever its lines are: one that was wrapped has more of them, one that was
 * copied as a single line has fewer. Only whole sentences of ours, one after another up to where a sentence of the pasted text ends: half a
 * sentence of ours beside other words is a sentence of somebody else. So is one in which a sentence ends where none of ours does.
 */
export function divideAs(ours: readonly KeyedSentence[], pasted: readonly KeyedSentence[]): KeyedSentence[] {
	const index = indexOf(ours);
	const { words, begins, starts } = wordsOf(pasted);
	const isAt = (start: number, { words: own }: KeyedSentence) =>
		own.every(({ word, ends }, place) => {
			const here = words[start + place];
			if (here?.word !== word) return false;
			return place < own.length - 1 ? ends || !here.ends : !ends || here.ends || begins.has(start + own.length);
		});
	const find = (start: number) => index.get(words[start]?.word ?? "")?.find((sentence) => isAt(start, sentence));

	const divided: KeyedSentence[] = [];
	let [sentence, isList] = [0, false];
	while (sentence < pasted.length) {
		const found: KeyedSentence[] = [];
		let at = starts[sentence] as number;
		let next: number | undefined;
		while (next === undefined) {
			let own = find(at);
			// A list's number between two of our sentences is none of their words.
			if (!own && isList && isListNumber(words[at]?.word)) own = find(++at);
			if (!own) break;
			isList = true;
			found.push(own);
			at += own.words.length;
			next = begins.get(at);
		}
		if (next === undefined) {
			const whole = pasted[sentence] as KeyedSentence;
			// With another key than any of ours, which may have its words.
			divided.push({ text: whole.text, key: "", words: whole.words });
			sentence++;
			isList = false;
		} else {
			divided.push(...found);
			sentence = next;
		}
	}
	return divided;
}

/** Compares the sentences of a pasted text with those of a sent one. Out: all sentences, in the order of the two texts. */
export function compareSentences(ours: readonly KeyedSentence[], pasted: readonly KeyedSentence[]): ComparedSentence[] {
	const theirs = divideAs(ours, pasted);
	const keys = new Set(ours.map(({ key }) => key));
	// To align them takes longer than to see that they have none in common.
	if (!theirs.some(({ key }) => keys.has(key)))
		return [
			...ours.map(({ text }) => ({ text, state: "missing" }) as const),
			...theirs.map(({ text }) => ({ text, state: "added" }) as const),
		];
	return diffArrays([...ours], theirs, { comparator: (one, other) => one.key === other.key }).flatMap(
		({ value, added, removed }) =>
			value.map(({ text }) => ({ text, state: added ? "added" : removed ? "missing" : "same" }) as const),
	);
}
