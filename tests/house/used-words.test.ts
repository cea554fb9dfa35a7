import { expect, it } from "vitest";
import en from "@/lib/i18n/en";
import { type Node, parse, type Source, sources, walk } from "./source";

/** Returns every key of a subject: "code.title". */
function keysOf(value: unknown, key = ""): string[] {
	if (typeof value === "string") return [key];
	return Object.entries(value as object).flatMap(([name, child]) => keysOf(child, key ? `${key}.${name}` : name));
}

/** What a file uses of the catalogue: subjects, whole keys, and patterns for templates such as `code.${reason}`. */
type Asked = { subjects: Set<string>; keys: Set<string>; patterns: RegExp[] };

function askedBy({ tree }: Source): Asked {
	const asked: Asked = { subjects: new Set(), keys: new Set(), patterns: [] };
	walk(tree, (node) => {
		if (node.type === "Identifier" && node.name === "translator") asked.subjects.add("");
		const file = node.type === "ImportDeclaration" && /\/i18n\/(?:en|cy)\/(\w+)$/.exec(node.source.value)?.[1];
		if (file) asked.subjects.add(file);
		if (node.type === "Literal" && typeof node.value === "string") asked.keys.add(node.value);
		// words.loadAgain, in files that import all messages of a subject.
		if (node.type === "MemberExpression" && !asked.subjects.has("")) asked.keys.add(node.property.name);
		if (node.type === "TemplateLiteral") {
			const parts = (node.quasis as Node[]).map((part) => part.value.cooked.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
			if (parts.some((part) => /\w/.test(part))) asked.patterns.push(new RegExp(`^${parts.join("[\\w-]+")}$`));
		}
	});
	// A file that uses a translator names its subjects as strings, in calls or in types.
	if (asked.subjects.delete("")) for (const key of asked.keys) if (key in en) asked.subjects.add(key);
	return asked;
}

/** Returns the keys that no file uses, as "common.back". Only files that name the subject count. */
function unused(all: Source[]): string[] {
	const files = all.map(askedBy);
	return Object.entries(en).flatMap(([subject, texts]) => {
		const asking = files.filter(({ subjects }) => subjects.has(subject));
		const used = (key: string) =>
			asking.some(({ keys, patterns }) => keys.has(key) || patterns.some((pattern) => pattern.test(key)));
		return keysOf(texts)
			.filter((key) => !used(key))
			.map((key) => `${subject}.${key}`);
	});
}

it("every key of the catalogue is asked for", () => {
	expect(unused(sources().filter(({ file }) => !/^lib\/i18n\/(en|cy)\//.test(file)))).toEqual([]);
});

it("the rule finds a key nobody asks for, and none that is put together", () => {
	const text = `import { translator } from "x"; const t = translator(l, "signIn"); t("title"); t(\`code.\${reason}\`);`;
	const left = unused([parse("app/a.ts", text)]);
	expect(left).toContain("signIn.lead");
	expect(left).not.toContain("signIn.title");
	expect(left).not.toContain("signIn.code.label");
	expect(left).toContain("updates.title");
});

it("no subject of the catalogue is empty", () => {
	expect(Object.entries(en).flatMap(([subject, texts]) => (keysOf(texts).length === 0 ? [subject] : []))).toEqual([]);
});
