import type { Locale } from "./i18n";

const zone = "Europe/London";
const tags: Record<Locale, string> = { en: "en-GB", cy: "cy-GB" };

/** "3 November 2021": the day in London, from an instant. */
export function formatDate(at: Date, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], {
		day: "numeric",
		month: "long",
		year: "numeric",
		timeZone: zone,
	}).format(at);
}

/** "3 November 2021" from a calendar day "2021-11-03", which has no time zone. */
export function formatDay(day: string, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], {
		day: "numeric",
		month: "long",
		year: "numeric",
		timeZone: "UTC",
	}).format(new Date(`${day}T00:00:00Z`));
}

/** "2014", "May 2014" or "3 May 2014" from as much of a date as is known: "2014", "2014-05", "2014-05-03". Anything else stays as it is. */
export function formatPartialDate(text: string, locale: Locale): string {
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text, locale);
	if (!/^\d{4}-\d\d$/.test(text)) return text;
	return new Intl.DateTimeFormat(tags[locale], { month: "long", year: "numeric", timeZone: "UTC" }).format(
		new Date(`${text}-01T00:00:00Z`),
	);
}

/** "2:12pm" in English, "14:12" in Welsh: the time in London. */
export function formatTime(at: Date, locale: Locale): string {
	if (locale === "cy")
		return new Intl.DateTimeFormat("cy-GB", {
			hour: "2-digit",
			minute: "2-digit",
			hour12: false,
			timeZone: zone,
		}).format(at);
	const parts = new Intl.DateTimeFormat("en-GB", {
		hour: "numeric",
		minute: "2-digit",
		hour12: true,
		timeZone: zone,
	}).formatToParts(at);
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
	return `${part("hour")}:${part("minute")}${part("dayPeriod")
		.toLowerCase()
		.replaceAll(/[^apm]/g, "")}`;
}

/** "3 November 2021, 2:12pm": day and time in London. */
export function formatDateTime(at: Date, locale: Locale): string {
	return `${formatDate(at, locale)}, ${formatTime(at, locale)}`;
}

/** The value of a `datetime-local` field for an instant, in London time: "2021-11-03T14:12". */
export function toLocalInput(at: Date): string {
	const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(at);
	return parts.replace(" ", "T");
}

/** The instant a `datetime-local` value means in London, summer time counted; undefined when it is not a date. */
export function fromLocalInput(value: string): Date | undefined {
	const asUtc = new Date(`${value}Z`);
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || Number.isNaN(asUtc.getTime())) return undefined;
	const shown = new Date(`${toLocalInput(asUtc)}Z`);
	const guess = new Date(asUtc.getTime() - (shown.getTime() - asUtc.getTime()));
	return toLocalInput(guess) === value.slice(0, 16) ? guess : new Date(guess.getTime() + 3_600_000);
}
