/** The name of a row, from its parts, and what it is an identifier with. */
import { identifierKinds, maskFor, normaliseName, statedNames } from "../../identifiers";
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
};

function readName(name: string): ReadName {
	const normalised = normaliseName(name) ?? "";
	// A title makes a name longer than its words, unless it is kept as one of them: "Sig. Inventato". Of three words, or two of Chinese, it matters which stand side by side.
	const mayHaveTitle = name.length > normalised.length + 1 || name.includes(".");
	return {
		normalised,
		isOf: namesAnother(name) ? "anybody" : whoseName(normalised),
		hint: maskName(name),
		isLonger: mayHaveTitle || hasThreeWords(normalised) || isInCharacters(normalised),
	};
}

/** What earlier names of two parts came to, because frequent given names and surnames meet often. */
const namesRead = new Map<string, ReadName>();
const cacheSize = 20_000;

function readNameOnce(name: string): ReadName {
	let read = namesRead.get(name);
	if (!read) {
		read = readName(name);
		if (namesRead.size >= cacheSize) namesRead.clear();
		namesRead.set(name, read);
	}
	return read;
}

/** Adds the name, joined from its parts, and the identifier of name and postcode. */
export function addName({ record, nameParts, placeholderBits, givenBits, fullName, postcodes }: NamedDraft): void {
	const parts = placeholderBits ? dropPlaceholders(nameParts, placeholderBits, givenBits) : nameParts;
	const joined = parts.length === 2 ? `${parts[0]} ${parts[1]}` : parts.join(" ");
	const name = fullName && joined ? withParts(fullName, joined, givenBits > 0) : fullName || joined;
	if (!name) return;
	// A whole cell is not remembered: a part of a text keeps all of it in memory (V8's sliced strings).
	const { normalised, isOf, hint, isLonger } =
		name === joined && parts.length === 2 ? readNameOnce(name) : readName(name);
	if (isOf === "nobody") return;
	addHint(record, hintIndex.name, hint);
	record.name = isOf === "somebody" ? normalised : unnamedPerson;
	if (isLonger) record.title = record.title ? `${name}\n${record.title}` : name;
	if (!postcodes || !record.name || isOf !== "somebody") return;
	for (const stated of statedNames(name, normalised))
		for (const postcode of postcodes) addIdentifier(record, namePostcodeIndex, `${stated}, ${postcode}`);
}
