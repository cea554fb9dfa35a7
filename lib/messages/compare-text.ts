import { diffArrays } from "diff";
import { maxPastedText } from "./schema";
import { sentencesOf } from "./wording-check";

/** A sentence of a comparison: in both texts, only in the pasted one, or only in ours. */
export type ComparedSentence = { state: "same" | "added" | "missing"; text: string };

/** Lines that mail programs put around a message that is forwarded or answered. */
const aroundMessage =
	/^(?:(?:from|to|cc|subject|date|sent|reply-to|oddi wrth|at|pwnc|dyddiad|anfonwyd)\s*:.*|-+ ?(?:original|forwarded) message ?-+|begin forwarded message:|on .{6,80} wrote:)$/i;

/** Returns the sentences of a pasted mail, without the marks of quoting and the lines around a forwarded message. */
function pastedSentences(pasted: string): string[] {
	const lines = pasted
		.slice(0, maxPastedText)
		.normalize("NFKC")
		.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, "")
		.split(/\r\n?|\n/)
		.map((line) => line.replace(/^(?:\s*>)+\s?/, "").trim())
		.filter((line) => !aroundMessage.test(line) && line !== "--");
	return sentencesOf(joinLines(lines));
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

/** What is compared of a sentence: its letters and digits, so that quotation marks, dashes and list marks do not count. */
const keyOf = (sentence: string) =>
	sentence
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}@.]+/gu, " ")
		.replace(/\.(?=\s|$)/g, "")
		.trim();

/** Compares a pasted text with a sent one, sentence by sentence. Out: all sentences, in the order of the two texts. */
export function compareTexts(sent: string, pasted: string): ComparedSentence[] {
	const keyed = (sentences: string[]) =>
		sentences.map((text) => ({ text, key: keyOf(text) })).filter(({ key }) => key !== "");
	const ours = keyed(pastedSentences(sent));
	const theirs = keyed(pastedSentences(pasted));
	return diffArrays(ours, theirs, { comparator: (one, other) => one.key === other.key }).flatMap(
		({ value, added, removed }) =>
			value.map(({ text }) => ({ text, state: added ? "added" : removed ? "missing" : "same" }) as const),
	);
}
