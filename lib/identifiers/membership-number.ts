import { organisation } from "../organisation";
import { decodeText, normaliseText, spacing, withoutExponent } from "./text";

let compiled: { source: string; pattern: RegExp } | undefined;

/** The maximum length of a typed number: 64 characters, each followed by a space or a hyphen, and some more. */
const maxGiven = 200;

/** Returns a number without the exponent or the ".0" that a spreadsheet or a data frame writes. */
const inFull = (text: string) => withoutExponent(text) ?? text.replace(/^([A-Z]*\d+)\.0+$/, "$1");

/** Returns a number without signs at its ends, and without one between its letters and its figures: "#MP123456", "MP/123456*". */
const withoutSigns = (text: string) =>
	text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/^(\p{L}+)[/._:](?=\d+$)/u, "$1");

/** Normalises a membership number: upper case, without spaces and hyphens. Returns undefined if it does not match the organisation's pattern. */
export function normaliseMembershipNumber(raw: string): string | undefined {
	const source = organisation().identifiers.membershipNumber.pattern;
	if (compiled?.source !== source) compiled = { source, pattern: new RegExp(source) };
	if (raw.length <= 64 && /^[A-Z\d]+$/.test(raw) && compiled.pattern.test(raw)) return raw;
	const given = raw.trim();
	if (given.length > maxGiven) return undefined;
	const written = normaliseText(normaliseText(decodeText(given)).replace(/^'/, "").toUpperCase()).replace(spacing, "");
	const text = /[.,]/.test(written) ? inFull(written) : written;
	if (text.length > 64) return undefined;
	if (compiled.pattern.test(text)) return text;
	const bare = withoutSigns(text);
	return compiled.pattern.test(bare) ? bare : undefined;
}
