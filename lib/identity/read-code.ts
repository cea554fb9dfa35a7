import { codeLengths, isLongCode, longCodeDigits } from "./code-limits";

/** The maximum length of what is read, in characters. A whole mail is shorter. */
const maxTyped = 4_000;

const lengths: readonly number[] = [...codeLengths.map(({ digits }) => digits), longCodeDigits];
const hasCodeLength = (digits: string) => lengths.includes(digits.length);

/** What people and mail programs write between the groups of one number. */
const between = "[ .,\\u2212\\p{Pd}]";
const onlyDigits = new RegExp(`^(?:\\d|${between})+$`, "u");
const numbers = new RegExp(`[+]?\\d+(?:${between}\\d+)*`, "gu");

const isDecimal = (codePoint: number) => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** Returns the ASCII digit of a digit in any script. Unicode keeps the ten digits of a script together, from zero to nine. */
function asciiDigit(digit: string): string {
	const codePoint = digit.codePointAt(0) ?? 0;
	let before = 0;
	while (isDecimal(codePoint - before - 1)) before++;
	return String(before % 10);
}

/**
 * Returns the codes that a number in a sentence may be. Groups of one size are one number: "123 456". Of others each group is a
 * number: "123456 10". Telephone numbers have groups of several sizes after a zero or a plus, and are no code.
 */
function codesOf(number: string): string[] {
	const groups = number.split(/\D+/).filter(Boolean);
	if (new Set(groups.map((group) => group.length)).size === 1) return [groups.join("")];
	return /^[+0]/.test(number) ? [] : groups;
}

/**
 * Reads a code, short or long, that was typed or pasted with the text around it, in the digits of any script. Returns ASCII
 * digits. Returns undefined if there is no code, or if several numbers may be it: a wrong guess would use up an attempt. A whole
 * mail holds a short code and a long one; the short one is read.
 */
export function readCode(typed: string): string | undefined {
	if (typed.length > maxTyped) return undefined;
	const text = typed
		.normalize("NFKC")
		.replace(/\p{Cf}/gu, "")
		.replace(/\p{Nd}/gu, asciiDigit)
		.replace(/\s/gu, " ")
		.trim();
	const digits = text.replace(/\D/g, "");
	if (onlyDigits.test(text)) return hasCodeLength(digits) ? digits : undefined;
	const found = new Set((text.match(numbers) ?? []).flatMap(codesOf).filter(hasCodeLength));
	const short = [...found].filter((code) => !isLongCode(code));
	const [code, other] = short.length > 0 ? short : found;
	return other === undefined ? code : undefined;
}
