import { expect, test } from "vitest";
import { formatDateTime, formatPartialDate, formatTime, fromLocalInput, toLocalInput } from "@/lib/time";

test("times are London's, in the format of each language", () => {
	const summer = new Date("2026-07-01T17:00:00Z");
	expect(formatTime(summer, "en")).toBe("6pm");
	expect(formatTime(summer, "cy")).toBe("18:00");
	expect(formatDateTime(new Date("2021-11-03T14:12:00Z"), "en")).toBe("3 November 2021, 2:12pm");
	expect(formatDateTime(new Date("2021-11-03T14:12:00Z"), "cy")).toBe("3 Tachwedd 2021, 14:12");
	expect(formatTime(new Date("2026-01-01T00:00:00Z"), "en")).toBe("midnight");
	expect(formatTime(new Date("2026-01-01T12:00:00Z"), "en")).toBe("midday");
	expect(formatTime(new Date("2026-01-01T12:00:00Z"), "cy")).toBe("12:00");
	expect(formatTime(new Date("2026-01-01T12:05:00Z"), "en")).toBe("12:05pm");
});

test("an incomplete date is shown as far as it is known", () => {
	expect(["2014", "2014-05", "2014-05-03", "spring"].map((text) => formatPartialDate(text, "en"))).toEqual([
		"2014",
		"May 2014",
		"3 May 2014",
		"spring",
	]);
	expect(formatPartialDate("2014-05-03", "cy")).toBe("3 Mai 2014");
});

test("the value of a time field is London time, in summer and in winter", () => {
	for (const instant of ["2026-07-01T17:00:00.000Z", "2026-01-01T17:00:00.000Z", "2026-03-29T01:30:00.000Z"])
		expect(fromLocalInput(toLocalInput(new Date(instant)))?.toISOString()).toBe(instant);
	expect(toLocalInput(new Date("2026-07-01T17:00:00Z"))).toBe("2026-07-01T18:00");
	expect(fromLocalInput("yesterday")).toBeUndefined();
	expect(toLocalInput(fromLocalInput("5/11/2021, 18:00") ?? new Date(0))).toBe("2021-11-05T18:00");
});
