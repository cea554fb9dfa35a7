const empty = new Set([
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

const begins = new Set([...empty].flatMap((text) => [text.charCodeAt(0), text.toUpperCase().charCodeAt(0)]));

/** Whether the character there is one of ASCII that shows. */
function plainAt(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code > 0x20 && code < 0x7f;
}

/** A cell without spaces around it; empty for what tables write when they mean nothing. */
export function tidyValue(raw: string): string {
	if (raw === "") return raw;
	const text = plainAt(raw, 0) && plainAt(raw, raw.length - 1) ? raw : raw.trim();
	return text.length < 10 && begins.has(text.charCodeAt(0)) && empty.has(text.toLowerCase()) ? "" : text;
}

/**
 * A cell for a CSV that somebody opens in a spreadsheet: quoted, and kept from being read as a formula by an apostrophe
 * (OWASP, CSV injection: cells that begin with = + - @, a tab or a line break).
 */
export function safeCell(value: string | number): string {
	if (typeof value === "number") return String(value);
	const inert = /^[\s\u00a0]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
	return `"${inert.replaceAll('"', '""')}"`;
}
