import { organisation } from "../organisation";
import { maxName } from "./normalise-name";
import { statedName } from "./stated-names";
import { decodeText, normaliseText, spacing } from "./text";

/** The shapes of British postcodes (BS 7666): A9 9AA to AA9A 9AA, and GIR 0AA. */
const british = /^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/;

/** The postcodes of British territories overseas that have a word for their first half ("ASCN 1ZZ", Universal Postal Union). */
const territories = /^(?:ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA)1ZZ$/;
/**
 * BFPO numbers, and the shapes of foreign postcodes: four to seven digits, United States, Netherlands, Canada, Ireland (with the
 * letters that an Eircode uses).
 */
const foreign =
	/^(?:BFPO\d{1,4}|\d{4,7}|\d{9}|\d{4}[A-Z]{2}|[A-Z]\d[A-Z]\d[A-Z]\d|[AC-FHKNPRTV-Y]\d[\dW][AC-FHKNPRTV-Y\d]{4})$/;

/** Matches what people write after a postcode: punctuation and the country. */
const afterPostcode =
	/[\s,.;]+(?:UK|U\.K|GB|UNITED KINGDOM|GREAT BRITAIN|ENGLAND|SCOTLAND|WALES|NORTHERN IRELAND|CYMRU|Y DEYRNAS UNEDIG)?[\s,.;]*$/;

/** Matches the sign of a country before a postcode: "UK LS1 4AP", "D-10115". Not the beginning of an Eircode, which has a figure there. */
const beforePostcode = /^(?:(?:GB|UK)[\s-]+(?=[A-Z]{1,2}\d)|[A-Z]{1,3}-(?=\d{4}))/;

/**
 * Returns a postcode without spaces and without what stands around it: quotation marks, brackets, and what `beforePostcode` and
 * `afterPostcode` match.
 */
const bare = (upper: string) =>
	upper
		.replace(/^['"(=]+|['")]+$/g, "")
		.replace(beforePostcode, "")
		.replace(afterPostcode, "")
		.replace(/[._](?=.*[A-Z])|(?<=[A-Z].*)[._]/g, "")
		.replace(spacing, "");

/** British postcodes as they should be written, without the letters that may stand for a digit at the end of the first half, and without "P01". */
const wellWritten = /^(?![CPY]0\d)([A-Z]{1,2}\d[A-HJKMNP-Z\d]?) ?(\d[A-Z]{2})$/;

const digitFor: Record<string, string> = { O: "0", I: "1", L: "1" };
const toDigit = (text: string) => digitFor[text] ?? text;
const isLetter = (text: string) => /^[A-Z]$/.test(text);

/** Corrects O, I and L typed for a digit, and 0 typed for O, where a British postcode allows only the other (BS 7666). */
function correctLookalikes(text: string): string {
	// A word of letters alone is no postcode, although "MOBILE" would fit with two digits put in.
	if (!/^[A-Z\d]{5,7}$/.test(text) || !/\d/.test(text)) return text;
	const out = text.slice(0, -3).split("");
	const [inward = "", ...end] = text.slice(-3);
	out[0] = out[0] === "0" ? "O" : (out[0] as string);
	if (out.length === 2) out[1] = toDigit(out[1] as string);
	// Of CO, PO, YO and SO. "S01" may be Sheffield's S1, filled up.
	if (/^(?:[CPY]0[\dOIL]|S0[\dOIL]{2})/.test(out.join(""))) out[1] = "O";
	const [, second = "", third = ""] = out;
	// The outward code never ends in O, I or L. The third of its four characters is a digit.
	const last = out.length - 1;
	if (out.length > 2) out[last] = toDigit(out[last] as string);
	if (out.length === 4) out[2] = toDigit(third);
	else if (out.length === 3 && isLetter(third) && !digitFor[third]) out[1] = toDigit(second);
	return `${out.join("")}${toDigit(inward)}${end.join("")}`;
}

/**
 * Normalises a postcode: upper case, without spaces, with O, I and L as digits where a British postcode allows only a digit.
 * Accepts British postcodes, those of the territories overseas, BFPO numbers and foreign shapes, with the country after them. For an organisation in another country, accepts three to ten
 * letters and digits. Returns undefined for anything else.
 */
export function normalisePostcode(raw: string): string | undefined {
	if (raw.length > 40) return undefined;
	const written = organisation().identifiers.country === "GB" ? wellWritten.exec(raw) : null;
	if (written) return `${written[1]}${written[2]}`;
	const upper = normaliseText(normaliseText(decodeText(raw)).toUpperCase());
	if (organisation().identifiers.country !== "GB") {
		const text = bare(upper);
		return /^[A-Z\d]{3,10}$/.test(text) ? text : undefined;
	}
	const plain = correctLookalikes(upper.replace(spacing, ""));
	if (british.test(plain)) return plain;
	const text = bare(upper);
	const corrected = correctLookalikes(text);
	return british.test(corrected) ? corrected : territories.test(text) || foreign.test(text) ? text : undefined;
}

/**
 * Normalises a name and a postcode as one identifier, from "Name, postcode". The name ends at the last comma or line break.
 * Without either, the text must end in a British postcode. Returns undefined if the name or the postcode is missing.
 */
export function normaliseNamePostcode(raw: string): string | undefined {
	if (raw.length > maxName + 40) return undefined;
	const cut = Math.max(raw.lastIndexOf(","), raw.lastIndexOf("\n"));
	const parts =
		cut >= 0
			? [raw.slice(0, cut), raw.slice(cut + 1)]
			: (/^(.*\s)(\S{2,4}\s+\S{3}|\S{5,7})\s*$/s.exec(normaliseText(raw))?.slice(1) ?? []);
	const name = statedName(parts[0] ?? "");
	const postcode = normalisePostcode(parts[1] ?? "");
	return name && postcode ? `${name}, ${postcode}` : undefined;
}
