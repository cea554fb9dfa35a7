/** Characters that show nothing and travel along in copied text: zero-width marks, direction marks, soft hyphens, byte order marks. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Texts that are in that writing already: ASCII and the letters of Latin-1 with single spaces. */
const plain = /^(?:[\x21-\x7e\u00c0-\u00ff]+(?: [\x21-\x7e\u00c0-\u00ff]+)*)?$/;

/** One writing for what looks the same: compatibility composition (Unicode NFKC), no invisible characters, single spaces, trimmed. */
export function tidy(raw: string): string {
	if (plain.test(raw)) return raw;
	return raw.normalize("NFKC").replace(invisible, "").replace(/\s+/g, " ").trim();
}

/** Dashes of every kind, and spaces, which people put into numbers to read them. */
export const spacing = /[\s\-\u2010-\u2015\u2212]/g;

const formula = /^[\s\u00a0]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/;

/** Keeps a spreadsheet from reading a text as a formula, by an apostrophe (OWASP, CSV injection: = + - @, a tab or a line break first). */
export function guardFormula(text: string): string {
	return formula.test(text) ? `'${text}` : text;
}

/** The text as it was before `guardFormula`: what was handed out and comes back is the same address or number again. */
export function withoutGuard(text: string): string {
	return text.charCodeAt(0) === 0x27 && formula.test(text.slice(1)) ? text.slice(1) : text;
}
