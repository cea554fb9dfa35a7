import { decodeText, normaliseText } from "./text";

/** ASCII spellings of letters that Unicode does not decompose into a letter and an accent. */
const letters: Record<string, string> = {
	ł: "l",
	ø: "o",
	ß: "ss",
	æ: "ae",
	œ: "oe",
	đ: "d",
	ð: "d",
	þ: "th",
	ħ: "h",
	ı: "i",
	ŋ: "n",
	ŧ: "t",
	ĸ: "k",
	ƒ: "f",
	ə: "e",
	ĳ: "ij",
};
const special = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

/**
 * Titles before a name and letters after it, folded. Ignored, because they distinguish nobody and are often missing. Not those that are
 * also given names, initials or surnames: without them "Major Singh" and "JP van Made" would be all their family.
 */
export const titles: ReadonlySet<string> = new Set(
	(
		"mr mrs ms miss mx dr doctor prof professor rev revd reverend fr father sir dame lord lady rt cllr councillor mep msp mla " +
		"capt captain maj colonel lt sgt cpl cdr brig jnr jr snr sr ii iii obe mbe cbe kbe dbe phd bsc msc esq " +
		"baroness viscount viscountess countess marquess rabbi monsieur madame mme mlle frau herr hr sra srta dhr mevr mevrouw sigra signora shri smt dna κα κος κυρια κυριος family household teulu " +
		"bnr bns bonwr foneddiges y parch dr an and a ac"
	).split(" "),
);
/** What stands behind the surname of all of a household: "The Invented Family". */
const households = new Set(["family", "household"]);
/** Titles that are also names or initials. Ignored only at the beginning. */
const ambiguousTitles = new Set(["a", "y", "an", "and", "ac"]);
const onlyInFront = new Set(["an", "lady", "lord", "father", "rt", "y"]);

/** Accents and points, which a name may lack. Vowels and other signs of a script's own belong to the name. */
const accents =
	"\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
const accent = new RegExp(`[${accents}]`, "gu");
const accentOrApostrophe = new RegExp(`[${accents}'’‘‛ʼʹʻʽʾʿꞌ՚＇′\`´.]`, "gu");

const foldWord = (raw: string) =>
	normaliseText(raw)
		.normalize("NFKD")
		.replace(accentOrApostrophe, "")
		.toLowerCase()
		.normalize("NFKD")
		.replace(accent, "")
		.replace(special, (letter) => letters[letter] ?? letter)
		.replace(/[^\p{L}\p{M}\p{N}]/gu, " ");

/**
 * Matches the second letter of two that stand for one with an accent: Mueller, Joergensen, Jaeger, Aasgaard. Only where no two given names
 * differ by it, as Joe and Jo, Sue and Su, Noel, Michael and Michal do: between consonants, not before a single l, in longer words.
 */
const secondLetter = /(?<=[b-df-hj-np-tv-z][ou])e(?=[b-df-hj-km-np-tv-xz]|l[b-df-hj-np-tv-xz])/g;
const secondOfA = /(?<=[b-df-hj-np-tv-z]a)e(?=[b-df-hj-km-np-tv-xz])/g;

function withoutSecondLetters(word: string): string {
	const single = word.length > 4 && word.includes("aa") ? word.replace(/aa+/g, "a") : word;
	if (single.length < 5 || !/[aou]e/.test(single)) return single;
	const folded = single.replace(secondLetter, "");
	return single.length > 5 ? folded.replace(secondOfA, "") : folded;
}

/** Spellings and abbreviations of one word. Not short names, such as Chas, by which a son may be told from his father. */
const spellings = new Map(
	"saint st|verch ferch|wm william|thos thomas|robt robert|saml samuel|danl daniel|alexr alexander|edwd edward|richd richard"
		.split("|")
		.map((pair) => pair.split(" ") as [string, string]),
);

/** Writes "MacDonald" as "McDonald", "Mueller" as "Muller" and "Saint" as "St", because tables have both for one person. */
export function withOneSpelling(word: string): string {
	const usual = spellings.get(word);
	if (usual !== undefined) return usual;
	const single = withoutSecondLetters(word);
	return /^mac[a-z]{3}/.test(single) ? `mc${single.slice(3)}` : single;
}

/** The result of `foldWord` for each character of Latin-1. None of them depends on its neighbours. */
const latin = Array.from({ length: 0x100 }, (_, code) => foldWord(`a${String.fromCharCode(code)}a`).slice(1, -1));

/** Folds a name in Latin-1 in a tenth of the time. Returns undefined for names with other letters. */
function foldLatin(raw: string): string | undefined {
	let text = "";
	for (let at = 0; at < raw.length; at++) {
		const folded = latin[raw.charCodeAt(at)];
		if (folded === undefined) return undefined;
		text += folded;
	}
	return text;
}

/** Puts spaces between initials and words that only full stops part: "A.B.", "St.John". Not in titles: "O.B.E." */
const partInitials = (raw: string) =>
	raw.replace(/[^\s,;()]*\p{L}\.\p{L}[^\s,;()]*/gu, (word) =>
		titles.has(foldWord(word).trim()) ? word : word.replaceAll(".", ". "),
	);

