import type { DateOrder } from "../schema";

/**
 * How the names of each month begin without their accents: in English, Welsh (also behind "o"), French, German, Spanish, Italian,
 * Portuguese, Dutch, Polish and Irish. The longest that fits counts.
 */
const monthNames =
	"jan ion ene gen sty ean|feb chw fev lut feabh|mar maw faw maa mrt|apr ebr avr abr kwi aib|may mai fai mei mag maj beal|jun meh feh juin giu cze meith|jul gor orf juil lug lip iui|aug aws aou ago sie lun|sep med fed set wrz mean|oct hyd okt ott out paz deir|nov tac dac lis samh|dec rha rag dez dic gru noll";
const monthByName = new Map(
	monthNames.split("|").flatMap((names, at) => names.split(" ").map((name) => [name, at + 1] as const)),
);

/** Returns the number of a month from the beginning of its name; undefined if it is none. */
function monthOf(name: string): number | undefined {
	for (let length = Math.min(5, name.length); length >= 3; length--) {
		const month = monthByName.get(name.slice(0, length));
		if (month !== undefined) return month;
	}
	return undefined;
}
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const twoDigits = (number: number) => (number < 10 ? `0${number}` : `${number}`);

/** The year of two digits from which on it is of the last century: 1930 to 1999. */
const usualPivot = 30;
/** The same for dates of birth: "12" is 2012, and "13" somebody of 1913, not a child. */
export const birthPivot = 13;

/** Returns a year of two or four digits as a number. */
const fullYear = (year: string, pivot: number) =>
	year.length === 4 ? Number(year) : Number(year) + (Number(year) >= pivot ? 1900 : 2000);

/** Returns the date as "1989-05-30"; undefined if there is no such day or the year is outside 1850 to 2100. */
function isoDate(year: number, month: number, date: number): string | undefined {
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const last = month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
	return date >= 1 && date <= last && year >= 1850 && year <= 2100
		? `${year}-${twoDigits(month)}-${twoDigits(date)}`
		: undefined;
}

/**
 * Reads a date. Returns "1989", "1989-05" or "1989-05-30"; undefined if it is no date. `order` is that of dates in figures, year last.
 * Accepts years, "05/1989", "May 1989", "30/05/1989", "30-May-89", "May 30, 1989", "1989-05-30", "19890530", each with or without a
 * time. `pivot` is the first year of two digits that is of the last century. A day or month of 0 is one that is not known: "1989-00-00" is 1989.
 */
export function readDate(raw: string, order: DateOrder = "day-first", pivot = usualPivot): string | undefined {
	return yearFirst(raw) ?? fourDigitYear(raw, order) ?? anyDate(raw, order, pivot);
}

/** Reads "1989" and "1989-05-30" without a regular expression. */
function yearFirst(text: string): string | undefined {
	const { length } = text;
	if (length !== 4 && (length !== 10 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d)) return undefined;
	const year = digits(text, 0, 4);
	// Not a year that the other forms refuse or read otherwise.
	if (!(year >= 1850 && year < 2100)) return undefined;
	return length === 4 ? text : isoDate(year, digits(text, 5, 7), digits(text, 8, 10));
}

/** Reads "30/05/1989" and "1/6/1989". Most tables hold these, so it avoids a regular expression. */
function fourDigitYear(text: string, order: DateOrder): string | undefined {
	const first = text.indexOf("/");
	const second = text.length - 5;
	if (first < 1 || first > 2 || second - first < 2 || second - first > 3 || text.charCodeAt(second) !== 0x2f)
		return undefined;
	const [one, other, year] = [
		digits(text, 0, first),
		digits(text, first + 1, second),
		digits(text, second + 1, text.length),
	];
	return order === "day-first" ? isoDate(year, other, one) : isoDate(year, one, other);
}

/** Returns the number that some digits stand for; NaN if a character is no digit. */
function digits(text: string, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at++) {
		const digit = text.charCodeAt(at) - 0x30;
		if (digit < 0 || digit > 9) return Number.NaN;
		number = 10 * number + digit;
	}
	return number;
}

/** Matches dates in figures with the year last: "30/05/1989", "30.5.89". */
const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)$/;

/** What stands in a longer cell, in characters, is no slip of the pen. */
const maxDate = 40;
const aboutThen = /^(?:c\.?|ca\.?|circa|approx\.?|about|~) ?(?=\d)/;

