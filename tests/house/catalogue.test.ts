import { parse as parseMessage } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import cy from "@/lib/i18n/cy";
import en from "@/lib/i18n/en";
import { lineAt, parse, type Source, sources, walk } from "./source";

/** Every message of a catalogue by its whole key. */
function messages(value: unknown, key = ""): [string, string][] {
	if (typeof value === "string") return [[key, value]];
	return Object.entries(value as object).flatMap(([name, child]) => messages(child, key ? `${key}.${name}` : name));
}

/** The arguments of an ICU message with their kinds, sorted: {count, plural, …} is "count:6". Throws where the message is malformed. */
function argumentsOf(message: string): string[] {
	const found = new Set<string>();
	const visit = (elements: ReturnType<typeof parseMessage>) => {
		for (const element of elements) {
			if (element.type === 0 || element.type === 7) continue;
			found.add(`${element.value}:${element.type}`);
			if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
			if ("children" in element) visit(element.children);
		}
	};
	visit(parseMessage(message));
	return [...found].sort();
}

const english = new Map(messages(en));
const welsh = new Map(messages(cy));

describe("the two languages of the catalogue", () => {
	it("have the same keys", () => {
		expect([...welsh.keys()].sort()).toEqual([...english.keys()].sort());
	});

	it("ask for the same arguments in well-formed messages", () => {
		const differing = [...english].flatMap(([key, message]) => {
			const [ours, theirs] = [argumentsOf(message), argumentsOf(welsh.get(key) ?? "")];
			return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [`${key}: ${ours} in English, ${theirs} in Welsh`];
		});
		expect(differing).toEqual([]);
		expect(argumentsOf("{n, plural, one {# of {all}} other {#}}")).not.toEqual(argumentsOf("{n} {all}"));
	});

	it("say something in every message", () => {
		expect([...english, ...welsh].filter(([, message]) => message.trim() === "").map(([key]) => key)).toEqual([]);
	});
});

/** Attributes whose text a person reads or hears. */
const spoken = new Set(["alt", "title", "placeholder", "label", "aria-label", "aria-description", "hint"]);
const word = /\p{L}{2,}/u;

/** Text in a page that did not come from the catalogue. */
function literals({ file, text, tree }: Source): string[] {
	const found: string[] = [];
	walk(tree, (node) => {
		if (node.type === "JSXText" && word.test(node.value))
			found.push(`${file}:${lineAt(text, node.start)} ${node.value.trim()}`);
		if (
			node.type === "JSXAttribute" &&
			spoken.has(node.name?.name) &&
			node.value?.type === "Literal" &&
			word.test(node.value.value)
		)
			found.push(`${file}:${lineAt(text, node.start)} ${node.name.name}="${node.value.value}"`);
	});
	return found;
}

/**
 * Pages for the public and members, and every component they are drawn with. Staff pages are in English and speak for
 * themselves.
 */
function bilingual(): Source[] {
	const all = new Map(sources().map((source) => [source.file.replace(/\.tsx?$/, ""), source]));
	const found = new Set([...all.values()].filter(({ file }) => file.startsWith("app/[locale]/")));
	for (const source of found)
		for (const { from } of source.imports) {
			const next = all.get(from);
			if (next && from.startsWith("components/")) found.add(next);
		}
	return [...found];
}

it("public and member pages say nothing that is not in the catalogue", () => {
	expect(bilingual().flatMap(literals)).toEqual([]);
	const page = 'export default () => <p aria-label="Close">Hello <b>{t("x")}</b> · </p>;';
	expect(literals(parse("app/[locale]/page.tsx", page))).toHaveLength(2);
});
