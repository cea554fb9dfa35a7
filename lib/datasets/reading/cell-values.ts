import { guardFormula, withoutGuard } from "../../identifiers";

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

/** The first characters they have, by their codes. */
const begins: boolean[] = new Array(128).fill(false);
for (const text of empty) for (const each of [text, text.toUpperCase()]) begins[each.charCodeAt(0)] = true;

/** Whether the character there is one of ASCII that shows. */
function plainAt(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code > 0x20 && code < 0x7f;
}

/** A cell without spaces and what `safeCell` put around it; empty for what tables write when they mean nothing. */
export function cleanCell(raw: string): string {
	if (raw === "") return raw;
	const open = plainAt(raw, 0) ? raw : raw.trimStart();
	const bare = open.charCodeAt(0) === 0x27 ? withoutGuard(open) : open;
	const text = plainAt(bare, 0) && plainAt(bare, bare.length - 1) ? bare : bare.trim();
	return text.length < 10 && begins[text.charCodeAt(0)] && empty.has(text.toLowerCase()) ? "" : text;
}

/** Those of them that people are called too: Ms Null, Mr None. */
const alsoNames = new Set(["null", "nil", "none", "unknown"]);

/** Whether a cell may mean nothing and may be somebody's name. */
export const perhapsName = (cell: string) => cell.length < 8 && alsoNames.has(cell.toLowerCase());

/** A cell of a name: as `tidyValue`, but what may be a name stays. */
export function cleanName(raw: string): string {
	const text = cleanCell(raw);
	if (text !== "" || raw === "") return text;
	const word = raw.trim();
	return perhapsName(word) ? word : "";
}

/** A cell for a CSV that somebody opens in a spreadsheet: quoted, and never a formula. */
export function safeCell(value: string | number): string {
	if (typeof value === "number") return String(value);
	return `"${guardFormula(value).replaceAll('"', '""')}"`;
}
