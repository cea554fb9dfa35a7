import { randomBytes } from "node:crypto";

/** The prefixes of ids. A prefix says what an id identifies: `inc_7h2k…`. */
type IdPrefix =
	| "per"
	| "pid"
	| "psi"
	| "chl"
	| "ses"
	| "stf"
	| "inc"
	| "rep"
	| "upd"
	| "cor"
	| "dsc"
	| "dst"
	| "dsv"
	| "rup"
	| "map"
	| "chk"
	| "cpt"
	| "cns"
	| "msg"
	| "mes"
	| "oth"
	| "fig"
	| "fmt"
	| "cfm"
	| "rem"
	| "sub"
	| "fkr"
	| "fkm";

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";

/** Returns a new id: a prefix and 80 random bits in Crockford's base 32, which is safe in URLs and easy to read aloud. */
export function newId(prefix: IdPrefix): string {
	return `${prefix}_${randomBase32()}`;
}

/** Returns sixteen random characters of Crockford's base 32 (80 bits). */
export function randomBase32(): string {
	let text = "";
	for (const byte of randomBytes(16)) text += crockford[byte & 31];
	return text;
}

/**
 * Returns the reference of an id, short enough to read out on the telephone: "chk_sahem43ew4cck2vh" has "SAHE-M43A". It is the first
 * seven characters after the prefix and a check character (Luhn's algorithm in base 32), which finds one wrong character.
 */
export function referenceOf(id: string): string {
	const start = id.slice(id.indexOf("_") + 1, id.indexOf("_") + 8);
	const text = `${start}${checkCharacter(start)}`.toUpperCase();
	return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** An example of a reference. */
export const referenceExample = referenceOf("chk_sahem43ew4cck2vh");

/**
 * Reads a reference as it was typed, with O for 0 and I or L for 1. Returns the first seven characters of the id after its prefix,
 * or undefined if the check character does not fit.
 */
export function readReference(typed: string): string | undefined {
	const text = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
	const start = text.slice(0, 7);
	if (text.length !== 8 || [...text].some((character) => !crockford.includes(character))) return undefined;
	return checkCharacter(start) === text[7] ? start : undefined;
}

function checkCharacter(text: string): string {
	const sum = [...text].reduce((sum, character, at) => {
		const value = crockford.indexOf(character) * (at % 2 === 0 ? 2 : 1);
		return sum + Math.floor(value / 32) + (value % 32);
	}, 0);
	return crockford[(32 - (sum % 32)) % 32] ?? "";
}
