import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/en";
import { glossary, wordsIn, wordsUnder } from "./glossary-words";
import { modules } from "./module-graph";

/** Returns every message of the catalogue with its full key. */
function messages(value: unknown, key = ""): [string, string][] {
	if (typeof value === "string") return [[key, value]];
	return Object.entries(value as object).flatMap(([name, child]) => messages(child, key ? `${key}.${name}` : name));
}

/** Matches any of some words in names of code, also as part of a longer name: `keptRow` in `readKeptRows`. */
const namesIn = (words: readonly string[], text: string): string[] =>
	words.filter((word) => {
		const [first = "", rest = ""] = [word[0], word.slice(1)];
		return new RegExp(
			`(?<![A-Za-z])${first}${rest}(?![a-z])|[${first}${first.toUpperCase()}]${rest}(?=[A-Z]|s?\\b)`,
		).test(text);
	});

const onScreen = wordsUnder("On screen");
const inCode = wordsUnder("In the code");

it("no text on public and member pages has a word the glossary avoids", () => {
	expect(onScreen.length).toBeGreaterThan(5);
	const found = messages(en).flatMap(([key, text]) => wordsIn(onScreen, text).map((word) => `${key}: ${word}`));
	expect(found).toEqual([]);
});

it("no name or comment of the code has a word the glossary avoids", () => {
	expect(inCode.length).toBeGreaterThan(5);
	const found = modules()
		.filter(({ file }) => !/^lib\/(i18n|guidance\/content)\//.test(file))
		.flatMap(({ file, text }) => namesIn(inCode, text).map((word) => `${file}: ${word}`));
	expect(found).toEqual([]);
});

describe("the rule", () => {
	it("reads the first column of the table", () => {
		expect(
			wordsUnder("On screen", "x\n\n| On screen | Say |\n|---|---|\n| click | choose |\n| log in | sign in |\n\ny"),
		).toEqual(["click", "log in"]);
	});

	it("finds a word of the screen as a whole word alone", () => {
		expect(wordsIn(["click", "log in"], "Click here to log in.")).toEqual(["click", "log in"]);
		expect(wordsIn(["click", "user"], "clickable, super-user")).toEqual([]);
	});

	it("finds a word of the code alone, at the head and at the end of a name", () => {
		expect(namesIn(["keptRow"], "type KeptRow = 1")).toEqual(["keptRow"]);
		expect(namesIn(["keptRow"], "readKeptRows()")).toEqual(["keptRow"]);
		expect(namesIn(["inTurn"], "await inTurn(tx)")).toEqual(["inTurn"]);
		expect(namesIn(["inTurn"], "a return, in turn")).toEqual([]);
	});
});

it("every word of the glossary has a meaning, its place in the code and what it is not", () => {
	const rows = glossary.slice(glossary.indexOf("| Word |"), glossary.indexOf("## Words to avoid")).split("\n").slice(2);
	const words = rows.filter((line) => line.startsWith("|")).map((line) => line.split("|").map((cell) => cell.trim()));
	expect(words.length).toBeGreaterThan(30);
	expect(words.filter((cells) => cells.length !== 6 || cells.slice(1, 5).some((cell) => cell === ""))).toEqual([]);
	const names = words.map(([, name = ""]) => name);
	expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, "en")));
});
