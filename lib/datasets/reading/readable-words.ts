/**
 * Tells whether a word reads as a name of some language, by the letters and by what may stand beside them. Names are too short, and too
 * mixed in one table, for the statistics of running text by which programs guess an encoding: jschardet 4.1 took three in four tables of French, Spanish and German names for windows-1250.
 */

/** How well a word reads: as usual, as less usual, as rare, not at all. */
const [usual, lessUsual, rare] = [4, 3, 2] as const;
export const unreadable = 0;

/** The letters beyond a to z of each language. A name's are all of one. */
const usualLetters = [
	"àâçéèêëîïôùûüœæÿ", // French, English
	"áéíñóúüç", // Spanish
	"àçèéíïòóúü", // Catalan
	"áâãàçéêíóôõúü", // Portuguese
	"àèéìòóùîí", // Italian
	"äöüßé", // German
	"äëïöüèéêáóíç", // Dutch, Welsh
	"áâêîôûŵŷäëïöüàèìòùéíóú", // Welsh, Irish, Gaelic
	"åäöæøéüáôšž", // Scandinavian languages, Finnish
	"ąćęłńóśźż", // Polish
	"áčďéěíňóřšťúůýž", // Czech
	"áäčďéíľňóôšťúýž", // Slovak
	"áéíóöőúüű", // Hungarian
	"ăâîşţșț", // Romanian
	"čćđšž", // Croatian, Serbian, Slovene
	"çğıİöşüâî", // Turkish
].map((letters) => new Set(letters));
const lessUsualLetters = [
	"áðéíóúýþæö", // Icelandic
	"āčēģīķļņšūžō", // Latvian
	"ąčęėįšųūž", // Lithuanian
].map((letters) => new Set(letters));
const rareLetters = [
	"õäöüšž", // Estonian
	"àáâãèéêìíòóôõùúýăđĩũơư", // Vietnamese
	"áäčďéíĺľňóôŕšťúýž", // Slovak
].map((letters) => new Set(letters));

const vowel = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýăąāēęěėīįıőōųűūů";
const consonant = "bcdfghjklmnpqrstvwxzßçñ";

/** What stands beside no such letter in any language: the rules of spelling of each, as far as other encodings break them. */
const never = [
	`ñ(?![${vowel}])`,
	`è[${vowel}]`,
	"[aou]è$",
	"(?<!q)uä",
	"ã(?=[bcdfgjklpqrtvxzhm]|s.)",
	"œ(?!u)",
	"(?<=.)þ",
	`(?<![${vowel}r])ð`,
	"iæ",
	`^ç(?![${vowel}l])`,
	`(?<=[bcdfghjklmnpqrtvwxz])ç(?=[bcdfghjkmnpqrtvwxz])`,
	"[aou]ò|ò[aeu]",
	"[aeo]à|à[ae]",
	"[ao]ä|ä[ao]|[iou]äsk[aiy]$",
	"üu|uü|ûu|^û",
	"[áéóú][áéóú]",
	"[aeiou]ý",
	`[bcdfghjkmnpqstvwxz]ž[${consonant}]`,
	`[ąę][${vowel}]`,
	"[ŷŵ][aeiou]|[aeiouy]ŷ",
	"úu|oü|^ÿ",
	"[aeiouáéíóúý]ø",
	"[aeo]æ|æ[aeo]",
	"[^a-ząćęłńóśźż'’-].*wsk[aiy]$",
	`[ńśź](?=[${vowel}])`,
	"(?<![dtnbpmvf])ě",
	`ě[${vowel}]`,
	`^ů|ů[${vowel}]`,
	"ă[aeoăâ]",
	`[őű][${vowel}]`,
	"^[ąęń]",
	`(?<![${vowel}])ğ`,
	"(?<![aeiouäöü])ß",
].join("|");
const isNever = new RegExp(never, "u");
/** What stands in few names, and in many of a table that was read in another encoding. */
const isRare = new RegExp(
	[
		`ì(?!$)`,
		"õ(?!e)",
		"ý(?!$)",
		"ã(?=[nui])",
		"ê(?=[dkzb])",
		`ø(?=[aeiouáéíóúæ])`,
		`ù(?=[${consonant}])`,
		"sz[õû]",
		"æ$",
		"(?:ien|ait|yt|ut|ût)ë$",
		"ïe",
		"[ďť](?=.)",
		`(?<![${vowel}])ï`,
		"[ao]ê",
		`[${consonant}]ÿ`,
		"æi|iå|[ei]ä|š[szž]|^ë",
		"î(?:$|[aeo])",
		"û[kzg]",
		"[st]îne$|^þu(?![lr])|^übr|taß$",
	].join("|"),
	"u",
);
/** In DOS code page 852 "ç" is "š", and "Ñ" is "Đ": Koš, Višnja, Dušan, Đurić. */
const isLessUsual = /ù$|ç$|ç[bcdfghjkmnpqrtvwxz]|(?<![nr])ç[aeiou][nk]$|kç|iço$|^ñ/u;

