/** What stands beside the words of a name and tells people of one name apart: titles, generations, and initials that look like titles. */
import { mensNames } from "./gendered-names";
import { maxName, titles } from "./normalise-name";

/**
 * Which title a name has: a man's, a woman's, "Fr", which is a priest's or Frau, and those of women beside which a lone initial may be a
 * man's title: "M. Inventé" beside "Mme Inventé", "D. Inventado" beside "Dña. Inventado", "κ." beside "κα". `named` is a wife's who has
 * her husband's name: "Mrs John Invented".
 */
export const titleSigns = {
	his: "m",
	hers: "f",
	either: "p",
	besideM: "e",
	besideD: "s",
	besideK: "g",
	named: "w",
} as const;
type TitleSign = (typeof titleSigns)[keyof typeof titleSigns];

/**
 * Matches the titles that men and women have, in a name as it is written, also in German, French, Italian, Spanish, Dutch, Hindi and
 * Greek. "M." alone is a title in a column of its own, and an initial before a name. One group for each sign.
 */
const genderedTitle =
	/(?:^|[\s,(;])(?:(?<his>mr|bnr|bonwr|sir|lord|master|father|herr|hr|monsieur|signor|sig(?!\.ra)|se[ñn]or|(?<=^\s*)sr|(?<=^)m(?=\.?$)|dhr|shri|κος|κύριος)|(?<either>fr)|(?<besideM>madame|mme|mlle)|(?<besideD>d[ñn]a|do[ñn]a|dª)|(?<besideK>κα|κυρία)|(?<hers>mrs|ms|miss|bns|foneddiges|dame|lady|frau|sig\.ra|signora|se[ñn]ora|sra|srta|mevr|mevrouw|smt))(?=[\s.,);]|$)/gi;

const signNames = Object.keys(titleSigns) as (keyof typeof titleSigns)[];

/** Matches Mrs before what is her husband's given name, if another word follows. */
const wifeOf = new RegExp(`^\\s*(?:mrs|mme|madame|frau)\\.?\\s+(?:${mensNames.join("|")})\\.?\\s+\\p{L}`, "iu");

/**
 * Returns which title a name as it is written has. Empty if it has none, or a man's and a woman's. Of two people with one surname it is
 * often all that tells them apart.
 */
export function titleIn(raw: string): TitleSign | "" {
	if (raw.length > maxName) return "";
	const found = new Set(
		Array.from(raw.matchAll(genderedTitle), ({ groups }) => signNames.find((name) => groups?.[name] !== undefined)),
	);
	const [title] = found.size === 1 ? found : [];
	if (title === undefined) return "";
	return title !== "his" && wifeOf.test(raw) ? titleSigns.named : titleSigns[title];
}

/** Matches what stands behind the name of a father or a son of one name, each in a group of its own: the first, second, third and fourth. */
const generation = /(?:^|[\s,(])(?:(snr|sr|senior)|(jnr|jr|junior|ii)|(iii)|(iv))(?=[\s.,)]|$)/gi;

const mayHaveGeneration = /[jns]r\b|junior|senior|\b(?:ii|iv)/i;

/** Returns which of several people of one name it is, as the name is written: "1" for Sr, "2" for Jr and II. Empty if it says none, or several. */
export function generationIn(raw: string): string {
	if (raw.length > maxName || !mayHaveGeneration.test(raw)) return "";
	const found = new Set(Array.from(raw.matchAll(generation), (match) => String(match.slice(1).findIndex(Boolean) + 1)));
	const [only = ""] = found.size === 1 ? found : [];
	return only;
}

const surnameAlone =
	"(?:(?:van|von|der|den|de|la|le|du|di|da|bin|al|el|ten|ter|Van|De|La|Le|Du|Di|Da|St)[ .]+)*\\p{L}[\\p{L}\\p{M}'’-]+";
/** Match two capitals before or behind a surname that is not all in capitals. */
const initialsInFront = new RegExp(`^\\s*([DFHJMRS][RSTX])\\s+${surnameAlone}\\s*$`, "u");
const initialsBehind = new RegExp(`^\\s*${surnameAlone},\\s*([DFHJMRS][RSTX])\\s*$`, "u");

/**
 * Returns the two letters of a name as it is written that are a title elsewhere, and may be initials here: "MS Invented", "Invented, DR".
 * Empty if there are none. Without them the name would fit all of the family.
 */
export function initialsIn(raw: string): string {
	// A title in a column of its own stands on a line behind the name.
	const [name = ""] = raw.split("\n", 1);
	if (name.length > maxName || !/\p{Ll}/u.test(name)) return "";
	const [, initials = ""] = initialsInFront.exec(name) ?? initialsBehind.exec(name) ?? [];
	return titles.has(initials.toLowerCase()) ? initials.toLowerCase() : "";
}

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;
const runTogether = /(?<![\p{L}\p{M}'’.-])[A-Z]{2,3}(?![\p{L}\p{M}'’.-])/gu;

/** Whether two or three capitals stand first or last in a name that is not all in capitals: "JR Invented". They may be initials. */
export function mayBeInitials(name: string): boolean {
	const { length } = name;
	const first = isCapital(name.charCodeAt(0)) && isCapital(name.charCodeAt(1));
	if (!first && !(isCapital(name.charCodeAt(length - 1)) && isCapital(name.charCodeAt(length - 2)))) return false;
	return /^[A-Z]{2,3}[\s,]|[\s,][A-Z]{2,3}$/.test(name) && /\p{Ll}/u.test(name);
}

/** Returns what may be initials that are run together in a name as it is written: "jr" of "JR Invented". */
export function initialsRunTogether(raw: string): string[] {
	if (raw.length > maxName || !/\p{Ll}/u.test(raw)) return [];
	return Array.from(raw.matchAll(runTogether), ([initials]) => initials.toLowerCase());
}
