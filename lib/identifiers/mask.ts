import type { DataCategory } from "../guidance/schema";
import type { IdentifierKind } from "./schema";
import { tidy } from "./text";

const dots = "•••";
const first = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0x2022);
/** The last characters, but never more than a third of the whole. */
const tail = (text: string, most: number) => {
	const all = /[\ud800-\udfff]/.test(text) ? [...text] : text;
	const kept = all.slice(all.length - Math.min(most, Math.floor(all.length / 3)));
	return typeof kept === "string" ? kept : kept.join("");
};

function maskEmail(text: string): string {
	const at = text.lastIndexOf("@");
	if (at < 1) return dots;
	const domain = text.slice(at + 1);
	const dot = domain.indexOf(".");
	const end = dot > 0 ? domain.slice(dot) : "";
	return `${first(text)}${dots}@${first(domain)}${dots}${end}`;
}

function maskName(text: string): string {
	let masked = "";
	for (const word of text.split(/[ -]/)) if (word) masked += `${masked && " "}${first(word)}${dots}`;
	return masked;
}

const maskTelephone = (text: string) => `••••• •••${tail(without(/\D/g, text), 3)}`;

function maskMembershipNumber(text: string): string {
	const number = without(/\s/g, text);
	return /\d.*\d/.test(number) ? `${/^\p{L}{0,2}/u.exec(number)?.[0] ?? ""}••••${tail(number, 2)}` : dots;
}

/** A text without what a pattern finds; looking first is three times as quick where there is nothing to find. */
const without = (pattern: RegExp, text: string) => (text.search(pattern) < 0 ? text : text.replace(pattern, ""));

/**
 * What is said of a number that is kept: its last two characters, or nothing where it is too short for that. The writing is a
 * format, not a sentence of a page: hints lie sealed in the database, so it never changes, and `readEnding` takes it apart.
 */
function ending(what: "account" | "number", text: string): string | undefined {
	const end = tail(without(/\W/g, text), 2);
	return end ? `${what} ending ${end}` : undefined;
}

/** What a hint says of the end of a number, to be put into the reader's language; undefined for hints without words. */
export function readEnding(hint: string): { of: "account" | "number"; end: string } | undefined {
	const [, of, end] = /^(account|number) ending (.+)$/.exec(hint) ?? [];
	return of && end ? { of: of as "account" | "number", end } : undefined;
}

/** The part of a British postcode that names a district, or nothing. */
function district(text: string): string {
	return /\b([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}\b/i.exec(text)?.[1]?.toUpperCase() ?? "";
}

/**
 * Enough of a value for its owner to know it again, and for nobody else to use it: "j•••@g•••.com", "••••• •••142", "account ending 42".
 * In: an identifier's kind or a data category, and the value as it came. Out: undefined where even a hint would say
 * too much (passwords, opinions, letters) or nothing (an empty value).
 */
export function mask(of: IdentifierKind | DataCategory, raw: string): string | undefined {
	const text = tidy(raw).slice(0, 500);
	if (!text) return undefined;
	switch (of) {
		case "email":
		case "email-address":
			return maskEmail(text);
		case "telephone":
		case "telephone-number":
			return maskTelephone(text);
		case "membership-number":
		case "membership":
			return maskMembershipNumber(text);
		case "name":
			return maskName(text);
		case "name-postcode": {
			const place = district(text);
			return `${maskName(text.split(/[,\n]/)[0] ?? "")}${place ? `, ${place} ${dots}` : ""}`;
		}
		case "postal-address": {
			const place = district(text);
			return place ? `${place} ${dots}` : undefined;
		}
		case "date-of-birth": {
			const year = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(text)?.[1];
			return year ? `•• •• ${year}` : undefined;
		}
		case "bank-details":
			return ending("account", text);
		case "identity-document":
			return ending("number", text);
		case "trade-union":
		case "political-opinion":
		case "donations":
		case "correspondence":
		case "password":
			return undefined;
	}
}
