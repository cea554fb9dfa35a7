import { randomInt } from "node:crypto";

/**
 * Letters and digits without look-alikes: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V. They are 23, a prime, so that
 * the check character shows every wrong character and every two that are swapped.
 */
const alphabet = "34679ACDEFGHJKMNPQRTWXY";
const length = 8;

/** Returns the check character of a text: the one that makes the sum of values, weighted 8 to 1, a multiple of 23 (as ISBN-10 does). */
function checkCharacter(text: string): string {
	const sum = [...text].reduce((so, character, at) => so + alphabet.indexOf(character) * (length - at), 0);
	return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length] as string;
}

const format = (characters: string) => `MP-${characters.slice(0, 4)}-${characters.slice(4)}`;

/** Returns a new reference of a message: "MP-7Q4K-3D9T". Seven random characters and a check character. */
export function newReference(): string {
	const random = Array.from({ length: length - 1 }, () => alphabet[randomInt(alphabet.length)]).join("");
	return format(random + checkCharacter(random));
}

/** A reference with its prefix, as it stands in a line of a message. */
const inLine = /\bMP[-\u2010-\u2015 ]?([A-Z\d]{4})[-\u2010-\u2015 ]?([A-Z\d]{4})(?![A-Z\d])/;

/**
 * Reads a typed reference, with or without its prefix, dashes and spaces, or the line of a message that it stands in. Returns it as it is written in messages, "mistyped" if its
 * check character is wrong or a character is never used, or undefined if the text is no reference at all.
 */
export function readReference(typed: string): string | "mistyped" | undefined {
	if (typed.length > 60) return undefined;
	const capitals = typed.normalize("NFKC").toUpperCase();
	const [, one = "", two = ""] = inLine.exec(capitals) ?? [];
	const text = one + two || capitals.replace(/[^A-Z\d]/g, "").replace(/^MP(?=.{8}$)/, "");
	if (text.length !== length) return undefined;
	const known = [...text].every((character) => alphabet.includes(character));
	return known && checkCharacter(text.slice(0, -1)) === text.at(-1) ? format(text) : "mistyped";
}

/** Returns the references in a pasted text, each once, in their order. */
export function referencesIn(text: string): string[] {
	const found = text.toUpperCase().match(/\bMP[-\u2010-\u2015 ]?[A-Z\d]{4}[-\u2010-\u2015 ]?[A-Z\d]{4}\b/g) ?? [];
	const read = found.map(readReference).filter((one) => one !== undefined && one !== "mistyped");
	return [...new Set(read)] as string[];
}
