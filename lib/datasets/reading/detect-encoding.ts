import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { FileRefused } from "../file-errors";
import type { Encoding } from "../schema";
import { compareEncodings, HighWords, wordAround } from "./other-code-pages";
import { readingLevel, unreadable } from "./readable-words";

const sampleBytes = 4096;
/** A text in UTF-16 has a zero byte among as many, in every table that people are found by. */
const startBytes = 24;

const joinedParts =
	"Parts of this file are in different encodings: some is UTF-16 and some is not, as if two files had been joined. Save each table as CSV in UTF-8 and import them one by one, or join them then.";

/** How many characters in a row are each two of ASCII in a text in UTF-16 that ends in another encoding. By chance no text has so many. */
const joinedCharacters = 14;

/** Throws FileRefused if a part of a text that was read as UTF-16 is in an encoding of one byte a character. */
export function refuseJoinedParts(text: string): void {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		count = isAsciiText(code >> 8) && isAsciiText(code & 0xff) ? count + 1 : 0;
		if (count >= joinedCharacters) throw new FileRefused(joinedParts);
	}
}

const isAsciiText = (byte: number) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Detects the encoding of a file from its first bytes: by its byte order mark, else by the positions of zero bytes, else as
 * `EncodingVotes` does. Throws FileRefused for binary data.
 */
export function detectEncoding(head: Buffer): { encoding: Encoding; votes?: EncodingVotes } {
	if (["fffe0000", "0000feff"].includes(head.toString("hex", 0, 4)))
		throw new FileRefused(
			"This file is in UTF-32, which we cannot read. Save the table as CSV in UTF-8 and choose that file.",
		);
	if (isUtf7(head))
		throw new FileRefused(
			"This file is in UTF-7, which we cannot read: it writes letters with accents, and often the @ of an address, as signs between + and -. Save the table as CSV in UTF-8 and choose that file.",
		);
	if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le" };
	if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be" };
	const sample = head.subarray(0, sampleBytes);
	const zeros = { even: 0, odd: 0 };
	let controls = 0;
	for (const [at, byte] of sample.entries()) {
		if (byte === 0) zeros[at % 2 ? "odd" : "even"]++;
		else if (byte < 0x09) controls++;
	}
	const half = sample.length / 2;
	if (zeros.even + zeros.odd > half * 0.2 && !head.subarray(0, startBytes).includes(0))
		throw new FileRefused(joinedParts);
	if (zeros.odd > half * 0.4 && zeros.even < half * 0.1) return { encoding: "utf-16le" };
	if (zeros.even > half * 0.4 && zeros.odd < half * 0.1) return { encoding: "utf-16be" };
	const count = zeros.even + zeros.odd;
	// A table with a few broken cells has some zero bytes. Other files also have bytes that no text has.
	if (count > 0 && (count > sample.length * 0.2 || controls > sample.length * 0.01))
		throw new FileRefused("This is not a text file. Save the table as CSV and choose that file.");
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8" };
	const votes = new EncodingVotes();
	votes.add(head);
	return { encoding: votes.encoding, votes };
}

/**
 * Whether a file is in UTF-7 (RFC 2152): ASCII alone, begun by its mark, or with letters above ASCII or an "@" in base64 between "+" and
 * "-". The base64 must be of whole characters, as that of a plus tag ("ada+news-letter@…") is not.
 */
function isUtf7(head: Buffer): boolean {
	if (!isAscii(head)) return false;
	const text = head.toString("latin1");
	if (/^\+\/v[89+/]/.test(text)) return true;
	return [...text.matchAll(/\+([A-Za-z\d+/]{3,})-/g)].some(([, base64 = ""]) => {
		const bytes = Buffer.from(base64, "base64");
		const isWhole = bytes.length % 2 === 0 && bytes.toString("base64").replace(/=+$/, "") === base64;
		return isWhole && /^[@\u00c0-\u024f\u1e80-\u1eff]+$/.test(bytes.swap16().toString("utf16le"));
	});
}

