const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const twoDigits = (number: number) => (number < 10 ? `0${number}` : `${number}`);

/** Returns a year of two or four digits as a number. 30 to 99 mean 1930 to 1999. */
const fullYear = (year: string) =>
	year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 30 ? 1900 : 2000);

/** Returns the date as "1989-05-30"; undefined if there is no such day or the year is outside 1850 to 2100. */
function isoDate(year: number, month: number, date: number): string | undefined {
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const last = month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
	return date >= 1 && date <= last && year >= 1850 && year <= 2100
		? `${year}-${twoDigits(month)}-${twoDigits(date)}`
		: undefined;
}

/**
 * Reads a date, day before month. Returns "1989", "1989-05" or "1989-05-30"; undefined if it is no date.
 * Accepts years, "05/1989", "May 1989", "30/05/1989", "30-May-89", "1989-05-30", each with or without a time.
 */
export function readDate(raw: string): string | undefined {
	return dayFirst(raw) ?? anyDate(raw);
}

/** Reads "30/05/1989" and "1/6/1989". Most tables hold these, so it avoids a regular expression. */
function dayFirst(text: string): string | undefined {
	const first = text.indexOf("/");
	const second = text.length - 5;
	if (first < 1 || first > 2 || second - first < 2 || second - first > 3 || text.charCodeAt(second) !== 0x2f)
		return undefined;
	const [date, month, year] = [
		digits(text, 0, first),
		digits(text, first + 1, second),
		digits(text, second + 1, text.length),
	];
	return isoDate(year, month, date);
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

function anyDate(raw: string): string | undefined {
	const trimmed = raw.trim();
	if (/^(?:18[5-9]|19\d|20\d)\d$/.test(trimmed)) return trimmed;
	const text = (trimmed.includes(":") ? trimmed.replace(/[T ]\d{1,2}:\d\d.*$/, "") : trimmed).toLowerCase();
	if (/^(?:18[5-9]|19\d|20\d)\d$/.test(text)) return text;
	const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
	if (iso)
		return iso[3]
			? isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
			: isoDate(Number(iso[1]), Number(iso[2]), 1)?.slice(0, 7);
	const british = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)$/.exec(text);
	if (british) return isoDate(fullYear(british[3] ?? ""), Number(british[2]), Number(british[1]));
	const short = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
	if (short) return isoDate(Number(short[2]), Number(short[1]), 1)?.slice(0, 7);
	const named = /^(?:(\d{1,2})(?:st|nd|rd|th)?[-/. ]+)?([a-z]{3})[a-z]*[-/., ]+(\d{4}|\d\d)$/.exec(text);
	if (!named) return undefined;
	const month = months.indexOf(named[2] ?? "") + 1;
	const found = month ? isoDate(fullYear(named[3] ?? ""), month, Number(named[1] ?? 1)) : undefined;
	return named[1] ? found : found?.slice(0, 7);
}
