import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { actionText, contactsFor, overdueTopics, page } from "@/lib/guidance";
import { type Fact, facts } from "@/lib/guidance/national-contacts";
import { pageSources } from "@/lib/guidance/pages";
import { nationList } from "@/lib/guidance/render-sentence";
import {
	type ActionText,
	actionIds,
	type Block,
	type Nation,
	nations,
	type PageId,
	plainText,
} from "@/lib/guidance/schema";
import { locales, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { readingAge, sentences, words } from "../support/readability";

const ids = Object.keys(pageSources.en) as PageId[];

/** Returns every line of a page as rendered, without the texts of the invented scams. */
function lines(id: PageId, locale: "en" | "cy" = "en"): string[] {
	const { title, lead, blocks } = page(id, locale);
	return [title, plainText(lead), ...blocks.flatMap(linesOf)];
}

function linesOf(block: Block): string[] {
	if (block.kind === "heading") return [block.text];
	if (block.kind === "text") return [plainText(block.text)];
	if (block.kind === "note") return [block.heading, plainText(block.text)];
	if (block.kind === "example") return block.tells;
	if (block.kind === "actions") return block.actions.flatMap(linesOfAction);
	return block.items.map(plainText);
}

const linesOfAction = ({ title, why, steps }: ActionText) => [title, why, ...steps.map(plainText)];

describe("easy to read", () => {
	test.each(ids)("%s has a reading age of eleven", (id) => {
		expect(readingAge(lines(id))).toBeLessThanOrEqual(11);
	});
	test.each(actionIds)("the action %s has a reading age of eleven", (id) => {
		expect(readingAge(linesOfAction(actionText({ id }, "en")))).toBeLessThanOrEqual(11);
	});
	test.each(ids)("no sentence of %s is longer than twenty words", (id) => {
		const long = lines(id)
			.flatMap(sentences)
			.filter((sentence) => words(sentence).length > 20);
		expect(long).toEqual([]);
	});
	test("the formula distinguishes a hard text from an easy one", () => {
		expect(readingAge(["The cat sat on the mat."])).toBeLessThan(6);
		expect(
			readingAge(["Notwithstanding organisational considerations, individuals anticipate communication."]),
		).toBeGreaterThan(18);
	});
});

describe("the same in both languages", () => {
	const shape = (id: PageId, locale: "en" | "cy") =>
		pageSources[locale][id].blocks.map((block) => {
			if (block.kind === "list" || block.kind === "steps") return `${block.kind} of ${block.items.length}`;
			if (block.kind === "example") return `example ${block.lines.length} ${block.tells.length}`;
			return block.kind;
		});
	const named = (texts: unknown) => (JSON.stringify(texts).match(/\{[a-z-]+\}|\]\([^)]+\)/g) ?? []).sort();

	test.each(ids)("%s has the same parts, facts and links", (id) => {
		expect(shape(id, "cy")).toEqual(shape(id, "en"));
		expect(named(pageSources.cy[id])).toEqual(named(pageSources.en[id]));
	});
	test.each(actionIds)("the action %s has as many steps, the same facts and links", (id) => {
		const [en, cy] = [actionText({ id }, "en"), actionText({ id }, "cy")];
		const links = (action: ActionText) =>
			action.steps.flat().flatMap((span) => (typeof span === "string" ? [] : [span.href.replace(/^\/cy/, "")]));
		expect(cy.steps.length).toBe(en.steps.length);
		expect(links(cy).sort()).toEqual(links(en).sort());
		expect(cy.title).not.toBe(en.title);
	});
});