/** Single-byte encodings of western Europe, the more frequent first. */
export const codePages = ["windows-1252", "iso-8859-14", "macintosh", "cp850", "cp437"] as const satisfies Encoding[];

export type CodePage = (typeof codePages)[number];

/** The characters above ASCII of each code page, by byte. */
const characters = new Map(
	codePages.map((page) => [page, iconv.decode(Buffer.from(Array.from({ length: 128 }, (_, at) => at + 128)), page)]),
);

/**
 * Returns the encoding that would read these bytes as the detected one does: the two code pages of DOS have most letters in the same
 * places. Undefined if a byte tells them apart.
 */
export function readsAlike(head: Buffer, detected: Encoding): Encoding | undefined {
	if (detected !== "cp850") return undefined;
	const [found, other] = [characters.get("cp850"), characters.get("cp437")];
	return head.every((byte) => byte < 128 || found?.[byte - 128] === other?.[byte - 128]) ? "cp437" : undefined;
}

/** Matches a word of Latin letters with one of a script in which no name is written amid them, as "ří" of Mac OS is Thaana in UTF-8. */
const mixesScripts = /[a-z][\u0530-\u07ff]|[\u0530-\u07ff][a-z]/i;

/** Once so many bytes above ASCII are counted, UTF-8 is settled, and another encoding once it has so many, or enough words. */
const settledAt = 200;
const otherSettledAt = 2000;

/**
 * Decides between UTF-8 and single-byte encodings, from all text added so far. UTF-8 is chosen unless more bytes are invalid in it
 * than characters are valid, so that one stray byte decides nothing: by chance, text in other encodings is hardly ever valid.
 * Of the encodings of western Europe, chooses the one that gives the likeliest characters; then another if it alone reads the words.
 */
export class EncodingVotes {
	#valid = 0;
	#doubtful = 0;
	#invalid = 0;
	#beside: Buffer[] = [];
	readonly #words = new HighWords();
	/** What was chosen from the words so far, since each batch asks. */
	#compared: { state: string; choice: { encoding: Encoding; unclear: Encoding[] } } | undefined;
	/** How likely each code page is. Begins with what is chosen when one byte fits several. */
	#likely = new Map<CodePage, number>([["windows-1252", 2]]);

