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

/** Titles before a name and letters after it, folded. Ignored, because they distinguish nobody and are often missing. */
const titles = new Set(
	(
		"mr mrs ms miss mx master dr doctor prof professor rev revd reverend fr father sir dame lord lady hon rt cllr councillor mp ms mep msp mla " +
		"capt captain maj major col colonel lt sgt cpl cdr brig gen jr jnr junior sr snr senior ii iii iv obe mbe cbe kbe dbe phd bsc ba ma msc md esq jp kc qc " +
		"bnr bns bonwr foneddiges y parch dr an and a ac"
	).split(" "),
);
/** Titles that are also names or initials. Ignored only at the beginning. */
const ambiguousTitles = new Set(["a", "y", "an", "and", "ac"]);
const onlyInFront = new Set(["ma", "ba", "md", "an", "major", "lady", "lord", "master", "father", "hon", "rt", "y"]);

const foldWord = (raw: string) =>
	normaliseText(raw)
		.normalize("NFKD")
		.replace(/[\p{M}'’‘‛ʼʹʻʽʾʿꞌ՚＇′`´.]/gu, "")
		.toLowerCase()
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(special, (letter) => letters[letter] ?? letter)
		.replace(/[^\p{L}\p{N}]/gu, " ");

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

/** The maximum length of a name, in characters. */
export const maxName = 300;

/**
 * Returns the words of a name, folded: lower case, without accents, apostrophes and full stops. Hyphens separate words. Omits
 * titles and letters after the name, unless the name has nothing else. Empty if the name has no letter.
 * "Mrs Ó-Súilleabháin, Anne" returns o, suilleabhain, anne.
 */
function nameWords(raw: string): string[] {
	if (raw.length > maxName) return [];
	const decoded = decodeText(raw);
	const parted = decoded.includes(".") ? partInitials(decoded) : decoded;
	const folded = (foldLatin(parted) ?? foldWord(parted)).split(" ").filter(Boolean);
	if (!folded.some((word) => /\p{L}/u.test(word))) return [];
	const hasTwoPeople = decoded.includes("&") || decoded.includes("+") || folded.includes("and");
	let beforeName = true;
	const words = folded.filter((word) => {
		const title =
			titles.has(word) &&
			(!ambiguousTitles.has(word) || (hasTwoPeople && word !== "a" && word !== "y")) &&
			(beforeName || !onlyInFront.has(word));
		if (!title) beforeName = false;
		return !title;
	});
	return words.length > 0 ? words : folded;
}

/** The folded forms of earlier words; undefined for words of which more than folding is to be decided. Most rows have the same given names and surnames. */
const foldedWords = new Map<string, string | undefined>();
const cacheSize = 20_000;
/** Parts of a text that are longer keep the whole text in memory (V8's sliced strings). */
const longestCached = 12;

/** Folds one word of a name of which nothing else is to be decided: letters of Latin-1, no title, nothing encoded. */
function foldPlainWord(word: string): string | undefined {
	const known = foldedWords.get(word);
	if (known !== undefined || foldedWords.has(word)) return known;
	const isEncoded = /[.&ÂÃÄÅâ]/.test(word);
	const text = isEncoded ? undefined : foldLatin(word);
	const folded = text !== undefined && /^[a-z]+$/.test(text) && !titles.has(text) ? text : undefined;
	if (word.length > longestCached) return folded;
	if (foldedWords.size >= cacheSize) foldedWords.clear();
	foldedWords.set(word, folded);
	return folded;
}

/** Returns the words of a name if each is plain, in one order. */
function plainName(raw: string): string | undefined {
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
	const [one = "", other] = words;
	if (words.length === 2) return one < (other as string) ? `${one} ${other}` : `${other} ${one}`;
	return words.length > 0 ? words.sort().join(" ") : undefined;
}

/** Words that `nameWords` ignores only in front come last, so that the comparison form of a name is its own comparison form. */
const place = (word: string) => (onlyInFront.has(word) ? (ambiguousTitles.has(word) ? 1 : 2) : 0);
const byPlace = (one: string, other: string) => place(one) - place(other) || (one < other ? -1 : 1);

/**
 * Returns a name for comparison: its words in one order, alphabetical but for the few that are also titles, because tables also
 * write "Invented, Ada". Undefined if it has no letter.
 */
export function normaliseName(raw: string): string | undefined {
	const plain = plainName(raw);
	if (plain !== undefined) return plain;
	const words = nameWords(raw);
	return words.length > 0 ? words.sort(byPlace).join(" ") : undefined;
}
