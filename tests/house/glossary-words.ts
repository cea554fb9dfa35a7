// The words that docs/glossary.md avoids.
import { readFileSync } from "node:fs";

export const glossary = readFileSync("docs/glossary.md", "utf8");

/** Returns the first column of the table that begins with `heading`. */
export function wordsUnder(heading: string, text = glossary): string[] {
	const table = text.slice(text.indexOf(`| ${heading} | Say |`)).split("\n");
	const end = table.findIndex((line) => !line.startsWith("|"));
	return table
		.slice(2, end < 0 ? undefined : end)
		.flatMap((line) => (line.split("|")[1] ?? "").split(",").map((word) => word.trim()));
}

/** Matches any of some words: whole words, in any case. */
export const wordsIn = (words: readonly string[], text: string): string[] =>
	words.filter((word) => new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}-])`, "iu").test(text));
