import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { organisation } from "../organisation";
import { decodeText, normaliseText, withoutExponent } from "./text";

/** British numbers, including those of the Channel Islands and the Isle of Man (Ofcom's numbering plan). */
const british = /^(?:0|\+440?|00440?|0440?)([12378]\d{9})$/;
/** Irish numbers as members in Northern Ireland write them: a mobile number without its country code, or with 353 and no plus. */
const irishMobile = /^0(8[35679]\d{7})$/;
const irish = /^(?:\+?353|00353)0?([1-9]\d{6,8})$/;
/** Numbers in Northern Ireland as dialled from the Republic (ComReg's numbering conventions). */
const northernIreland = /^048(\d{8})$/;

/** British numbers in figures and spaces, as most tables have them. */
const spacedBritish = /^(?:0|\+44|0044|0440)[\d ]+$/;

/** Whether a text is a British number of eleven figures and no more. Quicker than a regular expression. */
function isNational(text: string): boolean {
	if (text.length !== 11 || text.charCodeAt(0) !== 0x30 || !"12378".includes(text.charAt(1))) return false;
	for (let at = 2; at < 11; at++) {
		const code = text.charCodeAt(at);
		if (code < 0x30 || code > 0x39) return false;
	}
	return true;
}

/** The maximum length of a text searched for telephone numbers, in characters. */
const maxTelephoneText = 200;

/**
 * Normalises one telephone number to E.164 ("+447700900123"). A number without a country code is of the organisation's
 * country. Returns undefined if its length is impossible. Checks only the length, because number ranges open and close, and an
 * import and a check made a year apart must agree. A common British number skips the library, which takes 40 µs.
 */
