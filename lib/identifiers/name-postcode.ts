import { organisation } from "../organisation";
import { normaliseText, spacing } from "./text";

/** The shapes of British postcodes (BS 7666): A9 9AA to AA9A 9AA, and GIR 0AA. */
const british = /^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/;

/**
 * A name as somebody would call it the same: no case, accents, apostrophes, hyphens or full stops. Undefined when no letter is left.
 * "Ó-Súilleabháin" and "O Suilleabhain" are one name.
 */
export function normaliseName(raw: string): string | undefined {
	if (raw.length <= 300 && /^[A-Za-z]+(?: [A-Za-z]+)*$/.test(raw)) return raw.toLowerCase();
	const text = latinName(raw) ?? bareName(raw).replace(/ +/g, " ").trim();
	return /\p{L}/u.test(text) && text.length <= 300 ? text : undefined;
}

const bareName = (raw: string) =>
	normaliseText(raw)
		.normalize("NFKD")
		.replace(/[\p{M}'’‘ʼ`´.]/gu, "")
		.toLowerCase()
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(/[^\p{L}\p{N}]/gu, " ");

/** What `bareName` makes of each character of Latin-1 inside a word: none of them depends on its neighbours. */
const latin = Array.from({ length: 0x100 }, (_, code) => bareName(`a${String.fromCharCode(code)}a`).slice(1, -1));

/** The same for a name in Latin-1, which nearly all are, in a tenth of the time; undefined for others. */
function latinName(raw: string): string | undefined {
	let text = "";
	let parted = false;
	for (let at = 0; at < raw.length; at++) {
		const bare = latin[raw.charCodeAt(at)];
		if (bare === undefined) return undefined;
		if (bare === " ") parted = text !== "";
		else if (bare !== "") {
			text += parted ? ` ${bare}` : bare;
			parted = false;
		}
	}
	return text.trim();
}

/** A postcode in upper case without spaces: of Britain's shapes there, elsewhere three to ten letters and digits. */
export function normalisePostcode(raw: string): string | undefined {
	const text = normaliseText(normaliseText(raw).toUpperCase()).replace(spacing, "");
	const shape = organisation().identifiers.country === "GB" ? british : /^[A-Z\d]{3,10}$/;
	return shape.test(text) ? text : undefined;
}

/**
 * Name and postcode as one identifier, from "Name, postcode": what stands before the last comma or line break is the name.
 * Without either, Britain's last two words are the postcode. Undefined when one of them is missing.
 */
export function normaliseNamePostcode(raw: string): string | undefined {
	const cut = Math.max(raw.lastIndexOf(","), raw.lastIndexOf("\n"));
	const parts =
		cut >= 0
			? [raw.slice(0, cut), raw.slice(cut + 1)]
			: (/^(.*\s)(\S{2,4}\s+\S{3}|\S{5,7})\s*$/s.exec(normaliseText(raw))?.slice(1) ?? []);
	const name = normaliseName(parts[0] ?? "");
	const postcode = normalisePostcode(parts[1] ?? "");
	return name && postcode ? `${name}, ${postcode}` : undefined;
}
