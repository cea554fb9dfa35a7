import { syllable } from "syllable";

/** Returns the sentences of running text. A full stop, question mark, exclamation mark or line end ends a sentence. */
export function sentences(text: string): string[] {
	return text
		.split(/(?<=[.!?])\s+(?=[“"\p{Lu}\d£])/u)
		.map((sentence) => sentence.trim())
		.filter(Boolean);
}

export const words = (text: string) => text.match(/[\p{L}\d]+(?:[’'-][\p{L}\d]+)*/gu) ?? [];

/**
 * Returns the reading age of a text: the Flesch–Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975,
 * "Derivation of New Readability Formulas", US Navy Research Branch Report 8-75) and five years, the age of the grade before
 * the first. Syllables are counted by the package `syllable`.
 */
export function readingAge(lines: string[]): number {
	const all = lines.flatMap(sentences);
	const spoken = all.flatMap(words);
	const syllables = spoken.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
	return 0.39 * (spoken.length / all.length) + 11.8 * (syllables / spoken.length) - 15.59 + 5;
}
