import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/en";
import { readingAge, sentences, words } from "../support/readability";

/** Returns a message as rendered: "it" for each parameter, and the last plural form. */
function spoken(elements: MessageFormatElement[]): string {
	return elements
		.map((element) => {
			if (element.type === 0) return element.value;
			if (element.type === 7) return "2";
			if ("options" in element) return spoken(Object.values(element.options).at(-1)?.value ?? []);
			return "children" in element ? spoken(element.children) : "it";
		})
		.join("");
}

function messages(value: unknown): string[] {
	if (typeof value === "string") return [spoken(parse(value))];
	return Object.values(value as object).flatMap(messages);
}

/** Whether a message is running text. The formula does not apply to labels such as "Telephone". */
const running = (subject: keyof typeof en) => messages(en[subject]).filter((text) => /[.!?]$/.test(text));

const subjects = (Object.keys(en) as (keyof typeof en)[]).filter((subject) => running(subject).length > 0);

describe("the texts of every page are easy to read", () => {
	test.each(subjects)("%s has a reading age of eleven", (subject) => {
		expect(readingAge(running(subject))).toBeLessThanOrEqual(11);
	});

	test.each(subjects)("no sentence of %s is longer than twenty words", (subject) => {
		const long = running(subject)
			.flatMap(sentences)
			.filter((sentence) => words(sentence).length > 20);
		expect(long).toEqual([]);
	});

	test("every subject with running text is tested", () => {
		expect(subjects).toEqual(
			expect.arrayContaining(["home", "cookies", "contact", "check", "plan", "preferences", "signIn", "mail"]),
		);
	});
});
