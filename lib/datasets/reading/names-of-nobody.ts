/** What stands in tables for a name and is none: what programs write for nothing, and what many people are called alike. */
import { normaliseName } from "../../identifiers";

/** What programs make of two empty columns, and people of two that must be filled. Such a record has no name. */
const nobody =
	"null null|none none|nil nil|nan nan|undefined undefined|undefined|unknown unknown|unknown name|name unknown|no name|noname|no name given|not known not known|n a n a|first name last name|first last|fname lname|firstname lastname|first name|last name|forename surname|surname|full name|name|your name|blank blank|x x|xx xx|xxx xxx|anhysbys anhysbys|dienw|dim enw";
/**
 * What many people are called alike: posts, and words for whoever it is. Two such records may be two people's, and none is shown with
 * a name's.
 */
const anybody =
	"anonymous|anon|anonymous anonymous|anonymous donor|anonymous supporter|anonymous user|a n other|an other|guest|guest user|guest guest|test|test test|test user|testing|dummy|user|customer|contact|subscriber|friend|dear friend|supporter|member|donor|voter|elector|occupier|the occupier|resident|the resident|householder|the householder|homeowner|sir or madam|sir madam|dear sir|dear sir or madam|name withheld|withheld|redacted|private|deceased|duplicate|do not use|do not contact|do not mail|admin|administrator|webmaster|office|the office|info|information|enquiries|reception|secretary|the secretary|honorary secretary|hon secretary|treasurer|the treasurer|honorary treasurer|chair|the chair|chairman|the chairman|chairperson|president|branch secretary|branch treasurer|branch chair|membership secretary|membership|the manager|manager|office manager|parent|parent guardian|parent or guardian|parent carer|guardian|carer|next of kin|team|the team|head office|clerk|the clerk|parish clerk|town clerk|agent|organiser|general enquiries|press office|press officer|sales|accounts|accounts payable|admin team|head teacher|headteacher|the vicar|the rector|current occupier|current occupant|occupant|account holder|card holder|volunteer|dear volunteer|dear supporter|dear member|dear donor|clerk to the council|constituency office|branch office|vice chair|chairwoman|co chair|womens officer|youth officer|membership officer|returning officer|ysgrifennydd|trysorydd|cadeirydd|aelod|cefnogwr|preswylydd|swyddfa";

/** Stands for the name of a person who is called as many are: one letter that no name has, so that it counts as an initial. */
export const unnamedPerson = "\ue000";

const normalisedOf = (list: string) => list.split("|").map((name) => normaliseName(name) ?? name);
const known = new Map<string, "nobody" | "anybody">([
	...normalisedOf(anybody).map((name) => [name, "anybody"] as const),
	...normalisedOf(nobody).map((name) => [name, "nobody"] as const),
]);

/** Which pairs of first letter and length are those of a known one: most names are none, and need not be looked up. */
const mayBeKnown = new Uint8Array(32 * 64);
const shapeOf = (name: string) => (name.charCodeAt(0) & 31) * 64 + Math.min(name.length, 63);
for (const name of known.keys()) mayBeKnown[shapeOf(name)] = 1;

/** Says whether a normalised name is somebody's, or anybody's, or no name. */
export function whoseName(normalised: string): "somebody" | "anybody" | "nobody" {
	if (!mayBeKnown[shapeOf(normalised)]) return "somebody";
	return known.get(normalised) ?? "somebody";
}

/** Matches a name that is another's: somebody's relative is meant, or whoever is reached by them. */
const anothers =
	/^\s*(?:the )?(?:c\/o|[sdwh]\/o|care of|(?:parents?|mother|father|mum|dad|guardians?|carers?|wife|husband|widow|widower|partner|son|daughter|child|family|rhieni|rhiant) (?:of|to|i)) /i;

/** Whether the cell of a name says who somebody belongs to, and not their name: "Parent of Ada Invented", "c/o Ben Made". */
export const namesAnother = (name: string) => anothers.test(name);

/** Matches a field of a letter to many that was never filled: "*|FNAME|*", "{{first_name}}", "«Surname»", "%NAME%". */
const unfilledField = /^(?:\*\|.*\|\*|\{\{.*\}\}|«.*»|<<.*>>|%\w+%|\$\{.*\}|\[(?:first|last|full|your)?[ _]?name\])$/i;

/** Matches what a web page writes around words and between lines. */
const tag = /<\/?(?:a|b|br|div|em|font|i|p|span|strong|td|u)\b[^<>]*>/gi;

/** What a name is called in an object of JSON, the whole one first. */
const wholeNames = ["full", "full_name", "fullName", "display", "display_name", "displayName", "name", "formatted"];
const nameParts = [
	"first",
	"first_name",
	"given",
	"given_name",
	"middle",
	"last",
	"last_name",
	"family",
	"family_name",
];

/** Returns the name in an object of JSON: of its whole name, or of its parts. Returns the text if it is none. */
function nameInJson(text: string): string {
	try {
		const fields = JSON.parse(text) as Record<string, unknown>;
		const textOf = (key: string) => (typeof fields[key] === "string" ? (fields[key] as string) : "");
		return wholeNames.map(textOf).find(Boolean) ?? nameParts.map(textOf).filter(Boolean).join(" ");
	} catch {
		return text;
	}
}

/** Removes what a program wrote for one of two columns that were empty: "Ada NULL". In a name of capitals it may be Ms Null. */
const withoutEmptyColumn = (name: string) =>
	/\p{Ll}/u.test(name.replace("undefined", "")) ? name.replace(/(?:^| )(?:NULL|undefined)(?= |$)/g, "").trim() : name;

/** Takes out of the cell of a name what is none: an address, an object's keys and signs, a field that was never filled. */
export function nameOnly(text: string): string {
	const code = text.charCodeAt(0);
	const isWord = (code >= 0x30 && code < 0x3a) || (code | 0x20) >= 0x61;
	if (!isWord && unfilledField.test(text)) return "";
	const named = code === 0x7b ? nameInJson(text) : text;
	const name = named.includes("<") ? named.replace(tag, " ").trim() : named;
	const without = name.includes("@") ? name.replace(/[<(["']*\S*@\S*/g, " ").trim() : name;
	return without.includes("NULL") || without.includes("undefined") ? withoutEmptyColumn(without) : without;
}
