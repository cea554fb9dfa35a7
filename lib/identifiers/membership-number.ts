import { organisation } from "../organisation";
import { normaliseText, spacing } from "./text";

let compiled: { source: string; pattern: RegExp } | undefined;

/** Normalises a membership number: upper case, without spaces and hyphens. Returns undefined if it does not match the organisation's pattern. */
export function normaliseMembershipNumber(raw: string): string | undefined {
	const source = organisation().identifiers.membershipNumber.pattern;
	if (compiled?.source !== source) compiled = { source, pattern: new RegExp(source) };
	if (raw.length <= 64 && /^[A-Z\d]+$/.test(raw) && compiled.pattern.test(raw)) return raw;
	const text = normaliseText(normaliseText(raw).replace(/^'/, "").toUpperCase()).replace(spacing, "");
	return text.length <= 64 && compiled.pattern.test(text) ? text : undefined;
}
