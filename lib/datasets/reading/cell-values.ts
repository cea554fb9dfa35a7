import { decodeText, guardFormula, withoutGuard } from "../../identifiers";
import { isNobody } from "./cell-meaning";
import { nameOnly } from "./names-of-nobody";

/** Cell values that mean "no value". */
const placeholders = new Set([
	"-",
	"--",
	"---",
	".",
	"?",
	"n/a",
	"n.a.",
	"#n/a",
	"null",
	"(null)",
	"nil",
	"none",
	"unknown",
	"not known",
	"\\n",
]);

/** By character code: whether a placeholder starts with it. Saves the look-up for most cells. */
const startsPlaceholder: boolean[] = new Array(128).fill(false);
for (const text of placeholders) {
	startsPlaceholder[text.charCodeAt(0)] = true;
	startsPlaceholder[text.toUpperCase().charCodeAt(0)] = true;
}

/** Whether a character is printable ASCII other than a space. */
function isPrintable(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code > 0x20 && code < 0x7f;
}

/** Removes the spaces before a text and every guard, however often the cell was exported. */
function withoutGuards(raw: string): string {
	let text = isPrintable(raw, 0) ? raw : raw.trimStart();
	while (text.charCodeAt(0) === 0x27) {
		const bare = withoutGuard(text);
		if (bare === text) break;
		text = bare.trimStart();
	}
	return text;
}

/** Matches a text that a formula keeps from being read as a number: ="07700900001". */
const textFormula = /^=(?:T\()?"([^"]*)"\)?$/i;
/** Matches a text in apostrophes, which some programs write for quotation marks. */
const quoted = /^'[^']+'\s*$/;
/** Matches a character as a spreadsheet's or a database's XML writes it: "_x000D_" is a carriage return, "_x0040_" an "@". */
const escapedCharacter = /_x([\da-f]{4})_/gi;

/** Decodes the characters that XML escapes in a text. A control character becomes a line break. */
export const decodeXmlEscapes = (text: string) =>
	text.replace(escapedCharacter, (whole, hex) => {
		const code = Number.parseInt(hex, 16);
		return code < 0x20 ? "\n" : code >= 0xd800 && code < 0xe000 ? whole : String.fromCharCode(code);
	});

/** Returns the text of a text formula, or between apostrophes, with the characters that XML escapes decoded. */
function withoutMarkup(text: string): string {
	const first = text.charCodeAt(0);
	if (first === 0x27 && quoted.test(text)) return withoutMarkup(text.trimEnd().slice(1, -1).trim());
	const content = first === 0x3d ? (textFormula.exec(text.trimEnd())?.[1] ?? text) : text;
	return content.includes("_x") ? decodeXmlEscapes(content) : content;
}

/** Trims a cell and removes the guards that `safeCell` adds, and what spreadsheets write around a text. Returns "" for placeholders. */
export function cleanCell(raw: string): string {
	if (raw === "") return raw;
	const bare = withoutMarkup(withoutGuards(raw));
	const text = isPrintable(bare, 0) && isPrintable(bare, bare.length - 1) ? bare : bare.trim();
	return text.length < 10 && startsPlaceholder[text.charCodeAt(0)] && placeholders.has(text.toLowerCase()) ? "" : text;
}

/** Placeholders that are also names: Ms Null, Mr None. */
const alsoNames = new Set(["null", "nil", "none", "unknown"]);

/** Whether a cell is a placeholder that may also be a name. */
export function maybePlaceholder(cell: string): boolean {
	return cell.length < 8 && startsPlaceholder[cell.charCodeAt(0)] === true && alsoNames.has(cell.toLowerCase());
}

/**
 * Removes placeholders from the parts of a name. "Jo", "Null" is Jo Null, and "Nil", "Sharma" is Nil Sharma. "Jo", "None",
 * "Smith" is Jo Smith, since there is another given name. "Null" alone is nobody.
 */
export function dropPlaceholders(
	parts: readonly string[],
	placeholderBits: number,
	givenBits: number,
): readonly string[] {
	if (parts.every((_, at) => placeholderBits & (1 << at))) return [];
	const hasGivenName = givenBits & ~placeholderBits;
	return parts.filter((_, at) => !(placeholderBits & (1 << at)) || !(hasGivenName && givenBits & (1 << at)));
}

/** The cells of earlier names as `cleanName` returns them, because most rows have the same given names and surnames. */
const cleanedNames = new Map<string, string>();
const cacheSize = 20_000;
/** Parts of a text that are longer keep the whole text in memory (V8's sliced strings). */
const longestCached = 12;

/** Cleans the cell of a name: as `cleanCell`, but decoded, and keeps a placeholder that may be a name. */
export function cleanName(raw: string): string {
	if (raw.length > longestCached) return decodeName(raw);
	let name = cleanedNames.get(raw);
	if (name === undefined) {
		name = decodeName(raw);
		if (cleanedNames.size >= cacheSize) cleanedNames.clear();
		cleanedNames.set(raw, name);
	}
	return name;
}

function decodeName(raw: string): string {
	const cell = decodeText(cleanCell(raw));
	const text = nameOnly(cell);
	if (cell !== "" || raw === "") return isNobody(text) ? "" : text;
	const word = raw.trim();
	return maybePlaceholder(word) ? word : "";
}

/** Whether a spreadsheet rounded a long number: "1.23E+11". Its last figures are lost. */
export const isRounded = (cell: string) => cell.length < 24 && /^\d(?:[.,]\d+)?e\+?\d{1,2}$/i.test(cell);

/** Whether a cell may hold an address or a number. Such a cell is never named to staff as a source or a relationship. */
export const looksPersonal = (cell: string) => /@|\d{5}/.test(cell.replace(/[\s\-().]/g, ""));

/**
 * Hides the plain letters and figures of a word but its first. Others stay, because they show whether the encoding is right: all of Latin,
 * one of East Asian scripts and two of other scripts, of which words have no plain letters.
 */
export const hideLetters = (text: string) =>
	text
		.slice(0, 60)
		.replace(/(?<=[\p{L}\p{N}])[a-z\d]/giu, "•")
		.replace(/(?<=\p{L})[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu, "•")
		.replace(/(?<=[\p{L}\p{M}]{2}•*)[^\P{L}\p{Script=Latin}]/gu, "•");

/** Writes a cell for a CSV that is opened in a spreadsheet: quoted, and never a formula. */
export function safeCell(value: string | number): string {
	if (typeof value === "number") return String(value);
	return `"${guardFormula(value).replaceAll('"', '""')}"`;
}
