import type { Locale } from "./i18n";

const zone = "Europe/London";
const tags: Record<Locale, string> = { en: "en-GB", cy: "cy-GB" };

const styles = {
	date: { day: "numeric", month: "long", year: "numeric", timeZone: zone },
	day: { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
	month: { month: "long", year: "numeric", timeZone: "UTC" },
	time12: { hour: "numeric", minute: "2-digit", hourCycle: "h12", timeZone: zone },
	time24: { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone },
	input: { dateStyle: "short", timeStyle: "short", timeZone: zone },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Caches formatters, because making one takes longer than using it a hundred times. */
function format(tag: string, style: keyof typeof styles): Intl.DateTimeFormat {
	const key = `${tag} ${style}`;
	const made = formats.get(key) ?? new Intl.DateTimeFormat(tag, styles[style]);
	formats.set(key, made);
	return made;
}

/** Formats the London day of an instant: "3 November 2021". */
export function formatDate(at: Date, locale: Locale): string {
	return format(tags[locale], "date").format(at);
}

/** Formats a calendar day without a time zone: "2021-11-03" as "3 November 2021". */
export function formatDay(day: string, locale: Locale): string {
	return format(tags[locale], "day").format(new Date(`${day}T00:00:00Z`));
}

/** Formats a full or partial date: "2014", "2014-05" or "2014-05-03" as "2014", "May 2014" or "3 May 2014". Returns other texts unchanged. */
export function formatPartialDate(text: string, locale: Locale): string {
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text, locale);
	if (!/^\d{4}-\d\d$/.test(text)) return text;
	return format(tags[locale], "month").format(new Date(`${text}-01T00:00:00Z`));
}

/** Formats the London time of an instant: "2:12pm", "6pm" or "midday" in English, "14:12" in Welsh. */
export function formatTime(at: Date, locale: Locale): string {
	if (locale === "cy") return format("cy-GB", "time24").format(at);
	const parts = format("en-GB", "time12").formatToParts(at);
	const part = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
	const minutes = part("minute") === "00" ? "" : `:${part("minute")}`;
	const half = part("dayPeriod")
		.toLowerCase()
		.replaceAll(/[^apm]/g, "");
	const time = `${part("hour")}${minutes}${half}`;
	return { "12pm": "midday", "12am": "midnight" }[time] ?? time;
}

/** Formats the London day and time of an instant: "3 November 2021, 2:12pm". */
export function formatDateTime(at: Date, locale: Locale): string {
	return `${formatDate(at, locale)}, ${formatTime(at, locale)}`;
}

/** Returns the value of a `datetime-local` field for an instant, in London time: "2021-11-03T14:12". */
export function toLocalInput(at: Date): string {
	const parts = format("sv-SE", "input").format(at);
	return parts.replace(" ", "T");
}

/** Examples for errors of date fields. The fields accept them, for browsers that have no calendar. */
export const dateExample = "29/10/2021";
export const dateTimeExample = "5/11/2021, 18:00";

/** The longest time that is read, in characters: the regular expressions would take the square of a longer one. */
const longestTime = 60;

const typedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=$|[,\s])/;

/** Puts a day that was typed as "29/10/2021" the way a browser's calendar sends it: "2021-10-29". */
const asCalendarDay = (typed: string) =>
	typed.replace(typedDay, (_, day, month, year) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);

/** Reads a `date` value, or a day typed as "29/10/2021". Returns it as "2021-10-29", or undefined if there is no such day. */
export function readDay(typed: string): string | undefined {
	const day = asCalendarDay(typed.trim());
	if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
	const at = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

/**
 * Reads a `datetime-local` value, or a time typed as "5/11/2021, 18:00", as London time, with summer time. Returns undefined if
 * it is not a date.
 */
export function fromLocalInput(typed: string): Date | undefined {
	if (typed.length > longestTime) return undefined;
	const value = asCalendarDay(typed.trim()).replace(
		/[,\s]+(\d{1,2})[:.](\d\d)$/,
		(_, hour, minute) => `T${hour.padStart(2, "0")}:${minute}`,
	);
	const asUtc = new Date(`${value}Z`);
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || Number.isNaN(asUtc.getTime())) return undefined;
	const shown = new Date(`${toLocalInput(asUtc)}Z`);
	const guess = new Date(asUtc.getTime() - (shown.getTime() - asUtc.getTime()));
	return toLocalInput(guess) === value.slice(0, 16) ? guess : new Date(guess.getTime() + 3_600_000);
}
