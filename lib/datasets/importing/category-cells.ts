import type { DataCategory } from "../../data-categories";
import { isDefaultDate, readDate, readDayNumber } from "../reading/dates";
import type { DateOrder, ProblemReason } from "../schema";

/** The fewest digits of a value whose end or shape is shown. "Standing order" is no account, "Yes" no number. */
const hintDigits: Partial<Record<DataCategory, number>> = {
	"bank-details": 4,
	"identity-document": 4,
	"telephone-number": 6,
};

/** Whether a value of a category says enough for a masked hint. */
export function hasHint(category: DataCategory, cell: string): boolean {
	if (category === "email-address") return cell.includes("@");
	const fewest = hintDigits[category];
	if (fewest === undefined) return true;
	let found = 0;
	for (let at = 0; at < cell.length && found < fewest; at++) {
		const code = cell.charCodeAt(at);
		if (code >= 0x30 && code <= 0x39) found++;
	}
	return found >= fewest;
}

/** A date as read; undefined if it is none. `isDefault` says that programs write it where they have no date. */
type DateCell = { read: string | undefined; isDefault: boolean; problem?: ProblemReason };

/** Returns a function that reads a date, and says what is wrong with one. */
export function dateReader(order: DateOrder = "day-first", pivot?: number): (cell: string) => DateCell {
	const otherOrder = order === "day-first" ? "month-first" : "day-first";
	return (cell) => {
		const read = readDate(cell, order, pivot);
		if (isDefaultDate(cell, read)) return { read, isDefault: true };
		if (read !== undefined) return { read, isDefault: false };
		const days = readDayNumber(cell);
		if (days !== undefined && isDefaultDate(cell, days)) return { read: days, isDefault: true };
		const problem = days ? "date-as-a-number" : readDate(cell, otherOrder) ? "other-date-order" : "not-a-date";
		return { read: days, isDefault: false, problem };
	};
}

/** How many values of a column are remembered, and of what length. Parts of a text that are longer keep the whole text in memory. */
const mostRemembered = 2_000;
const longestRemembered = 12;

/**
 * Returns a function that remembers what the short values of a column come to, because towns, years and statuses repeat. Of a column with
 * more values than it remembers it remembers none.
 */
export function remembered<Result extends object>(read: (cell: string) => Result): (cell: string) => Result {
	let known: Map<string, Result> | undefined = new Map();
	return (cell) => {
		if (!known || cell.length > longestRemembered) return read(cell);
		let result = known.get(cell);
		if (!result) {
			result = read(cell);
			known.set(cell, result);
			if (known.size > mostRemembered) known = undefined;
		}
		return result;
	};
}