/** Matches signs that stand beside words, and those that are part of them. */
const edges = /^[“”„«»‹›‘’'"–—…•*†‡°´`¿¡-]+|[“”„«»›‘’'"–—…•*†‡°´`®™-]+$/gu;
const between = /['’‘´`·–—-]+/u;
/** Matches signs that are right beside letters: square metres, "Mª José", "Nº 5". */
const withSign = /^(?:[cdkm]?m[²³]|[A-Z]?\p{Ll}?[ªº°])$/u;
/** Letters that are no word by themselves in any language. */
const neverAlone = /^[çýßšžñþðÿæœ]$/;
const afterPound = /^(?:nil|none|tbc|tba|pa|pm|pw|each|per|k|m|bn|mn|free|off|gbp|x+)$/i;
const capitalAfter = /^(?:mc|mac|de|di|da|la|le|o|d|fitz|van)$/i;

const scripts = [
	/\p{Script=Latin}/u,
	/\p{Script=Cyrillic}/u,
	/\p{Script=Greek}/u,
	/\p{Script=Hebrew}/u,
	/\p{Script=Arabic}/u,
	/\p{Script=Hangul}/u,
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u,
] as const;
const [latin, cyrillic, greek, hebrew, arabic, hangul] = scripts;

/** Whether capitals stand where they do in names: first, or everywhere. */
function hasNameCapitals(part: string): boolean {
	if (!/\p{Ll}/u.test(part)) return true;
	return [...part.matchAll(/\p{Lu}/gu)].every(
		({ 0: letter, index }) =>
			index === 0 || (letter <= "Z" && latin.test(part)) || capitalAfter.test(part.slice(0, index)),
	);
}

function latinWord(word: string): number {
	if (/\p{M}/u.test(word.normalize("NFC")) || !/[A-Za-z]/.test(word)) return unreadable;
	if (!word.split(between).every(hasNameCapitals)) return unreadable;
	const small = word.replaceAll("İ", "i").toLowerCase();
	const letters = [...small].filter((letter) => letter > "z" && /\p{L}/u.test(letter));
	const fits = (alphabets: readonly Set<string>[]) =>
		alphabets.some((alphabet) => letters.every((letter) => alphabet.has(letter)));
	if (small.split(between).some((part) => isNever.test(part))) return unreadable;
	const level = fits(usualLetters) ? usual : fits(lessUsualLetters) ? lessUsual : fits(rareLetters) ? rare : unreadable;
	// Programs write "ZOë" whose capitals are those of ASCII.
	const isMixed = /[A-Z]{2}/.test(word) && /[^\P{Ll}a-z]/u.test(word);
	if (isMixed || isRare.test(small)) return Math.min(level, rare);
	return isLessUsual.test(small) ? Math.min(level, lessUsual) : level;
}

const cyrillicAlphabets = [
	/^[а-яё]+$/, // Russian, Bulgarian
	/^[а-щьюяіїєґ]+$/, // Ukrainian
	/^[абвгдђежзијклљмнњопрстћуфхцчџш]+$/, // Serbian
	/^[абвгдежзйклмнопрстуфхцчшьыэюяёіў]+$/, // Belarusian
];

function cyrillicWord(word: string): number {
	for (const part of word.split(between)) {
		if (!hasNameCapitals(part)) return unreadable;
		const small = part.toLowerCase();
		if (!cyrillicAlphabets.some((alphabet) => alphabet.test(small))) return unreadable;
		if (small.length > 1 && !/[аеёиоуыэюяіїєј]/.test(small)) return unreadable;
		if (/^[ьъы]|[бвгджзклмнпрстфхцчшщ]й|[бвгджзйклмнпрстфхцчшщ]{6}/.test(small)) return unreadable;
	}
	return /^\p{Lu}/u.test(word) ? usual : rare;
}

function greekWord(word: string): number {
	for (const part of word.split(between)) {
		if (!hasNameCapitals(part)) return unreadable;
		const small = part.toLowerCase().normalize("NFD");
		const accents = (small.match(/\u0301/g) ?? []).length;
		const plain = small.replace(/\p{M}/gu, "");
		const isCapital = !/\p{Ll}/u.test(part);
		if (!/[αεηιοω]|υ/.test(plain) || /[βγδζθκλμνξπρσςτφχψ]{5}|[βγδζθκλμπτφχ]$/.test(plain)) return unreadable;
		if (!isCapital && (accents > 1 || /σ$|ς(?=.)/.test(plain))) return unreadable;
		if (isCapital && accents > 0) return unreadable;
	}
	return /^\p{Lu}/u.test(word) ? usual : rare;
}

const hebrewWord = (word: string) => (/[ךםןףץ](?=\p{L})/u.test(word) ? unreadable : usual);

/**
 * Returns how well a word with characters above ASCII reads; undefined if it says nothing: signs without letters, one letter.
 * `isFrequent` says whether a character of East Asian scripts is one of the frequent of its encoding.
 */
function wordLevel(text: string, isFrequent: (character: string) => boolean): number | undefined {
	if (/[\ufffd\p{Cc}\p{Co}\p{Cn}]/u.test(text)) return unreadable;
	let word = text.replace(edges, "");
	// "İbrahim" in Mac OS Turkish: no name begins with a small letter behind a quotation mark that is never closed.
	if (/^‹\p{Ll}[^›]*$/u.test(text)) return rare;
	const hasPound = /^£\p{L}/u.test(word);
	if (hasPound) word = word.slice(1);
	if (withSign.test(word) || !/\p{L}/u.test(word)) return undefined;
	if (word.split(between).some((part) => /[^\p{L}\p{M}]/u.test(part))) return unreadable;
	// A pound sign stands before few words, as "£ukasz" would.
	if (hasPound) return afterPound.test(word) ? undefined : rare;
	// Behind O, D and some others an accent is an apostrophe.
	if (/^(?![DLMNO])[A-Z]´\p{Ll}/u.test(word)) return rare;
	if (!/[^!-~’‘´–—]/u.test(word)) return undefined;
	const present = scripts.filter((script) => script.test(word));
	if (present.length > 1) return unreadable;
	const [script] = present;
	// Of other scripts nothing is known here, and none of the encodings has them.
	if (!script) return undefined;
	const isEastAsian = script === hangul || script === scripts[6];
	if ([...word].length < 2 && !isEastAsian) return neverAlone.test(word) ? unreadable : undefined;
	if (script === latin) return latinWord(word);
	if (script === cyrillic) return cyrillicWord(word);
	if (script === greek) return greekWord(word);
	if (script === hebrew) return hebrewWord(word);
	if (script === arabic) return usual;
	// Katakana of half width are bytes of many alphabets.
	if (/^[\uff61-\uff9f]+$/.test(word)) return 1;
	if (![...word].every(isFrequent)) return rare;
	// By chance a word is of Hangul alone far more seldom than of frequent characters of Chinese.
	return [...word].length < 2 ? lessUsual : script === hangul ? usual + 1 : usual;
}

/** Returns how well a text reads that has no ASCII but letters, as its worst word does; undefined if it says nothing. */
export function readingLevel(
	text: string,
	isFrequent: (character: string) => boolean = () => true,
): number | undefined {
	const levels = text.split(/[\s\u00a0\u3000!-&(-,./:-@[-_{-~]+/u).flatMap((word) => {
		const level = /[^!-~]/.test(word) ? wordLevel(word, isFrequent) : undefined;
		return level === undefined ? [] : [level];
	});
	return levels.length > 0 ? Math.min(...levels) : undefined;
}