	/** The bytes above ASCII that were counted, with what stands beside them. */
	get sample(): Buffer {
		return Buffer.concat(this.#beside);
	}

	/** Words with bytes above ASCII. */
	get words(): readonly Buffer[] {
		return this.#words.all;
	}

	/** Whether more text would hardly change the encoding. */
	get settled(): boolean {
		const counted = this.#valid + this.#doubtful + this.#invalid;
		return counted >= settledAt && (this.#valid >= this.#invalid || this.#words.enough || counted >= otherSettledAt);
	}

	get encoding(): Encoding {
		return this.choice.encoding;
	}

	/** The encoding, and those that may be meant as well. */
	get choice(): { encoding: Encoding; unclear: Encoding[] } {
		if (this.#valid >= this.#invalid) return { encoding: "utf-8", unclear: [] };
		let best: CodePage = "windows-1252";
		for (const page of codePages) if ((this.#likely.get(page) ?? 0) > (this.#likely.get(best) ?? 0)) best = page;
		const state = `${best} ${this.#words.count}`;
		if (this.#compared?.state !== state) this.#compared = { state, choice: compareEncodings(this.words, best) };
		return this.#compared.choice;
	}

	/** Counts the characters of a text. An incomplete character at its end is not counted. */
	add(bytes: Buffer): void {
		if (isAscii(bytes)) return;
		for (let at = 0; at < bytes.length && !this.settled; at++) {
			if ((bytes[at] as number) < 0x80) continue;
			const length = utf8Length(bytes, at);
			if (length > 0) {
				const word = wordAround(bytes, at).toString("utf8");
				// By chance "Ó’" is a letter of another alphabet in UTF-8, amid letters of this one.
				if (readingLevel(word) !== unreadable) this.#valid++;
				else if (mixesScripts.test(word)) this.#count(bytes, at);
				else {
					this.#doubtful++;
					this.#words.add(bytes, at);
				}
				at += length - 1;
			} else if (length === 0) this.#count(bytes, at);
		}
	}

	/** Counts a byte that is no part of a character in UTF-8. */
	#count(bytes: Buffer, at: number): void {
		this.#invalid++;
		this.#words.add(bytes, at);
		this.#beside.push(Buffer.from(bytes.subarray(Math.max(0, at - 1), at + 4)), Buffer.from(" "));
		for (const page of codePages) this.#likely.set(page, (this.#likely.get(page) ?? 0) + likelihood(bytes, at, page));
	}
}

/** Returns the number of bytes of the UTF-8 character at an offset; 0 if there is none, -1 if the bytes end within it. */
function utf8Length(bytes: Buffer, at: number): number {
	const byte = bytes[at] as number;
	const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
	if (length === 0) return 0;
	const character = bytes.subarray(at, at + length);
	if (character.length < length && character.subarray(1).every((next) => (next & 0xc0) === 0x80)) return -1;
	return isUtf8(character) && character.length === length ? length : 0;
}

const lower = /[a-z]/;
const upper = /[A-Z]/;
const letter = /[A-Za-z]/;

/** Returns how likely the byte at an offset is in a code page, from the characters beside it. Names decide most tables. */
export function likelihood(bytes: Buffer, at: number, page: CodePage): number {
	const character = characters.get(page)?.[(bytes[at] as number) - 128] ?? "";
	const before = String.fromCharCode(bytes[at - 1] ?? 0x20);
	const after = String.fromCharCode(bytes[at + 1] ?? 0x20);
	const inWord = letter.test(before) || lower.test(after);
	const amidCapitals = upper.test(before) && upper.test(after);
	if (/\p{L}/u.test(character) && /\d/.test(after)) return -3;
	// The Welsh ŵ and ŷ have the bytes that ð and þ have in Windows-1252. In Icelandic names ð stands after a vowel or between r and a vowel.
	if (/[ŵŷŴŶðþÐÞ]/.test(character)) {
		const isIcelandic = /[aeiouy\x80-\xff]/.test(before) || (before === "r" && /[aeiou]/.test(after));
		if (/[ŵðŴÐ]/.test(character) && isIcelandic) return page === "windows-1252" ? 4 : -3;
		if (page === "windows-1252") return character === "Þ" && !letter.test(before) && lower.test(after) ? 4 : -3;
		return page === "iso-8859-14" && (inWord || upper.test(after) || /[ŴŶ]/.test(character)) ? 4 : -3;
	}
	if (/\p{Ll}/u.test(character) && lower.test(before) && upper.test(after)) return -3;
	if (amidCapitals && /[à-öø-ÿœšž]/.test(character)) return -2;
	if (/[éáëíïñóôöøü]/.test(character)) return inWord ? (character === "é" ? 5 : 4) : 1;
	if (/[äàèâåæçêîòœšúûýßž]/.test(character)) return inWord ? 3 : 1;
	if (/[ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒŠŽ]/.test(character))
		return lower.test(before) || (upper.test(before) && lower.test(after)) ? -2 : 2;
	if (character === "’") return apostrophe.test(bytes.toString("latin1", Math.max(0, at - 1), at + 4)) ? 6 : 1;
	if (/[£€¢¥]/.test(character)) return /\d/.test(after) ? 5 : character === "£" && !letter.test(before) ? 5 : 0;
	if (/[‘“]/.test(character)) return letter.test(before) ? -2 : 1;
	if (/[”–—]/.test(character)) return letter.test(after) ? -2 : 1;
	if (/[\u00a0·•…°½¼¾«»®©™]/.test(character)) return 0;
	return /[ãìõùÿ]/.test(character) && inWord ? 1 : -3;
}

/** Matches an apostrophe's byte with what stands beside it in names and English: O’Brien, don’t, Ada’s. */
const apostrophe = /^[A-Z].[A-Z]|^[a-z].(?:s|t|d|m|ll|re|ve)(?![a-z])/s;
