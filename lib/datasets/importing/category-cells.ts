import type { DataCategory } from "../../data-categories";
import { isDefaultDate, readDate, readDayNumber } from "../reading/dates";
import type { DateOrder, ReportProblem } from "../schema";

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
type DateCell = { read: string | undefined; isDefault: boolean };

/** Returns a function that reads a date, and reports what is none. */
export function dateReader(order: DateOrder = "day-first", pivot?: number) {
	const otherOrder = order === "day-first" ? "month-first" : "day-first";
	return (cell: string, at: number, reportProblem: ReportProblem): DateCell => {
		const read = readDate(cell, order, pivot);
		if (isDefaultDate(cell, read)) return { read, isDefault: true };
		if (read !== undefined) return { read, isDefault: false };
		const days = readDayNumber(cell);
		if (days !== undefined && isDefaultDate(cell, days)) return { read: days, isDefault: true };
		if (days) reportProblem(at, "date-as-a-number");
		else reportProblem(at, readDate(cell, otherOrder) ? "other-date-order" : "not-a-date");
		return { read: days, isDefault: false };
	};
}