describe("facts", () => {
	test.each(locales)("every page and action spells out in %s", (locale) => {
		const all = [
			...ids.flatMap((id) => lines(id, locale)),
			...actionIds.flatMap((id) => linesOfAction(actionText({ id }, locale))),
		];
		expect(all.filter((line) => /[{}[\]]|undefined/.test(line))).toEqual([]);
	});
	test("fraud goes to the service of the reader's nation", () => {
		const spelled = (nation?: "wales" | "scotland") =>
			actionText({ id: "check-credit" }, "en", nation).steps.map(plainText).join(" ");
		expect(spelled("wales")).toContain(facts["report-fraud"].telephone);
		expect(spelled("wales")).not.toContain("Scotland");
		expect(spelled("scotland")).toContain("Police Scotland, 101");
		expect(spelled("scotland")).not.toContain(facts["report-fraud"].telephone);
		expect(spelled()).toContain("(England, Wales and Northern Ireland) or Police Scotland, 101 (Scotland)");
	});
	test.each([
		["england wales", "England and Wales", "Lloegr a Chymru"],
		["england scotland", "England and Scotland", "Lloegr a’r Alban"],
		["england northern-ireland", "England and Northern Ireland", "Lloegr a Gogledd Iwerddon"],
		["wales scotland", "Wales and Scotland", "Cymru a’r Alban"],
		["wales northern-ireland", "Wales and Northern Ireland", "Cymru a Gogledd Iwerddon"],
		["scotland northern-ireland", "Scotland and Northern Ireland", "Yr Alban a Gogledd Iwerddon"],
		["england wales scotland", "England, Wales and Scotland", "Lloegr, Cymru a’r Alban"],
		["england wales northern-ireland", "England, Wales and Northern Ireland", "Lloegr, Cymru a Gogledd Iwerddon"],
		[
			"england scotland northern-ireland",
			"England, Scotland and Northern Ireland",
			"Lloegr, yr Alban a Gogledd Iwerddon",
		],
		["wales scotland northern-ireland", "Wales, Scotland and Northern Ireland", "Cymru, yr Alban a Gogledd Iwerddon"],
		[
			"england wales scotland northern-ireland",
			"England, Wales, Scotland and Northern Ireland",
			"Lloegr, Cymru, yr Alban a Gogledd Iwerddon",
		],
		["scotland england", "Scotland and England", "Yr Alban a Lloegr"],
		["england", "England", "Lloegr"],
		["wales", "Wales", "Cymru"],
		["scotland", "Scotland", "Yr Alban"],
		["northern-ireland", "Northern Ireland", "Gogledd Iwerddon"],
	])("the nations %s, in both languages", (nations, en, cy) => {
		const list = nations.split(" ") as Nation[];
		expect([nationList(list, "en"), nationList(list, "cy")]).toEqual([en, cy]);
	});
	test("a price names its years in the plural form of the language", () => {
		const welsh = [1, 2, 3, 4, 5, 6, 10].map((years) => translator("cy", "guidance")("price", { pounds: 30, years }));
		expect(welsh.map((price) => price.replace("£30 am ", ""))).toEqual([
			"1 flwyddyn",
			"2 flynedd",
			"3 blynedd",
			"4 blynedd",
			"5 mlynedd",
			"6 blynedd",
			"10 mlynedd",
		]);
		expect(translator("en", "guidance")("price", { pounds: 30, years: 2 })).toBe("£30 for 2 years");
	});
	test.each([
		["en", "most banks", "reach"],
		["cy", "rhan fwyaf o fanciau", "yrraedd"],
	] as const)("159 never promises in %s to reach every bank", (locale, most, reach) => {
		const all = [
			...ids.flatMap((id) => lines(id, locale)),
			...actionIds.flatMap((id) => linesOfAction(actionText({ id }, locale))),
		].filter((line) => /(?<!\d)159(?!\d)/.test(line) && line.includes(reach));
		expect(all.length).toBeGreaterThan(3);
		expect(all.filter((line) => !line.includes(most))).toEqual([]);
		expect(facts.bank.name[locale].toLowerCase()).toContain(most);
	});
	test("contacts name their nation if they do not serve all nations", () => {
		const all = contactsFor("cy", ["report-fraud", "police-scotland", "emergency"]);
		expect(all.map((contact) => contact.where)).toEqual(["Lloegr, Cymru a Gogledd Iwerddon", "Yr Alban", ""]);
		expect(contactsFor("en", ["report-fraud", "police-scotland"], "scotland").map((contact) => contact.id)).toEqual([
			"police-scotland",
		]);
	});
	test("the page on safety has the helpline of each nation, each a fact with its review date", () => {
		const helplines = Object.entries<Fact>(facts).filter(([id]) => id.startsWith("abuse-"));
		expect(helplines.flatMap(([, fact]) => fact.nations).sort()).toEqual([...nations].sort());
		for (const locale of locales)
			for (const [, fact] of helplines)
				expect(lines("safety", locale).filter((line) => line.endsWith(`, ${fact.telephone}`))).toHaveLength(1);
	});
	test("what is pressed or texted in a silent emergency is text, because a link would call it", () => {
		const links = page("safety", "en")
			.blocks.flatMap((block) => (block.kind === "list" ? block.items.flat() : []))
			.flatMap((span) => (typeof span === "string" ? [] : [span.href]));
		expect(links).toEqual(expect.arrayContaining(["tel:999", "tel:18000", "tel:08000271234"]));
		expect(links).not.toContain("tel:55");
		expect(lines("safety").join(" ")).toMatch(/Press 55 .*text 999\. .*text 999 with the word REGISTER\./);
	});
	test("no telephone number or outside address is written outside national-contacts.ts", () => {
		const values = Object.values(facts).flatMap((fact) =>
			Object.values(fact).filter((value) => typeof value === "string"),
		);
		const escaped = (value: string) => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
		const numbers = values
			.map((value) => value.replace(/^https:\/\/(www\.)?/, ""))
			.filter((value) => /\d{3}|\./.test(value) && !/^\d{4}-/.test(value));
		expect(numbers).toEqual(expect.arrayContaining(["159", "0300 123 2040", "cifas.org.uk", "report@phishing.gov.uk"]));
		const texts = ["lib/guidance/content", "lib/i18n/en", "lib/i18n/cy", "app", "components"].flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: "utf8" })
				.filter((file) => /\.tsx?$/.test(file))
				.map((file) => `${folder}/${file}`),
		);
		// A full stop after a number ends the sentence, unless digits follow: 101.5 is no telephone number.
		const written = (source: string) =>
			numbers.filter((value) => new RegExp(`(?<![\\w.#\\[-])${escaped(value)}(?![\\w%-]|\\.\\w)`).test(source));
		const scattered = texts.flatMap((file) => written(readFileSync(file, "utf8")).map((value) => `${file}: ${value}`));
		expect(scattered).toEqual([]);
		expect(written("In danger, call 999. Your bank: 159, 101.5 rem, w-[101px]")).toEqual(
			expect.arrayContaining(["999", "159"]),
		);
		expect(written("101.5 rem, w-[101px]")).toEqual([]);
	});
});

