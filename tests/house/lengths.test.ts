import { expect, it } from "vitest";
import { lineAt, type Node, parse, type Source, sources, walk } from "./source";

/** The most lines of a file. */
const mostLines = 270;
/** The most lines of a function that is no component, without the list or record that it returns: fields of a form, steps, columns. */
const mostFunctionLines = 65;

const isFunction = ({ type }: Node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
const linesOf = (text: string, { start, end }: Node) => lineAt(text, end) - lineAt(text, start) + 1;

/** Returns the lines of the list or record with which a function ends. */
function returnedLines(text: string, { body }: Node): number {
	const last = body.type === "BlockStatement" ? body.body.at(-1) : undefined;
	const value = last?.type === "ReturnStatement" ? last.argument : body;
	return /^(Array|Object)Expression$/.test(value?.type) ? linesOf(text, value) : 0;
}

/** Returns the functions of a file that are longer than `most` lines, each with its first line. */
function longFunctions({ file, text, tree }: Source, most = mostFunctionLines): string[] {
	const found: string[] = [];
	walk(tree, (node) => {
		if (!isFunction(node)) return;
		const lines = linesOf(text, node) - returnedLines(text, node);
		if (lines > most) found.push(`${file}:${lineAt(text, node.start)} has ${lines} lines`);
	});
	return found;
}

it(`a function has at most ${mostFunctionLines} lines, and a file at most ${mostLines}`, () => {
	const code = sources().filter(({ file }) => !file.endsWith(".tsx"));
	expect(code.flatMap((source) => longFunctions(source))).toEqual([]);
	const long = sources().filter(({ text }) => text.split("\n").length - 1 > mostLines);
	expect(long.map(({ file }) => file)).toEqual([]);
	expect(longFunctions(parse("lib/long.ts", `function long() {\n${"f();\n".repeat(70)}}`))).toHaveLength(1);
});
