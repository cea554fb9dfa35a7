import type { DataCategory } from "../../data-categories";
import type { ValueMeaning } from "../schema";

/** Words that say that there is no value, as programs and people write them. Without brackets, in lower case, parted by one space. */
const nothingWords = `
null|nul|dbnull|nan|nat|na|n a|n k|nk|n d|undefined|unset|unspecified|unassigned|none|nil|nothing|nothing held|blank|empty|missing|void
unknown|unk|not known|not given|not provided|not supplied|not stated|not recorded|not available|not applicable|not specified
not set|not held|not entered|not disclosed|not on file|not found|no data|no value|no record|no answer|no entry|no information
none given|none known|none provided|none recorded|none supplied|none held|prefer not to say|dont know|do not know|dk
tbc|tba|tbd|t b c|t b a|to be confirmed|to be advised|to follow|select|please select|select one|choose|please choose|choose one
no details|no info|no response|not on record|not captured|not answered|data not available|nothing selected|choose an option|skipped
declined to answer|rather not say|would rather not say|id rather not say|d k|deleted|removed|awaited|system dbnull|dbnull value|object object
unknown unknown|undefined undefined|blank blank|dd mm yyyy|mm dd yyyy|yyyy mm dd|xx xx xxxx|£|€|$
withheld|redacted|not collected|not asked|no reply|awaiting reply|nil return|none yet|unkn|pnts|xx|xxx|xxxx|xxxxx|xxxxxx
leer|keine|keine angabe|k a|ohne|vide|aucun|sans objet|sin datos|ninguno|brak|nessuno|geen|ingen
unrecorded|unavailable|prefer not to answer|data missing|invalid date|deleted by gdpr|gdpr removed|removed at request|anonymised|anonymized
erased|purged|no address|no address held|no address given|address unknown|address not known|unknown address|no known address
ohne angabe|nicht bekannt|unbekannt|inconnu|non renseigné|non communiqué|sin dato|desconocido|non disponibile|brak danych|nie dotyczy
onbekend|n v t|nvt|ukjent|okänd|ej angivet|não informado|desconhecido
ddim ar gael|amh|dim ar gael|dim yn berthnasol|heb|anhysbys|ddim yn hysbys|heb ei roi|heb ei nodi|amherthnasol|gwag|dim|dim data|dim byd`;

/** Answers of a column of yes and no. "Na", "nac oes", "oes" are Welsh; those of German, French, Spanish and Polish programs stand last. */
const noWords =
	"no|n|false|f|zero|off|unticked|unchecked|opted out|opt out|nope|never|refused|declined|not a member|non member|not set up|na|nac oes|nac ydw|nac ydy|nac ydyn|naddo|nage|✗|✘|☐|❌|nein|non|nie";
const yesWords =
	"yes|y|true|t|1|1 0|x|on|ticked|checked|opted in|opt in|held|on file|present|oes|ydw|ydy|ydyn|ie|do|✓|✔|☑|✅|☒|🗸|ja|oui|si|sí|tak";

const words = new Map<string, "nothing" | "no" | "yes">();
for (const [meaning, list] of [
	["yes", yesWords],
	["no", noWords],
	["nothing", nothingWords],
] as const)
	for (const word of list.trim().split(/[|\n]/)) words.set(word, meaning);
const longestWord = Math.max(...Array.from(words.keys(), (word) => word.length));
/** For each first character: the lengths of the words that begin with it, one bit each. No word has 32 characters. */
const lengthsByStart: number[] = new Array(128).fill(0);
for (const word of words.keys()) {
	const start = word.charCodeAt(0);
	if (start < 128) lengthsByStart[start] = (lengthsByStart[start] as number) | (1 << word.length);
}

/** Matches the errors of a spreadsheet's formula: "#N/A", "#DIV/0!". "####" is not one: it is a column too narrow for its value. */
const formulaError =
	/^#(?:n\/?[adv]|[¡¿]?\p{Lu}{3,12}[!?]|value|ref|name|div\/0|num|null|error|calc|spill|field|connect|unknown)[!?]?(?: n\/a)?$/iu;
/** Matches what hides a value, or is no text: "****", "xxx-xx-xxxx", "<p></p>", "&nbsp;", an invisible character. */
const hidden = /^x[x\s*-]{6,}$/i;
const noText = /^(?:[*•●]{2,}|(?:&nbsp;|<\/?(?:p|br|div|span) ?\/?>|[\s\u200b-\u200f\u2060\ufeff])+)$/i;

/** Whether every digit is 0 and nothing else is a word: "0", "0.00", "£0.00", "0000-00-00", "GBP 0". */
function isZero(cell: string): boolean {
	let zeros = 0;
	// Of words, only GBP, EUR and USD may stand before the digits.
	const start = cell.charCodeAt(0) | 0x20;
	if (start >= 0x61 && start <= 0x7a && start !== 0x65 && start !== 0x67 && start !== 0x75) return false;
	for (let at = 0; at < cell.length; at++) {
		const code = cell.charCodeAt(at);
		if (code > 0x30 && code <= 0x39) return false;
		if (code === 0x30) zeros++;
	}
	return (
		zeros > 0 && /^\(?(?:gbp|eur|usd|-)?[\s0£€$.,:/%()+-]+(?:gbp|eur|usd|p|cr|dr|z|t[0:.]+z?|e[+-]?0+)?\)?$/i.test(cell)
	);
}

