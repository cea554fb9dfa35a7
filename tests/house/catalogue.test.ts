import { parse as parseMessage } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import cy from "@/lib/i18n/cy";
import en from "@/lib/i18n/en";
import { lineAt, type Node, parse, type Source, sources, walk } from "./source";

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

/** The forms Welsh counts in (CLDR): none, one, two, three, six and all others. */
const forms = ["zero", "one", "two", "few", "many", "other"];
/** What may follow a bare number: no noun ("1 o 2", "£30 am"), or one that begins with a vowel and never changes. */
const unchanging = /^ (o|am|awr)(?![\p{L}])/u;

/** Where a Welsh message counts without saying how its noun changes. */
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

/** Attributes whose text a person reads or hears, be it one word. */
const heard = new Set(["alt", "title", "placeholder", "label", "aria-label", "aria-description", "hint"]);
const word = /\p{L}{2,}/u;
const styles = /[a-z]:[^\s/].*[;{}]|(^|\s)[a-z]+(-[a-z]+)*-[[\d]/;

/** Words as people read them: beside a space one of letters alone, when tags are taken out. Style sheets and classes have those too. */
function spoken(text: string): boolean {
	const bare = text.replaceAll(/<[^>]*>/g, "");
	return (
		/ /.test(bare) &&
		!styles.test(bare) &&
		bare.split(/\s+/).some((word) => /^["“(]?\p{L}[\p{L}'’]*[.,:;!?)”]*$/u.test(word))
	);
}

/** What one node says for itself: text of a page, a string, or a template with its gaps closed up. */
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

/** What nobody reads: classes, errors for the log, imports, types, directives. */
function unread(node: Node): boolean {
	if (node.type === "JSXAttribute") return /^(class|className|sizes|media)$/.test(node.name?.name);
	if (/^TS(As|Satisfies|NonNull)Expression$/.test(node.type)) return false;
	return /^(TS|Throw|Import)/.test(node.type) || (node.type === "ExpressionStatement" && node.directive);
}

/** Text in a file that did not come from the catalogue, each with its line. */
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

/** Where what the public and members read is put together. What guidance says is written in its content, language by language. */
const bilingualRooms =
	/^(app\/\[locale\]\/|app\/_server\/problem-page\.|lib\/guidance\/(?!content\/|national-contacts\.))/;

/**
 * Pages for the public and members, and every component they are drawn with. Staff pages are in English and speak for
 * themselves.
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
