import iconv from "iconv-lite";
import type { Encoding } from "../schema";
import { otherCodePages, otherLatinPages } from "./file-format";
import { readingLevel, unreadable } from "./readable-words";

/** The first bytes of the frequent characters of the East Asian encodings. */
const frequent: Partial<Record<Encoding, readonly [from: number, to: number][]>> = {
	gb18030: [[0xb0, 0xd7]],
	big5: [[0xa4, 0xc6]],
	"euc-kr": [[0xb0, 0xc8]],
	shift_jis: [
		[0x82, 0x83],
		[0x88, 0x97],
	],
	"euc-jp": [
		[0xa4, 0xa5],
		[0xb0, 0xcf],
	],
};

/** In the others a Latin letter beyond a to z is none of the alphabet they are for. */
const latinPages = new Set<Encoding>(otherLatinPages);

/** Words with bytes above ASCII that are looked at. */
const maxWords = 200;
const maxWordBytes = 60;

/** Whether a byte may be of a word: the second bytes of East Asian characters are from 0x40 on. */
const isOfWord = (byte: number | undefined) => byte !== undefined && (byte >= 0x40 || byte === 0x27);

/** Returns the bytes of the word in which a byte stands. */
export function wordAround(bytes: Buffer, at: number): Buffer {
	let [from, to] = [at, at];
	while (isOfWord(bytes[from - 1]) && at - from < maxWordBytes) from--;
	while (isOfWord(bytes[to]) && to - at < maxWordBytes) to++;
	return bytes.subarray(from, to);
}

/** Different words with bytes above ASCII, of the texts that were added. */
export class HighWords {
	readonly #words = new Map<string, Buffer>();

	get count(): number {
		return this.#words.size;
	}

	get all(): readonly Buffer[] {
		return [...this.#words.values()];
	}

	/** Whether no more words are looked at. */
	get enough(): boolean {
		return this.#words.size >= maxWords;
	}

	/** Adds the word around a byte. */
	add(bytes: Buffer, at: number): void {
		if (this.enough) return;
		const word = wordAround(bytes, at);
		this.#words.set(word.toString("latin1"), Buffer.from(word));
	}

	static in(bytes: Buffer): HighWords {
		const words = new HighWords();
		for (let at = 0; at < bytes.length && !words.enough; at++) {
			if ((bytes[at] as number) < 0x80) continue;
			words.add(bytes, at);
			while (isOfWord(bytes[at + 1])) at++;
		}
		return words;
	}
}

type Read = { text: string; level: number | undefined };

function readWords(words: readonly Buffer[], encoding: Encoding): Read[] {
	const ranges = frequent[encoding];
	const isOtherScript = otherCodePages.some((page) => page === encoding) && !latinPages.has(encoding);
	const isFrequent = (character: string) => {
		const [first = 0] = iconv.encode(character, encoding);
		return ranges?.some(([from, to]) => first >= from && first <= to) ?? true;
	};
	return words.map((word) => {
		const text = iconv.decode(word, encoding);
		const isOther = isOtherScript && /[\u00c0-\u024f]/.test(text);
		return { text, level: isOther ? unreadable : readingLevel(text, isFrequent) };
	});
}

/**
 * How much better another encoding reads the words that it reads in another way. `failed` counts those that it does not read, `won` those
 * that it alone reads.
 */
type Gain = { encoding: Encoding; gain: number; failed: number; won: number; differing: number };

const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function gainOver(reads: readonly Read[], encoding: Encoding, others: readonly Read[]): Gain {
	const found = { encoding, gain: 0, failed: 0, won: 0, differing: 0 };
	for (const [at, { text, level }] of reads.entries()) {
		const other = others[at] as Read;
		if (level === undefined || text === other.text) continue;
		// Signs alone say nothing, unless they are a word of East Asia; what becomes of them may be no sign.
		const otherLevel = other.level ?? (eastAsian.test(text) ? unreadable : undefined);
		if (otherLevel === undefined && level !== unreadable) continue;
		found.differing++;
		if (level === unreadable) found.failed++;
		else if (otherLevel === unreadable) found.won++;
		found.gain += level - (otherLevel ?? level);
	}
	return found;
}

/** How many words only another encoding must read: one may be a slip of the pen. Else, how much better it must read many. */
const sureWords = 2;
const sureGain = 12;
/** Encodings that gain about as much may be meant as well. */
const closeGain = 0.8;
const rarePages = new Set<Encoding>(["macintosh", "cp850", "cp437"]);
const fewWords = 3;
/** How many of the words an encoding may fail to read: notes and broken cells are in every table. */
const maxFailed = 0.2;

/**
 * Returns in which encoding words are to be read: in `usual`, the likeliest of those of western Europe, unless another one reads by two words
 * more. `unclear` are encodings that may be meant as well, and give other letters.
 */
export function compareEncodings(
	words: readonly Buffer[],
	usual: Encoding,
): { encoding: Encoding; unclear: Encoding[] } {
	const asUsual = readWords(words, usual);
	if (words.length === 0) return { encoding: usual, unclear: [] };
	// A few words that read as well in another encoding do not show that a file is in one that few files are in.
	const isRarePage = rarePages.has(usual) && words.length <= fewWords;
	const rivals = otherCodePages
		.map((page) => {
			const reads = readWords(words, page);
			return { ...gainOver(reads, page, asUsual), reads };
		})
		.filter(
			({ gain, failed, differing }) =>
				(gain > 0 || (isRarePage && gain === 0 && differing > 0)) && failed <= differing * maxFailed,
		)
		.sort((one, other) => other.gain - one.gain);
	const [best] = rivals;
	if (!best) return { encoding: usual, unclear: [] };
	if (best.won < sureWords && best.gain < sureGain) return { encoding: usual, unclear: distinct(rivals) };
	const alike = rivals.filter(({ gain }) => gain >= best.gain * closeGain);
	const readsAsUsual = asUsual.every(({ level }) => level !== unreadable);
	return {
		encoding: best.encoding,
		unclear: [
			...distinct(alike).filter((page) => page !== best.encoding),
			...(readsAsUsual && best.gain < 2 * sureGain ? [usual] : []),
		],
	};
}

/** Returns the encodings of readings that differ from each other, the first of those that are alike. */
function distinct(all: readonly { encoding: Encoding; reads: readonly Read[] }[]): Encoding[] {
	const texts = new Map<string, Encoding>();
	for (const { encoding, reads } of all) {
		const text = reads.map((read) => read.text).join("\n");
		if (!texts.has(text)) texts.set(text, encoding);
	}
	return [...texts.values()];
}

/** Whether many words do not read as words of any language in an encoding: it is probably another. */
export function readsBadly(words: readonly Buffer[], encoding: Encoding): boolean {
	const levels = readWords(words, encoding).flatMap(({ level }) => (level === undefined ? [] : [level]));
	const failed = levels.filter((level) => level === unreadable).length;
	return failed > levels.length * maxFailed;
}
