const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (number: number) => String(number).padStart(2, "0");

/** Two figures of a year: 30 to 99 are of the last century. */
const century = (year: string) =>
	year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 30 ? 1900 : 2000);

function day(year: number, month: number, date: number): string | undefined {
	const made = new Date(Date.UTC(year, month - 1, date));
	const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
	return real && year >= 1850 && year <= 2100 ? `${year}-${two(month)}-${two(date)}` : undefined;
}

/**
 * A date as tables write it, day before month: "1989", "1989-05", "1989-05-30". Undefined when it is none.
 * Takes years, "05/1989", "May 1989", "30/05/1989", "30-May-89", "1989-05-30" and the same with a time behind.
 */
export function readDate(raw: string): string | undefined {
	const text = raw
		.trim()
		.replace(/[T ]\d{1,2}:\d\d.*$/, "")
		.toLowerCase();
	if (/^(?:18[5-9]|19\d|20\d)\d$/.test(text)) return text;
	const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
	if (iso)
		return iso[3]
			? day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
			: day(Number(iso[1]), Number(iso[2]), 1)?.slice(0, 7);
	const british = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)$/.exec(text);
	if (british) return day(century(british[3] ?? ""), Number(british[2]), Number(british[1]));
	const short = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
	if (short) return day(Number(short[2]), Number(short[1]), 1)?.slice(0, 7);
	const named = /^(?:(\d{1,2})(?:st|nd|rd|th)?[-/. ]+)?([a-z]{3})[a-z]*[-/., ]+(\d{4}|\d\d)$/.exec(text);
	if (!named) return undefined;
	const month = months.indexOf(named[2] ?? "") + 1;
	const found = month ? day(century(named[3] ?? ""), month, Number(named[1] ?? 1)) : undefined;
	return named[1] ? found : found?.slice(0, 7);
}
