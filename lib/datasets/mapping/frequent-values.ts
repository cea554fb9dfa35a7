import { mask } from "../../identifiers";
import { isNothing, isYes, meaningOf } from "../reading/cell-meaning";
import { hideLetters, looksPersonal } from "../reading/cell-values";
import { isDefaultDate, readDate } from "../reading/dates";
import type { ColumnRole, ValueMeaning } from "../schema";

/** A value as the file first writes it, and how often it occurs in the first rows. */
export type ValueCount = { value: string; count: number };

/** Counts the values of a column without regard to case. The most frequent come first. */
export function countValues(values: readonly string[]): ValueCount[] {
	const counts = new Map<string, ValueCount>();
	for (const value of values) {
		const known = counts.get(value.toLowerCase());
		if (known) known.count++;
		else counts.set(value.toLowerCase(), { value, count: 1 });
	}
	return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** Whether a value says by itself that nothing, or something, is held. `role` is that of its column. */
export const isWord = (value: string, role?: ColumnRole) =>
	isNothing(value) ||
	isYes(value) ||
	isDefaultDate(value, readDate(value)) ||
	(role?.as === "category" && meaningOf(role.category, value) === "nothing");

/** Whether so many rows hold a value that it is nobody's own. */
const isCommon = ({ value, count }: ValueCount, rows: number) =>
	!value.includes("@") && count >= 3 && count >= rows * 0.05;

/** The most values of a column that staff are asked about. */
const maxAsked = 6;

/** Returns the values of a column of which staff should say whether anything is held: words of yes, no and nothing, and common values. */
export const askedValues = (counts: readonly ValueCount[], rows: number, role: ColumnRole): ValueCount[] =>
	[
		...counts.filter(({ value }) => isWord(value, role)),
		...counts.filter((one) => !isWord(one.value, role) && isCommon(one, rows)),
	]
		.slice(0, maxAsked)
		.sort((a, b) => b.count - a.count);

/** Suggests what a value of a column with this role says. */
export function suggestMeaning(role: ColumnRole, value: string): ValueMeaning {
	if (role.as === "category" && role.category === "political-opinion" && !isDefaultDate(value, readDate(value))) {
		return "data";
	}
	if (isNothing(value) || isDefaultDate(value, readDate(value))) return "nothing";
	if (role.as === "category" && meaningOf(role.category, value) === "nothing") return "nothing";
	return isYes(value) ? "held" : "data";
}

/** Returns a value for the mapping page: masked unless many rows hold it, it is a word like "No", or the role is not about a person. */
export function showValue(role: ColumnRole, one: ValueCount, rows: number): string {
	const { value } = one;
	const clear = value.length > 60 ? `${value.slice(0, 60)}…` : value;
	if (isWord(value, role) || isCommon(one, rows) || role.as === "since") return clear;
	if ((role.as === "relationship" || role.as === "source") && !looksPersonal(value)) return clear;
	if (role.as === "identifier") return mask(role.kind, value) ?? hideLetters(value);
	if (role.as === "category") return mask(role.category, value) ?? hideLetters(value);
	return hideLetters(value);
}