/** Matches what stands behind a name to say by whom somebody is reached, or whose relative they are: that name is another's. */
const ofOthers =
	/(?<=[\p{L}\p{M}.)])[\s,(-]+(?:[csdwh]\/o\b|(?:care|son|daughter|wife|husband|widow|widower|mother|father|parent|partner|child|guardian|carer|executor|on behalf) of\b|obo\b|gofal\b).*$/isu;

/** The maximum length of a name, in characters. */
export const maxName = 300;

/**
 * Returns the words of a name, folded: lower case, without accents, apostrophes and full stops. Hyphens separate words. Omits
 * titles and letters after the name, unless the name has nothing else. Empty if the name has no letter.
 * "Mrs Ó-Súilleabháin, Anne" returns o, suilleabhain, anne.
 */
function nameWords(raw: string): string[] {
	if (raw.length > maxName) return [];
	const decoded = decodeText(raw).replace(ofOthers, "");
	const parted = decoded.includes(".") ? partInitials(decoded) : decoded;
	const folded = (foldLatin(parted) ?? foldWord(parted)).split(" ").filter(Boolean);
	if (!folded.some((word) => /\p{L}/u.test(word))) return [];
	const hasTwoPeople = decoded.includes("&") || decoded.includes("+") || folded.includes("and");
	const isHousehold = folded[0] === "the" && households.has(folded.at(-1) ?? "");
	let beforeName = true;
	const words = folded.filter((word) => {
		const title =
			(isHousehold && beforeName && word === "the") ||
			(titles.has(word) &&
				(!ambiguousTitles.has(word) || (hasTwoPeople && word !== "a" && word !== "y")) &&
				(beforeName || !onlyInFront.has(word)));
		if (!title) beforeName = false;
		return !title;
	});
	return joinMc(words.length > 0 ? words : folded);
}

/** Joins "Mc Donald", which is one word elsewhere. */
const joinMc = (words: readonly string[]) =>
	words.flatMap((word, at) => {
		if (word === "mc" && at + 1 < words.length) return [];
		return withOneSpelling(words[at - 1] === "mc" ? `mc${word}` : word);
	});

/** The folded forms of earlier words; undefined for words of which more than folding is to be decided. Most rows have the same given names and surnames. */
const foldedWords = new Map<string, string | undefined>();
const cacheSize = 20_000;
/** Parts of a text that are longer keep the whole text in memory (V8's sliced strings). */
const longestCached = 12;

/** Words of which more than folding is to be decided: "Mc Donald", "son of". */
const decidesMore = new Set(["mc", "of", "obo", "gofal"]);

/** Folds one word of a name of which nothing else is to be decided: letters of Latin-1, no title, nothing encoded. */
function foldPlainWord(word: string): string | undefined {
	const known = foldedWords.get(word);
	if (known !== undefined || foldedWords.has(word)) return known;
	const isEncoded = /[.&ÂÃÄÅâÔ]/.test(word);
	const text = isEncoded ? undefined : foldLatin(word);
	const isPlain = text !== undefined && /^[a-z]+$/.test(text) && !titles.has(text) && !decidesMore.has(text);
	const folded = isPlain ? withOneSpelling(text) : undefined;
	if (word.length > longestCached) return folded;
	if (foldedWords.size >= cacheSize) foldedWords.clear();
	foldedWords.set(word, folded);
	return folded;
}

/** Returns the words of a name if each is plain. */
function plainWords(raw: string): string[] | undefined {
	if (raw.length > maxName) return undefined;
	const words: string[] = [];
	for (let from = 0; from < raw.length; ) {
		const space = raw.indexOf(" ", from);
		const end = space < 0 ? raw.length : space;
		const folded = end > from ? foldPlainWord(raw.slice(from, end)) : "";
		if (folded === undefined) return undefined;
		if (folded) words.push(folded);
		from = end + 1;
	}
	return words;
}

/** Whether a normalised name is in Chinese characters or Hangul, which are written with a space between the names and without. */
export const isInCharacters = (normalised: string) =>
	normalised.charCodeAt(0) >= 0x1100 && /^[\p{Script=Han}\p{Script=Hangul} ]+$/u.test(normalised);

/** Returns the words of a name, folded, as they stand side by side in it. */
export const wordsInOrder = (raw: string): readonly string[] => plainWords(raw) ?? nameWords(raw);

/** Words that `nameWords` ignores only in front, or joins to the next, come last, so that the comparison form of a name is its own comparison form. */
const place = (word: string) => (word === "mc" ? 3 : onlyInFront.has(word) ? (ambiguousTitles.has(word) ? 1 : 2) : 0);
const byPlace = (one: string, other: string) => place(one) - place(other) || (one < other ? -1 : 1);

/** Returns the words of a name in one order. Undefined if there are none. */
export function inOneOrder(words: readonly string[]): string | undefined {
	const [one = "", other] = words;
	if (words.length === 2) return byPlace(one, other as string) < 0 ? `${one} ${other}` : `${other} ${one}`;
	return words.length > 0 ? words.toSorted(byPlace).join(" ") : undefined;
}

/**
 * Returns a name for comparison: its words in one order, alphabetical but for the few that are also titles, because tables also
 * write "Invented, Ada". Undefined if it has no letter.
 */
export const normaliseName = (raw: string): string | undefined => inOneOrder(wordsInOrder(raw));