/**
 * Whether a cell can be a word of the lists. Of letters and figures of ASCII with single spaces its first character and its length
 * decide; of figures no word has more than two, nor one above 1. Saves the look-up for most cells.
 */
function mayBeWord(cell: string): boolean {
	const { length } = cell;
	if (length > longestWord + 4) return false;
	let figures = 0;
	let isPlain = true;
	let previous = 0x20;
	for (let at = 0; at < length; at++) {
		const code = cell.charCodeAt(at);
		const letter = code | 0x20;
		if (code >= 0x30 && code <= 0x39) {
			if (code > 0x31 || ++figures > 2) return false;
		} else if (code === 0x20 ? previous === 0x20 : code > 0x7f || letter < 0x61 || letter > 0x7a) isPlain = false;
		previous = code;
	}
	if (!isPlain || previous === 0x20) return true;
	const code = cell.charCodeAt(0);
	const start = code < 0x40 ? code : code | 0x20;
	return ((lengthsByStart[start] as number) & (1 << length)) !== 0;
}

/** Whether words for nothing stand beside each other: "Unknown/NA", "Not applicable (n/a)", "null, null, null". */
function isNothingTwice(word: string): boolean {
	if (word.includes(" ") && word.split(" ").every((part) => words.get(part) === "nothing")) return true;
	for (let space = word.indexOf(" "); space >= 0; space = word.indexOf(" ", space + 1))
		if (words.get(word.slice(0, space)) === "nothing" && words.get(word.slice(space + 1)) === "nothing") return true;
	return false;
}

const says = (cell: string) => {
	if (isZero(cell)) return "no";
	// LibreOffice's errors of formulas.
	if (cell.length === 7 && /^err:\d{3}$/i.test(cell)) return "nothing";
	if ((cell.charCodeAt(0) | 0x20) === 0x78 && hidden.test(cell)) return "nothing";
	if (!mayBeWord(cell)) return undefined;
	if (cell.charCodeAt(0) === 0x23 && formulaError.test(cell)) return "nothing";
	if (cell === "-1") return "yes"; // how Access writes true
	const word = cell
		.toLowerCase()
		.replace(/['’`]/g, "")
		.replace(/[\s._\\/\-–—‐‑‒―[\](){}<>"“”?!:;,~…]+/g, " ")
		.trim();
	if (word === "" || noText.test(cell)) return "nothing";
	// "null null" is what a program makes of two empty columns.
	return words.get(word) ?? (isNothingTwice(word) ? "nothing" : undefined);
};

/** Categories of which "No mandate", "Not unionised" and "0 donations" say that nothing is held. An address may be "No fixed abode". */
const countable: ReadonlySet<DataCategory> = new Set([
	"bank-details",
	"donations",
	"trade-union",
	"identity-document",
	"date-of-birth",
]);
const noneOfIt = /^(?:(?:no|not|none|never|without)(?: [a-z-]+){1,4}|0(?:[.,]0+)? [a-z]+)[.!]?$/i;
/** What was held once may be held still. */
const noLonger = /\b(?:longer|more|lapsed|cancelled|since|until|but)\b/i;

/** Whether a cell of a category says in words of its own that there is none: "No direct debit set up". */
const saysNone = (category: DataCategory, cell: string) =>
	/^[nw0]/i.test(cell) && cell.length <= 40 && countable.has(category) && noneOfIt.test(cell) && !noLonger.test(cell);

/** Whether a cell says that there is no value: a word for nothing, "no", an amount of 0 or a date of zeros. */
export function isNothing(cell: string): boolean {
	const said = says(cell);
	return said === "nothing" || said === "no";
}

/** Whether a cell says yes and nothing more. */
export const isYes = (cell: string) => says(cell) === "yes";

/** Signs and first words that show that a word for nothing is not somebody's name or initials. */
const neverInNames = /[[\](){}<>#/\\]|^(?:not|no|to be|do not|don['’]t) |^(?:undefined|tb[acd])$/i;

/** Whether a cell of a name is a word for nothing that nobody is called: "NaN" and "nan" as programs write it, "[NULL]", "not known", "N/K". */
export const isNobody = (cell: string) =>
	cell === "NaN" || cell === "nan" || (mayBeWord(cell) && neverInNames.test(cell) && says(cell) === "nothing");

/**
 * Returns what a cell of a category says: nothing is held, something is held of which the cell says no more, or the cell is the data.
 * "No" is an opinion like another, so only the words for nothing are nothing there.
 */
export function meaningOf(category: DataCategory, cell: string): ValueMeaning {
	const said = says(cell);
	if (said === "nothing") return "nothing";
	if (said === undefined && saysNone(category, cell)) return "nothing";
	if (said === undefined || category === "political-opinion") return "data";
	return said === "no" ? "nothing" : "held";
}
