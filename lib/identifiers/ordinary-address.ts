import { mayBeNote, noteFirst } from "./address-notes";

const isLetter = (code: number) => code >= 0x61 && code <= 0x7a;
const isFigure = (code: number) => code >= 0x30 && code <= 0x39;

/** Whether a text begins with what is left of a link or of a program's escapes, "www." or "u003c". `start` is its first character. */
const hasPrefix = (lower: string, start: number) =>
	(start === 0x77 && lower.startsWith("www.")) || (start === 0x75 && lower.startsWith("u003"));

/**
 * Whether a text in lower case is one address of letters, figures, dots, dashes, underscores and plus signs, whose domain ends with two or
 * three letters, as most are. Quicker than the expressions that decide about the rest.
 */
export function isOrdinary(lower: string): boolean {
	const { length } = lower;
	if (length > 254) return false;
	const start = lower.charCodeAt(0);
	if (!isLetter(start) && !isFigure(start)) return false;
	let at = 1;
	for (; at < length && at <= 64; at++) {
		const code = lower.charCodeAt(at);
		if (code === 0x40) break;
		if (!isLetter(code) && !isFigure(code) && code !== 0x2e && code !== 0x5f && code !== 0x2d && code !== 0x2b)
			return false;
	}
	if (at > 64 || lower.charCodeAt(at) !== 0x40) return false;
	let label = at + 1;
	let previous = 0x2e;
	for (let domain = label; domain < length; domain++) {
		const code = lower.charCodeAt(domain);
		if (isLetter(code) || isFigure(code)) previous = code;
		else if (code === 0x2e) {
			if (previous === 0x2e || previous === 0x2d) return false;
			label = domain + 1;
			previous = code;
		} else if (code === 0x2d) {
			if (previous === 0x2e || previous === 0x2d) return false;
			previous = code;
		} else return false;
	}
	const end = length - label;
	if (label === at + 1 || end < 2 || end > 3) return false;
	for (let letter = label; letter < length; letter++) if (!isLetter(lower.charCodeAt(letter))) return false;
	// A note: "ada@example.org.old".
	return !lower.endsWith(".old") && !hasPrefix(lower, start) && !(mayBeNote(lower) && noteFirst.test(lower));
}