export function normaliseTelephone(raw: string): string | undefined {
	if (raw.length > maxTelephoneText) return undefined;
	const { country } = organisation().identifiers;
	if (country === "GB") {
		const isSpaced = raw.length <= 40 && raw.includes(" ") && spacedBritish.test(raw);
		const bare = isSpaced ? raw.replaceAll(" ", "") : raw;
		if (isNational(bare)) return `+44${bare.slice(1)}`;
		const common = british.exec(bare);
		if (common) return `+44${common[1]}`;
	}
	const text = normaliseText(raw)
		.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.replace(/^[='"]+|["']+$|^tel:/gi, "")
		.replace(/^(\+?\d{9,15})\.0+$/, "$1")
		.replace(/^\d{1,3}(?:,\d{3}){2,4}$/, (number) => number.replaceAll(",", ""))
		.replace(/^((?:\+|00)\s?\d{1,3})[\s.-]*\(0\)/, "$1");
	if (text.length > 40 || !/^[+(]?[\d\s().\-/+\u2010-\u2015\u2212]+$/u.test(text)) return undefined;
	const digits = text.replace(/[\s().\-/\u2010-\u2015\u2212]/g, "");
	// A date in the wrong column.
	if (/^\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d$/.test(text)) return undefined;
	// No number begins so. Programs fill the numbers of their customers up with zeros.
	if (/^\+?(?:0+$|000)/.test(digits)) return undefined;
	if (country === "GB") {
		const national = british.exec(digits)?.[1];
		if (national) return `+44${national}`;
		const inIreland = irish.exec(digits)?.[1] ?? irishMobile.exec(digits)?.[1];
		if (inIreland) return `+353${inIreland}`;
		const inNorthernIreland = northernIreland.exec(digits)?.[1];
		if (inNorthernIreland) return `+4428${inNorthernIreland}`;
	}
	const number = parsePhoneNumberFromString(text.replace(/[\u2010-\u2015\u2212]/g, "-"), {
		defaultCountry: country as CountryCode,
		extract: false,
	});
	return number?.isPossible() ? number.number : undefined;
}

/** British numbers with only a space or a dash between them. Each has ten digits after its 0 or 44, so it is certain where one ends. */
const sideBySide = /^(?:(?:\+44|0044|44|0)(?:[\s.-]?\d){10}(?:\s*[\s\-–]\s*|$)){2,}$/;
const oneOfThem = /(?:\+44|0044|44|0)(?:[\s.-]?\d){10}(?=[\s\-–]|$)/g;

/** The numbers found in a text. `leftOver` is true if the text had more. `rounded` is true if a spreadsheet cut off a number's digits. */
type TelephonesRead = { numbers: string[]; leftOver: boolean; rounded: boolean };

/** Matches a note in brackets, with at most a few figures: "(work)", "(after 6pm)", "(960002 work)". */
const notes = /\((?:[^()\d]*|(?=[^()]*\p{L})(?:[^()\d]*\d){1,7}[^()\d]*)\)/gu;
const extension = /[\s,;#]*(?:\b(?:ext(?:ension|n)?|est(?:yniad)?)\b\.?|\bx|#)\s*:?\s*\d{1,6}\s*$/iu;

/** Returns a number without a country code as another country's, if it can be one of that country. */
function numberIn(raw: string, country: CountryCode): string | undefined {
	if (raw.length > 40 || !/^[(]?\d[\d\s().\-/]+$/.test(raw) || /^\s*00/.test(raw)) return undefined;
	const number = parsePhoneNumberFromString(raw, { defaultCountry: country, extract: false });
	return number?.country === country && number.isValid() ? number.number : undefined;
}

/**
 * Reads the numbers of a text whose owner lives in another country. A number that can be one of that country is kept as such, and as it
 * would be here, because its owner may state it as they dial it.
 */
function readAbroad(raw: string, country: CountryCode): TelephonesRead {
	const abroad = numberIn(normaliseText(raw), country);
	const here = readTelephones(raw);
	if (!abroad) return here;
	return { numbers: [...new Set([abroad, ...here.numbers])], leftOver: false, rounded: false };
}

/**
 * Reads every telephone number in a text: several side by side, with words, and as spreadsheets write them ("7700900001.0").
 * Extensions are left over. "4.47701E+11" is not a number, because its digits are lost. Out: normalised numbers (E.164).
 * `country` is another than the organisation's, in which its owner lives.
 */
export function readTelephones(raw: string, country?: CountryCode): TelephonesRead {
	if (country) return readAbroad(raw, country);
	const none = { numbers: [], leftOver: true, rounded: false };
	if (raw.length > maxTelephoneText) return none;
	const whole = normaliseTelephone(raw);
	if (whole) return { numbers: [whole], leftOver: false, rounded: false };
	const text = normaliseText(decodeText(raw).replace(/[\r\n]+/g, "; "))
		.replace(/<\/?[a-z][^<>]*>|[[\]{}?*<>~^\\•→]/gi, ";")
		.replace(/\p{So}\ufe0f?|[="'‘’`´†‡]/gu, "")
		.replace(/^\++0?(?=\d)/, "+")
		.replace(/^[\s;]+|[\s;,|/&]+$/g, "");
	const exact = withoutExponent(text);
	const written = exact && normaliseTelephone(exact);
	if (written) return { numbers: [written], leftOver: false, rounded: false };
	if (/^[+-]?\d(?:[.,]\d+)?e\+?\d{1,2}$/i.test(text)) return { ...none, rounded: true };
	const numbers = new Set<string>();
	let leftOver = false;
	for (const part of text.split(/\s*(?:[;,|/&]|:::)\s*(?=[^#x])|\s+(?:or|and|neu|a)\s+/iu)) {
		if (part.trim() === "") continue;
		// A letter typed for a figure. What is left of the number would be another number.
		if (/\d[OoIl]+(?:\d|\b)/.test(part)) {
			leftOver = true;
			continue;
		}
		// A word separates numbers. If it were only removed, the digits on both sides would become another number.
		const pieces = part
			.replace(extension, "")
			.replace(notes, ";")
			.replace(/\p{L}[\p{L}.’'-]*:?/gu, ";")
			.split(/[;,|:]/)
			.flatMap((piece) => (sideBySide.test(piece.trim()) ? (piece.match(oneOfThem) ?? []) : piece.trim()));
		for (const piece of pieces) {
			const number = /\d/.test(piece) ? normaliseTelephone(piece) : undefined;
			if (number) numbers.add(number);
			leftOver ||= !number || pieces.join(" ") !== part.trim();
		}
	}
	return numbers.size > 20 ? none : { numbers: [...numbers], leftOver, rounded: false };
}

/** Formats a normalised number ("+447700900123") with spaces, and without the organisation's own country code. */
export function formatTelephone(normalised: string): string {
	const number = parsePhoneNumberFromString(normalised);
	if (!number) return normalised;
	const ownCode = getCountryCallingCode(organisation().identifiers.country as CountryCode);
	return number.countryCallingCode === ownCode ? number.formatNational() : number.formatInternational();
}

/** Whether a text can be sent to a number as `normalise` returns it. A British number must be a mobile number (07, Ofcom's numbering plan). */
export const canBeTexted = (normalised: string) => !/^\+44(?!7[1-57-9])/.test(normalised);
