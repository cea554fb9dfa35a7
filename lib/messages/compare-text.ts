import { diffArrays } from "diff";
import { maxPastedText } from "./schema";
import { sentencesOf } from "./wording-check";

/** A sentence of a comparison: in both texts, only in the pasted one, or only in ours. */
export type ComparedSentence = { state: "same" | "added" | "missing"; text: string };

/** Lines that mail programs put before a message that is forwarded or answered. */
const beforeMessage = /^(?:-+ ?(?:original|forwarded) message ?-+|begin forwarded message:|on .{6,80} wrote:)$/i;
/** A line of a mail's header as mail programs show it: its name and what it says. */
const headerLine =
	/^(from|to|cc|date|sent|reply-to|oddi wrth|at|pwnc|dyddiad|anfonwyd|subject)\s*:\s*((?:(?:re|fwd?|ymlaen)\s*:\s*)*)(.*)$/i;
const sayDates = ["date", "sent", "dyddiad", "anfonwyd"];
/** A name with an address, an address, or a short name. */
const person = /^(?:[^<>@]{0,60}<[^\s<>@]{1,64}@[^\s<>@]{1,255}>|[^\s<>@]{1,64}@[^\s<>@]{1,255}|[^\d@:/]{1,40})$/;
const dates = /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b|[+-]\d{4}\b/g;
/** Figures that could be a telephone number, and what could be the address of a website. */
const telephone = /(?:\d[\s().-]{0,3}){7}/;
const website = /[\p{L}\p{N}]\.\p{L}{2}|:\/\//u;
/** Whether a line of a header names a telephone number or a website, beside the addresses of mail in it. */
const leadsElsewhere = (line: string) =>
	telephone.test(line.replace(dates, "")) ||
	website.test(line.replace(/<[^\s<>]{1,320}>|[^\s<>@]{1,64}@[^\s<>@]{1,255}/g, ""));

/**
 * Returns what counts of the lines of a pasted mail: not those that only say whose and when it was, because they are no part of what
 * we sent. A line that could ask for anything counts wherever it stands, so that nobody hides it among them.
 */
function withoutHeaders(lines: readonly string[]): string[] {
	let inHeader = true;
	return lines.flatMap((line) => {
		if (beforeMessage.test(line) && !leadsElsewhere(line)) {
			inHeader = true;
			return [];
		}
		const [, name = "", , said = ""] = (inHeader && headerLine.exec(line)) || [];
		if (!name) {
			inHeader &&= line === "";
			return line === "--" ? [] : [line];
		}
		if (/^(?:subject|pwnc)$/i.test(name)) return [said];
		const harmless = sayDates.includes(name.toLowerCase())
			? said.length <= 60 && !leadsElsewhere(said)
			: said
					.split(/[,;]/)
					.map((each) => each.trim())
					.every(
						(each) =>
							each === "" ||
							(person.test(each) && !website.test(each.replace(/<[^<>]{0,320}>$|\S{1,64}@\S{1,255}/g, ""))),
					);
		return harmless ? [] : [line];
	});
}

/** The most sentences of a text that are compared. A mail of ours has a few dozen. */
const maxSentences = 500;

/** Returns the lines of a pasted mail, without the marks of quoting and its header. */
function pastedLines(pasted: string): string[] {
	const lines = pasted
		.slice(0, maxPastedText)
		// To order the marks of one letter takes the square of their number.
		.replace(/(\p{M}{8})\p{M}+/gu, "$1")
		.normalize("NFKC")
		// One character may become eighteen.
		.slice(0, maxPastedText)
		.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, "")
		.split(/\r\n?|\n/)
		.map((line) => line.replace(/^(?:\s*>)+\s?/, "").trim());
	return joinLines(withoutHeaders(lines)).split("\n");
}

/** Joins lines that a mail program broke. A blank line, a list item and a short line end a paragraph. */
function joinLines(lines: readonly string[]): string {
	let text = "";
	for (const [at, line] of lines.entries()) {
		const before = lines[at - 1] ?? "";
		const continues = at > 0 && line !== "" && before.length > 55 && !/^(?:[-*•]|\d+\.)\s/.test(line);
		text += at === 0 ? line : `${continues ? " " : "\n"}${line}`;
	}
	return text;
}

/** Writes the signs within the address of a website as words: with another sign it is another website. */
const keepSigns = (word: string) =>
	website.test(word) ? word.replace(/[\p{Pd}_/:]/gu, (sign) => ` sign${sign.codePointAt(0)} `) : word;

/**
 * What is compared of a sentence: its letters and digits, signs of money and per cent, and those of websites, so that quotation marks, dashes and
 * list marks do not count.
 */
const keyOf = (sentence: string) =>
	sentence
		.normalize("NFKC")
		.toLowerCase()
		.split(/\s+/)
		.map(keepSigns)
		.join(" ")
		.replace(/[^\p{L}\p{N}\p{Sc}%@.]+/gu, " ")
		.replace(/\.(?=\s|$)/g, "")
		.trim();

/** A sentence and what is compared of it. */
type KeyedSentence = { text: string; key: string };

/** Reads the sentences of a text. What follows the first five hundred is one sentence, so that it is not left out. */
export function readSentences(text: string): KeyedSentence[] {
	const lines = pastedLines(text).filter(Boolean);
	const sentences: string[] = [];
	let read = 0;
	while (read < lines.length && sentences.length < maxSentences)
		sentences.push(...sentencesOf(lines[read++] as string));
	return [...sentences.slice(0, maxSentences), [...sentences.slice(maxSentences), ...lines.slice(read)].join(" ")]
		.map((sentence) => ({ text: sentence, key: keyOf(sentence) }))
		.filter(({ key }) => key !== "");
}

/** Compares the sentences of a pasted text with those of a sent one. Out: all sentences, in the order of the two texts. */
export function compareSentences(ours: KeyedSentence[], theirs: KeyedSentence[]): ComparedSentence[] {
	const keys = new Set(ours.map(({ key }) => key));
	// To align them takes longer than to see that they have none in common.
	if (!theirs.some(({ key }) => keys.has(key)))
		return [
			...ours.map(({ text }) => ({ text, state: "missing" }) as const),
			...theirs.map(({ text }) => ({ text, state: "added" }) as const),
		];
	return diffArrays(ours, theirs, { comparator: (one, other) => one.key === other.key }).flatMap(
		({ value, added, removed }) =>
			value.map(({ text }) => ({ text, state: added ? "added" : removed ? "missing" : "same" }) as const),
	);
}