test("a site without Welsh claims none on its accessibility page", () => {
	const site = organisation() as { languages: string[] };
	const { languages } = site;
	const claims = () => lines("accessibility").filter((line) => /Welsh|only in English/.test(line));
	expect(claims()).toHaveLength(3);
	site.languages = ["en"];
	try {
		expect(claims()).toEqual([]);
	} finally {
		site.languages = languages;
	}
});

describe("reviews", () => {
	test("nothing is overdue on the day it was reviewed, everything a year later", () => {
		expect(overdueTopics(new Date("2026-11-28T12:00:00Z"))).toEqual([]);
		const later = overdueTopics(new Date("2027-11-28T12:00:00Z"));
		expect(later.map((topic) => topic.id)).toEqual(expect.arrayContaining(["overview", "password", "report-fraud"]));
		expect(later.every((topic) => topic.due < "2027-11-28")).toBe(true);
	});
	test("a page is due the day after its last valid day", () => {
		const due = overdueTopics(new Date("2030-01-01T00:00:00Z"))[0]?.due ?? "";
		expect(overdueTopics(new Date(`${due}T23:00:00Z`)).map((topic) => topic.due)).not.toContain(due);
		expect(overdueTopics(new Date(Date.parse(`${due}T00:00:00Z`) + 86_400_000)).map((topic) => topic.due)).toContain(
			due,
		);
	});
});

describe("invented scams", () => {
	test("use only addresses and numbers that belong to nobody", () => {
		const examples = pageSources.en["spotting-scams"].blocks.filter((block) => block.kind === "example");
		expect(examples.length).toBeGreaterThanOrEqual(3);
		for (const { from, lines } of examples) {
			const hosts = [from, ...lines].join(" ").match(/[a-z0-9-]+(\.[a-z0-9-]+)+/gi) ?? [];
			expect(hosts.filter((host) => !host.endsWith(".example"))).toEqual([]);
			expect(from).toMatch(/@[a-z.-]+\.example$|^07700 900\d{3}$|^020 7946 0\d{3}$/);
		}
	});
});
