import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

/** Matches invisible characters in copied text: zero-width marks, direction marks, soft hyphens, byte order marks. */
export const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Whether a text is normalised already: ASCII and Latin-1 letters with single spaces. Quicker than a regular expression. */
function isPlain(text: string): boolean {
	let previous = 0x20;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x20 ? previous === 0x20 : code < 0x21 || code > 0xff || (code > 0x7e && code < 0xc0)) return false;
		previous = code;
	}
	return previous !== 0x20 || text === "";
}

/** Normalises a text: Unicode NFKC, no invisible characters, single spaces, trimmed. */
export function normaliseText(raw: string): string {
	if (isPlain(raw)) return raw;
	return raw.normalize("NFKC").replace(invisible, "").replace(/\s+/g, " ").trim();
}

/** Matches dashes and spaces, which people write inside numbers. */
export const spacing = /[\s\-\u2010-\u2015\u2212]/g;

const formula = /^[\s\u00a0]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/;

/** Adds an apostrophe to a text that a spreadsheet would read as a formula (OWASP, CSV injection: = + - @, a tab or a line break first). */
export function guardFormula(text: string): string {
	return formula.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that `guardFormula` added, so that an exported value is read as the original again. */
export function withoutGuard(text: string): string {
	return text.charCodeAt(0) === 0x27 && formula.test(text.slice(1)) ? text.slice(1) : text;
}

/** Returns a number in all its figures if a program wrote it with an exponent and left out none: "7.700900001E9". Undefined if some are lost. */
export function withoutExponent(text: string): string | undefined {
	const [, first = "", rest = "", exponent] = /^(\d)[.,](\d{1,20})e\+?(\d{1,2})$/i.exec(text) ?? [];
	return first && rest.length === Number(exponent) ? first + rest : undefined;
}

const entities: Record<string, string> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: " ",
	commat: "@",
	period: ".",
	lowbar: "_",
	hyphen: "-",
	lsquo: "\u2018",
	rsquo: "\u2019",
	ldquo: "\u201c",
	rdquo: "\u201d",
	shy: "",
	zwj: "",
	zwnj: "",
	pound: "£",
	euro: "€",
	oslash: "ø",
	szlig: "ß",
	aelig: "æ",
	oelig: "œ",
	eth: "ð",
	thorn: "þ",
	lstrok: "ł",
	dstrok: "đ",
	inodot: "ı",
};
/** The accents of letters as HTML names them: "&acirc;" is an a with a circumflex. */
const accents: Record<string, string> = {
	grave: "\u0300",
	acute: "\u0301",
	circ: "\u0302",
	tilde: "\u0303",
	macr: "\u0304",
	breve: "\u0306",
	dot: "\u0307",
	uml: "\u0308",
	ring: "\u030a",
	dblac: "\u030b",
	caron: "\u030c",
	cedil: "\u0327",
	ogon: "\u0328",
};

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;
const accented = new RegExp(`^([a-z])(${Object.keys(accents).join("|")})$`, "i");

/** Returns the character that HTML names so; undefined if it is none of those that names and addresses have. */
function namedCharacter(name: string): string | undefined {
	const [, letter, accent = ""] = accented.exec(name) ?? [];
	if (letter) return `${letter}${accents[accent.toLowerCase()]}`.normalize("NFC");
	const found = entities[name.toLowerCase()];
	return /^[A-Z]/.test(name) ? found?.toUpperCase() : found;
}

/** Decodes HTML entities, named and numeric, also those that were encoded twice. Tables exported from web pages contain them. */
function decodeEntities(text: string): string {
	if (!text.includes("&")) return text;
	const decoded = text.replace(entity, (whole, decimal, hex, name) => {
		if (name) return namedCharacter(String(name)) ?? whole;
		const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
		return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
	});
	return decoded === text ? text : decodeEntities(decoded);
}

/** The encodings as which programs misread UTF-8, and what its first bytes are in each. */
const misreadings: [seen: RegExp, encoding: string][] = [
	[/[ÂÃÄÅâ]/, "windows-1252"],
	[/[¬√ƒ≈‚]/, "macintosh"],
	[/[┬├─┼Ô]/, "cp850"],
	[/[┬├─┼Γ]/, "cp437"],
];

/** Returns a text in an encoding of one byte a character; undefined if it lacks one. The controls of Latin-1 stand for the bytes that Windows-1252 lacks. */
function bytesIn(encoding: string, text: string): Buffer | undefined {
	const bytes: number[] = [];
	for (const character of text) {
		const code = character.charCodeAt(0);
		if (code < 0xa0) bytes.push(code);
		else {
			const [byte = 0x3f, more] = iconv.encode(character, encoding);
			if (byte === 0x3f || more !== undefined) return undefined;
			bytes.push(byte);
		}
	}
	return Buffer.from(bytes);
}

/** Returns a text that was UTF-8 and was read as another encoding as it was before: "ZoÃ«", "Zo√´" and "Zo├½" are "Zoë". */
function decodeMisread(text: string): string {
	if (!misreadings.some(([seen]) => seen.test(text))) return text;
	// A space that does not break is "Â" and itself, which was trimmed or became a usual one: "AdaÂ Invented".
	const visible = text.replace(/[\u200b-\u200f\u2060-\u2064\ufeff]/g, "").replace(/Â(?:\s|$)/g, "Â\u00a0");
	for (const [seen, encoding] of misreadings) {
		const bytes = seen.test(text) ? bytesIn(encoding, visible) : undefined;
		const decoded = bytes && isUtf8(bytes) ? bytes.toString("utf8") : text;
		if (decoded !== text && !/\p{Cc}/u.test(decoded)) return decoded;
	}
	return text;
}

/** Matches the controls of Latin-1 in whose places Windows-1252 has quotation marks, dashes and letters: a program took the one for the other. */
const misreadControl = /[\u008a\u008c\u008e\u0091-\u0094\u0096\u0097\u009a\u009c\u009e\u009f]/g;
const decodeControls = (text: string) =>
	text.replace(misreadControl, (control) => iconv.decode(Buffer.from([control.charCodeAt(0)]), "windows-1252"));

/** Matches letters above ASCII as mail writes them: "Zo=C3=AB" (RFC 2045, quoted-printable). */
const quotedPrintable = /(?:=[C-F][\dA-F](?:=[89AB][\dA-F])+)+/g;

function decodeQuotedPrintable(text: string): string {
	if (!text.includes("=")) return text;
	return text.replace(quotedPrintable, (whole) => {
		const bytes = Buffer.from(whole.replaceAll("=", ""), "hex");
		return isUtf8(bytes) ? bytes.toString("utf8") : whole;
	});
}

/** Matches a character as JSON escapes it: "\\u00e9". */
const jsonEscape = /\\u([\da-f]{4})/gi;

const decodeJsonEscapes = (text: string) =>
	text.includes("\\u") ? text.replace(jsonEscape, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Decodes what programs made of a text on its way through mail, web pages and other encodings. */
export const decodeText = (text: string) =>
	decodeControls(decodeEntities(decodeMisread(decodeQuotedPrintable(decodeJsonEscapes(text)))));
