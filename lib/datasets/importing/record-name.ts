/** The name of a row, from its parts, and what it is an identifier with. */
import { identifierKinds, maskFor, nameForms, normaliseName } from "../../identifiers";
import { dropPlaceholders } from "../reading/cell-values";
import { namesAnother, unnamedPerson, whoseName } from "../reading/names-of-nobody";
import { addHint, addIdentifier, type ExtractedRecord, hintIndex } from "./record-fields";

/** A record while its cells are read, with the parts of its name. */
export type NamedDraft = {
	record: ExtractedRecord;
	nameParts: string[];
	/** One bit for each name part: whether it may be a placeholder, and whether it is a given name. */
	placeholderBits: number;
	givenBits: number;
	fullName: string;
	/** The postcodes of the row: at home and at work. */
	postcodes: string[] | undefined;
};

const namePostcodeIndex = identifierKinds.indexOf("name-postcode");
const maskName = maskFor("name");

const hasThreeWords = (normalised: string) => normalised.includes(" ", normalised.indexOf(" ") + 1 || Infinity);

/** Whether a name is in another alphabet than those of Europe, some of which are written with a space between the names and without. */
const isInCharacters = (normalised: string) => normalised.charCodeAt(0) >= 0x1100;

/**
 * Returns a whole name with the parts of a name that it lacks: "Name" beside "Surname" is a given name, and "Name" beside "Vorname" a
 * surname. Without them all of one given name, or of one surname, would be one person.
 */
function withParts(fullName: string, parts: string, hasGiven: boolean): string {
	const [words = [], more = []] = [fullName, parts].map((text) => (normaliseName(text) ?? "").split(" "));
	// Another given name beside a whole name may be a short one: "Bill Invented" is William's.
	if (more.every((word) => words.includes(word)) || (hasGiven && words.length > 1)) return fullName;
	return words.every((word) => more.includes(word)) ? parts : `${fullName} ${parts}`;
}

/** What a whole name comes to. `isLonger` says that it is kept as it is written too. */
type ReadName = {
	normalised: string;
	isOf: "somebody" | "anybody" | "nobody";
	hint: string | undefined;
	isLonger: boolean;
	/** As its owner states it, if that was asked for. */
	stated: string | undefined;
};

function readName(name: string, isStated: boolean): ReadName {
	const { normalised, stated, mayBeInitials } = nameForms(name, isStated);
	// A title makes a name longer than its words, unless it is kept as one of them: "Sig. Inventato". Of three words, or two of Chinese, it matters which stand side by side.
	const mayHaveTitle = name.length > normalised.length + 1 || name.includes(".");
	return {
		normalised,
		isOf: namesAnother(name) ? "anybody" : whoseName(normalised),
		hint: maskName(name),
		isLonger: mayHaveTitle || hasThreeWords(normalised) || isInCharacters(normalised) || mayBeInitials,
		stated,
	};
}

/** What earlier names of two parts came to, because frequent given names and surnames meet often. */
const namesRead = new Map<string, ReadName>();
const cacheSize = 20_000;

function readNameOnce(name: string, isStated: boolean): ReadName {
	let read = namesRead.get(name);
	if (!read || (isStated && read.stated === undefined)) {
		read = readName(name, isStated);
		if (namesRead.size >= cacheSize) namesRead.clear();
		namesRead.set(name, read);
	}
	return read;
}

/** Matches two or more names that have lost the space between them, and the beginnings of surnames that have a capital within. */
const lostSpace = /^\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)*\p{Lu}\p{Ll}{3,}$/u;
const oneSurname = /^(?:M[ca]c?|Fitz|D[aeiou]|L[ae]|Del|Van|Von|Der|St|O|Al|El|Bin|A[bp]|Ni|Nic|San|Ten|Ter)\p{Lu}/u;

/** Parts the words of a whole name that has lost its space: "AdaInvented". */
export const partLostSpace = (name: string) =>
	!name.includes(" ") && lostSpace.test(name) && !oneSurname.test(name)
		? name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
		: name;

/** Adds the name, joined from its parts, and the identifier of name and postcode. */
export function addName({ record, nameParts, placeholderBits, givenBits, fullName, postcodes }: NamedDraft): void {
	const parts = placeholderBits ? dropPlaceholders(nameParts, placeholderBits, givenBits) : nameParts;
	const joined = parts.length === 2 ? `${parts[0]} ${parts[1]}` : parts.join(" ");
	const name = fullName && joined ? withParts(fullName, joined, givenBits > 0) : fullName || joined;
	if (!name) return;
	// A whole cell is not remembered: a part of a text keeps all of it in memory (V8's sliced strings).
	const isStated = postcodes !== undefined;
	const read = name === joined && parts.length === 2 ? readNameOnce(name, isStated) : readName(name, isStated);
	const { normalised, isOf, hint, isLonger } = read;
	if (isOf === "nobody") return;
	addHint(record, hintIndex.name, hint);
	record.name = isOf === "somebody" ? normalised : unnamedPerson;
	if (isLonger) record.title = record.title ? `${name}\n${record.title}` : name;
	if (!postcodes || !record.name || isOf !== "somebody") return;
	// Of parts, whoever states a name states a middle name in front of the surname, wherever its column is.
	const stated = parts.length > 2 && !fullName ? nameForms(inOrder(parts, givenBits), true).stated : read.stated;
	for (const postcode of postcodes) addIdentifier(record, namePostcodeIndex, `${stated}, ${postcode}`);
}

/** Returns the given names of a name's parts in front of the others. */
const inOrder = (parts: readonly string[], givenBits: number) =>
	[...parts.filter((_, at) => givenBits & (1 << at)), ...parts.filter((_, at) => !(givenBits & (1 << at)))].join(" ");