/** Returns a date in the signs that most programs write: with plain figures, slashes and hyphens, and without what people note beside it. */
const tidied = (text: string) =>
	text
		.normalize("NFKD")
		.replace(/[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|^['#]|#$/gu, "")
		.replace(/^=date\((\d{4})[,;](\d{1,2})[,;](\d{1,2})\)$/, "$1-$2-$3")
		.replace(/[\u2010-\u2015\u2212]/g, "-")
		.replace(/\u2044/g, "/")
		.replace(/(?<=\d) ?([/.-]) ?(?=\d)/g, "$1")
		.replace(/[\s?.,;*]+$|\s*\((?:approx|est|estimated|about|unsure|\?)\.?\)$/, "")
		.replace(aboutThen, "");

/** Matches what stands in few dates and is not read as it is. */
const untidy = /[^\x20-\x7e]| [/.-]|[/.-] |^['ca#~=]|[?.,;*)]$/;

/** Returns a cell without spaces at its ends, a weekday and a time. */
function withoutTime(raw: string): string {
	const cell = raw.trim().toLowerCase();
	const trimmed = cell.length <= maxDate && untidy.test(cell) ? tidied(cell) : cell;
	const text = trimmed.includes(":") ? trimmed.replace(/(?:[t ]|, |(?<=\d{4}):)\s*\d{1,2}:\d\d.*$/, "") : trimmed;
	return text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /, "").trim();
}

/** Returns a date whose month and day may be 0, for one that is not known. */
function partialDate(year: number, month: number, date: number): string | undefined {
	if (month === 0 && date === 0) return isoDate(year, 1, 1)?.slice(0, 4);
	return date === 0 ? isoDate(year, month, 1)?.slice(0, 7) : isoDate(year, month, date);
}

function anyDate(raw: string, order: DateOrder, pivot: number): string | undefined {
	const text = withoutTime(raw);
	if (/^(?:18[5-9]|19\d|20\d)\d$/.test(text)) return text;
	const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text) ?? /^((?:18|19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
	const inFigures = iso && partialDate(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 0));
	if (inFigures) return inFigures;
	// "30051989", and the time of a directory behind a date.
	const [, first, second, year] = /^(\d\d)(\d\d)((?:19|20)\d\d)$/.exec(text) ?? [];
	if (year)
		return order === "day-first"
			? isoDate(Number(year), Number(second), Number(first))
			: isoDate(Number(year), Number(first), Number(second));
	const [, stamp = ""] = /^((?:18|19|20)\d{6})\d{4,6}z?$/.exec(text) ?? [];
	if (iso || stamp) return stamp ? anyDate(stamp, order, pivot) : undefined;
	const figures = yearLast.exec(text);
	if (figures) {
		const [one, other] = [Number(figures[1]), Number(figures[2])];
		const [date, month] = order === "day-first" ? [one, other] : [other, one];
		return partialDate(fullYear(figures[3] ?? "", pivot), month, date);
	}
	const short = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
	if (short) return partialDate(Number(short[2]), Number(short[1]), 0);
	const american = /^([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/.exec(text);
	if (american) return namedDate(american[2], american[1], american[3], pivot);
	const named =
		/^(?:(\d{1,2})(?:st|nd|rd|th|af|il|ydd|e[dg]|fed|ain|er)?[-/. ]*(?:of |o |de )?)?([a-z]{3,})\.?[-/., ]*(?:de )?'?(\d{4}|\d\d)$/.exec(
			text,
		);
	return named ? namedDate(named[1], named[2], named[3], pivot) : undefined;
}

/** Returns the date of a month's name. Without a day it is the month. */
function namedDate(
	date: string | undefined,
	name: string | undefined,
	year: string | undefined,
	pivot: number,
): string | undefined {
	const month = monthOf(name ?? "");
	const found = month ? isoDate(fullYear(year ?? "", pivot), month, Number(date ?? 1)) : undefined;
	return date ? found : found?.slice(0, 7);
}

/** Dates that programs write where they have none: the first or last day they know. */
const defaultDates = new Set([
	"1899-12-30",
	"1899-12-31",
	"1900-01-01",
	"1900-01",
	"1900",
	"1904-01-01",
	"2079-06-06",
	"2099-12-31",
	"1970-01-01",
	"1899",
]);
/** Matches defaults outside the years that are read, "9999-12-31" and "0001-01-01", also as days, and day 0 of 1900. */
const defaultYear =
	/^(?:0001|1601|1753|1800|2999|3000|9999)\b|[-/. ](?:0001|1601|1753|1800|2999|3000|9999)$|^(?:2958465|2958466)(?:\.0)?$|^(?:0?0\/0?1|0?1\/0?0)\/1900$|^00-jan-(?:19)?00$|^12:00:00 am$/;

/** Whether a date says that there is none: `read` is what `readDate` returned for the cell. */
export const isDefaultDate = (cell: string, read: string | undefined) =>
	read === undefined ? defaultYear.test(withoutTime(cell)) : defaultDates.has(read);

/** The days of a spreadsheet's dates that are read: from 1910 to 2064. */
const [firstDay, lastDay] = [3654, 60_000];

/** Reads a date that a spreadsheet wrote as a number of days: "32658" is 1989-05-30. Returns undefined if it is none. */
export function readDayNumber(cell: string): string | undefined {
	const days = /^\d{4,5}(?:\.\d+)?$/.test(cell) ? Math.floor(Number(cell)) : 0;
	if (days < firstDay || days > lastDay) return undefined;
	return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The order that dates of a column are written in. "unclear" if they hold for both, "none" if no date is in figures with the year last. */
type SeenOrder = DateOrder | "unclear" | "none";

/** Tells from a column's cells whether the day or the month comes first. Most cells decide. */
export function seenDateOrder(cells: Iterable<string>): SeenOrder {
	const counts = { dayFirst: 0, monthFirst: 0, unclear: 0 };
	for (const cell of cells) {
		const figures = yearLast.exec(withoutTime(cell));
		if (!figures) continue;
		const [one, other] = [Number(figures[1]), Number(figures[2])];
		// "01/01/1900" and "05/05/2014" say nothing about the order.
		if (one === other) continue;
		if (one > 12 && other >= 1 && other <= 12) counts.dayFirst++;
		else if (other > 12 && one >= 1 && one <= 12) counts.monthFirst++;
		else if (one >= 1 && one <= 12 && other >= 1) counts.unclear++;
	}
	if (counts.dayFirst || counts.monthFirst) return counts.monthFirst > counts.dayFirst ? "month-first" : "day-first";
	return counts.unclear ? "unclear" : "none";
}
