// What staff read is written in the code and not in the catalogue: the same rules for its words and sentences.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { wordsIn, wordsUnder } from "./glossary-words";
import { filesBelow, type Node, parse, walk } from "./source";

/** A longer sentence is hard to take in at midnight. A value that is written into it counts as a word. */
const mostWords = 20;

/** Elements that do not end a sentence. */
const inline = new Set(["a", "b", "i", "span", "time", "bdi"]);

/** Returns the text of an element with its inline elements, and X for each value. */
function textOf(node: Node): string {
	if (node.type === "JSXText") return node.value;
	if (node.type === "JSXExpressionContainer")
		return node.expression.type === "Literal" ? String(node.expression.value) : "X";
	if (node.type !== "JSXElement" && node.type !== "JSXFragment") return "";
	return node.children
		.map((child: Node) =>
			child.type === "JSXElement" && !inline.has(child.openingElement.name.name) ? "\n" : textOf(child),
		)
		.join("");
}

/** Returns the texts of a file that people may read: those that begin with one capital, unlike SQL, and hold a space. */
function textsIn(file: string, text: string): string[] {
	const found: string[] = [];
	walk(
		parse(file, text).tree,
		(node) => {
			if (node.type === "JSXElement" || node.type === "JSXFragment") found.push(...textOf(node).split("\n\n"));
			if (node.type === "Literal" && typeof node.value === "string") found.push(node.value);
			if (node.type === "TemplateLiteral") found.push(node.quasis.map((quasi: Node) => quasi.value.cooked).join("X"));
		},
		(node) => node.type === "TaggedTemplateExpression" || node.type === "ImportDeclaration",
	);
	return found.map((one) => one.replace(/\s+/g, " ").trim()).filter((one) => /^(?:\p{Lu}\p{Ll}|[AI] ).* /u.test(one));
}

const sentencesOf = (text: string) => text.split(/(?<=[.!?:])\s+/);

const files = filesBelow(["app/staff", "components/staff", "lib/datasets", "lib/messages"], [".ts", ".tsx"]);
const texts = files.flatMap((file) => textsIn(file, readFileSync(file, "utf8")).map((text) => ({ file, text })));

it(`no sentence that staff read has more than ${mostWords} words`, () => {
	expect(texts.length).toBeGreaterThan(500);
	const long = texts.flatMap(({ file, text }) =>
		sentencesOf(text)
			.filter((sentence) => sentence.split(" ").length > mostWords)
			.map((sentence) => `${file}: ${sentence}`),
	);
	expect([...new Set(long)]).toEqual([]);
});

it("no text that staff read has a word the glossary avoids", () => {
	const avoided = wordsUnder("On screen");
	const found = texts.flatMap(({ file, text }) => wordsIn(avoided, text).map((word) => `${file}: ${word}: ${text}`));
	expect([...new Set(found)]).toEqual([]);
});

describe("the rule", () => {
	it("reads an element with the links in it as one text, a value as a word, and a new paragraph as another", () => {
		const page = "const p = <div>You can <a href='x'>see it</a> for {count} days.<p>Then it is gone.</p></div>;";
		expect(textsIn("a.tsx", page)).toEqual(["You can see it for X days.", "Then it is gone."]);
	});
	it("reads texts with values, and no statements of SQL", () => {
		expect(
			textsIn("a.ts", "say(`Row $" + "{row} is long.`, sql`Select a`, 'SELECT a FROM b', 'No dots here');"),
		).toEqual(["Row X is long.", "No dots here"]);
	});
});
