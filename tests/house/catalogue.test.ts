import { parse as parseMessage } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import cy from "@/lib/i18n/cy";
import en from "@/lib/i18n/en";
import { lineAt, type Node, parse, type Source, sources, walk } from "./source";

/** Returns every message of a catalogue by its full key. */
function messages(value: unknown, key = ""): [string, string][] {
	if (typeof value === "string") return [[key, value]];
	return Object.entries(value as object).flatMap(([name, child]) => messages(child, key ? `${key}.${name}` : name));
}

/** Returns the arguments of an ICU message with their kinds, sorted: {count, plural, …} is "count:6". Throws if the message is malformed. */
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

/** The plural categories of Welsh (CLDR). */
const forms = ["zero", "one", "two", "few", "many", "other"];
/** The words that may follow a bare number: no noun ("1 o 2", "£30 am"), or a noun that begins with a vowel and never mutates. */
const unchanging = /^ (o|am|awr)(?![\p{L}])/u;

/** Returns the places in a Welsh message where a number is followed by a noun without plural forms. */
function uncounted(message: string): string[] {
	const visit = (elements: ReturnType<typeof parseMessage>): string[] =>
		elements.flatMap((element, at) => {
			const next = elements[at + 1];
			const noun = next?.type === 0 ? /^ (\p{Ll}+)/u.exec(next.value)?.[1] : undefined;
			if (element.type === 2 && noun && next?.type === 0 && !unchanging.test(next.value))
				return [`${element.value} stands before “${noun}”`];
			if (element.type !== 6) return "children" in element ? visit(element.children) : [];
			const lacking = forms.filter((form) => !(form in element.options));
			const inside = Object.values(element.options).flatMap((option) => visit(option.value));
			return [...(lacking.length > 0 ? [`${element.value} lacks ${lacking.join(", ")}`] : []), ...inside];
		});
	return visit(parseMessage(message));
}

const english = new Map(messages(en));
const welsh = new Map(messages(cy));

describe("the two languages of the catalogue", () => {
	it("have the same keys", () => {
		expect([...welsh.keys()].sort()).toEqual([...english.keys()].sort());
	});

	it("write apostrophes as in print, not as on a typewriter", () => {
		const straight = [...english, ...welsh].filter(([, message]) => /[\p{L}}]'[\p{L}{]/u.test(message));
		expect(straight.map(([key]) => key)).toEqual([]);
	});

	it("ask for the same arguments in well-formed messages", () => {
		const differing = [...english].flatMap(([key, message]) => {
			const [ours, theirs] = [argumentsOf(message), argumentsOf(welsh.get(key) ?? "")];
			return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [`${key}: ${ours} in English, ${theirs} in Welsh`];
		});
		expect(differing).toEqual([]);
		expect(argumentsOf("{n, plural, one {# of {all}} other {#}}")).not.toEqual(argumentsOf("{n} {all}"));
	});

	it("count in Welsh with every form its nouns change into", () => {
		expect([...welsh].flatMap(([key, message]) => uncounted(message).map((what) => `${key}: ${what}`))).toEqual([]);
		expect(uncounted("{n, plural, one {# cod} other {# cod}}")).toEqual(["n lacks zero, two, few, many"]);
		expect(uncounted("Hyd at {n, number} cod.")).toEqual(["n stands before “cod”"]);
	});

	it("say something in every message", () => {
		expect([...english, ...welsh].filter(([, message]) => message.trim() === "").map(([key]) => key)).toEqual([]);
	});
});

/** Attributes whose text people read or hear, even if it is one word. */
const heard = new Set(["alt", "title", "placeholder", "label", "aria-label", "aria-description", "hint"]);
const word = /\p{L}{2,}/u;
/** A query for the database, as it is written here: in small letters. */
const query = /^\s*select [^.]*\bfrom [a-z_]+ where /;
const styles = /[a-z]:[^\s/].*[;{}]|(^|\s)[a-z]+(-[a-z]+)*-[[\d]/;

/** Whether a text has words that people read: without its tags, a word of letters next to a space. Classes, style sheets and queries do not count. */
function spoken(text: string): boolean {
	const bare = text.replaceAll(/<[^>]*>/g, "");
	return (
		/ /.test(bare) &&
		!styles.test(bare) &&
		!query.test(bare) &&
		bare.split(/\s+/).some((word) => /^["“(]?\p{L}[\p{L}'’]*[.,:;!?)”]*$/u.test(word))
	);
}

/** Returns the text of one node: text of a page, a string, or a template without its expressions. */
function saidBy(node: Node): string | undefined {
	if (node.type === "JSXText") return word.test(node.value) ? node.value : undefined;
	if (node.type === "JSXAttribute") return heard.has(node.name?.name) ? saidWhole(node.value, word) : undefined;
	return saidWhole(node, { test: spoken });
}

function saidWhole(node: Node | null, telling: { test: (text: string) => boolean }): string | undefined {
	const quasis = (node?.type === "TemplateLiteral" ? node.quasis : []) as Node[];
	const text = node?.type === "Literal" ? node.value : quasis.map((part) => part.value.cooked).join("");
	return typeof text === "string" && telling.test(text) ? text : undefined;
}

/** Whether a node's text is never shown: classes, errors for the log, imports, types, directives. */
function unread(node: Node): boolean {
	if (node.type === "JSXAttribute") return /^(class|className|sizes|media)$/.test(node.name?.name);
	if (/^TS(As|Satisfies|NonNull)Expression$/.test(node.type)) return false;
	return /^(TS|Throw|Import)/.test(node.type) || (node.type === "ExpressionStatement" && node.directive);
}

/** Returns the texts of a file that are not from the catalogue, each with its line. */
function literals({ file, text, tree }: Source): string[] {
	const found = new Set<string>();
	walk(
		tree,
		(node) => {
			const said = saidBy(node);
			if (said) found.add(`${file}:${lineAt(text, node.start)} ${said.trim()}`);
		},
		unread,
	);
	return [...found];
}

/** The files that make texts for the public and members. The content of guidance is written per language, so it is not among them. */
const bilingualRooms =
	/^(app\/\[locale\]\/|app\/_server\/problem-page\.|lib\/guidance\/(?!content\/|national-contacts\.))/;

/**
 * Pages for the public and members, and every component they use. Staff pages are in English only and contain their texts.
 */
function bilingual(): Source[] {
	const all = new Map(sources().map((source) => [source.file.replace(/\.tsx?$/, ""), source]));
	const found = new Set([...all.values()].filter(({ file }) => bilingualRooms.test(file)));
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
	const spread = `const or = en ? " or " : " neu "; const price = \`£\${pounds} for \${years} years\`; const a = { b: "Try again." };`;
	expect(literals(parse("lib/guidance/render-sentence.ts", spread))).toHaveLength(4);
	const silent = `import x from "a b"; throw new Error(\`no \${a} b\`); const c = "block rounded-[3px] p-2"; const d = "m7.5 12.5 3 3";`;
	expect(literals(parse("components/ui/a.tsx", silent))).toEqual([]);
});
