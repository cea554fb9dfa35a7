import iconv from "iconv-lite";
import type { Encoding } from "../schema";
import { hideLetters } from "./cell-values";
import { type CodePage, codePages, type EncodingVotes, likelihood } from "./detect-encoding";
import { HighWords, readsBadly } from "./other-code-pages";

/** Bytes above ASCII that are looked at. With more of them the likelihoods differ by far, or the letters do not. */
const maxBytes = 200;
/** The encoding that is first choice counts a little more, because most files are in it. */
const preference = 2;
/** Readings whose likelihoods differ by no more are as good as each other. */
const margin = 3;

const isCodePage = (encoding: Encoding): encoding is CodePage => (codePages as readonly Encoding[]).includes(encoding);
const isLetter = (text: string) => /\p{L}/u.test(text);

/** Returns the offsets of the first bytes above ASCII. */
function highBytes(bytes: Buffer): number[] {
	const offsets: number[] = [];
	for (let at = 0; at < bytes.length && offsets.length < maxBytes; at++)
		if ((bytes[at] as number) >= 0x80) offsets.push(at);
	return offsets;
}

const characterOf = (bytes: Buffer, at: number, page: CodePage) => iconv.decode(bytes.subarray(at, at + 1), page);

/**
 * Returns the other encodings in which a text reads as well as in the detected one, but with other letters, so that no byte tells which
 * it is: "J\x94rg" is Jörg or Jîrg. Other signs do not matter: no one is told apart by them.
 */
function alikeEncodings(bytes: Buffer, words: readonly Buffer[], detected: Encoding): Encoding[] {
	if (!isCodePage(detected)) return [];
	const offsets = highBytes(bytes);
	const likely = (page: CodePage) => offsets.map((at) => likelihood(bytes, at, page));
	const sum = (numbers: readonly number[], page: CodePage) =>
		numbers.reduce((one, other) => one + other, page === codePages[0] ? preference : 0);
	const best = sum(likely(detected), detected);
	return codePages.filter((page) => {
		if (page === detected || readsBadly(words, page)) return false;
		const numbers = likely(page);
		if (numbers.some((number) => number <= 0) || sum(numbers, page) < best - margin) return false;
		return offsets.some((at) => {
			const [one, other] = [characterOf(bytes, at, detected), characterOf(bytes, at, page)];
			return one !== other && (isLetter(one) || isLetter(other));
		});
	});
}

/** Returns the encoding that the bytes above ASCII of a text speak for, and those that may be meant as well. */
export function encodingChoice(votes: EncodingVotes, bytes: Buffer): { encoding: Encoding; unclear: Encoding[] } {
	const { encoding, unclear } = votes.choice;
	const { words } = votes;
	const all = [...alikeEncodings(bytes, words, encoding), ...unclear];
	const readAlike = (one: Encoding, other: Encoding) =>
		words.every((word) => iconv.decode(word, one) === iconv.decode(word, other));
	return { encoding, unclear: all.filter((page, at) => !all.slice(0, at).some((earlier) => readAlike(earlier, page))) };
}

/** An encoding, and words of a file as they read in it, with their plain letters hidden. */
export type Reading = { encoding: Encoding; words: string[] };

const maxWords = 4;
const hasHigh = (word: string) => /[^!-~]/.test(word);

/** Returns the first words with letters above ASCII, as each of the encodings reads them. Of encodings that read them alike, only the first. */
export function readingsOf(bytes: Buffer, encodings: readonly Encoding[]): Reading[] {
	const all = HighWords.in(bytes).all;
	const isTold = (word: Buffer) => new Set(encodings.map((encoding) => iconv.decode(word, encoding))).size > 1;
	// The words by which the encodings differ come first.
	const words = [...all.filter(isTold), ...all.filter((word) => !isTold(word))].slice(0, maxWords);
	const readings = encodings.map((encoding) => ({
		encoding,
		words: words.map((word) => {
			const [text = ""] = iconv
				.decode(word, encoding)
				.split(/[\s@]+/)
				.filter(hasHigh);
			return hideLetters(text);
		}),
	}));
	return readings.filter(
		({ words }, at) =>
			words.length === 0 || !readings.slice(0, at).some((earlier) => `${earlier.words}` === `${words}`),
	);
}
