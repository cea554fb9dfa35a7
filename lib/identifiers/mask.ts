import type { DataCategory } from "../data-categories";
import { formatEmail } from "./email";
import { type IdentifierKind, readableMask, storedDot } from "./schema";
import { normaliseText } from "./text";

const twoDots = storedDot.repeat(2);
const dots = storedDot.repeat(3);
const fiveDots = storedDot.repeat(5);

const first = (text: string, at = 0) => {
	const code = text.charCodeAt(at);
	return code < 0xd800 || code > 0xdfff ? text.charAt(at) : String.fromCodePoint(text.codePointAt(at) ?? 0x2022);
};

type CharacterTest = (code: number) => boolean;
const isDigit: CharacterTest = (code) => code >= 0x30 && code <= 0x39;
const isLetter: CharacterTest = (code) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isWord: CharacterTest = (code) => isDigit(code) || isLetter(code) || code === 0x5f;
/** Whether a code unit is counted. Spaces and surrogates (halves of characters above U+FFFF) are not. */
const isWritten: CharacterTest = (code) => code !== 0x20 && (code < 0xd800 || code > 0xdfff);

function count(text: string, matches: CharacterTest): number {
	let found = 0;
	for (let at = 0; at < text.length; at++) if (matches(text.charCodeAt(at))) found++;
	return found;
}

/** Returns the last `most` characters that match, but never more than a third of them. */
function tail(text: string, most: number, matches: CharacterTest): string {
	let found = 0;
	let end = "";
	for (let at = text.length - 1; at >= 0 && found < 3 * most; at--) {
		if (!matches(text.charCodeAt(at))) continue;
		if (found++ < most) end = text.charAt(at) + end;
	}
	return end.slice(end.length - Math.min(most, Math.floor(found / 3)));
}

function maskEmail(normalised: string): string {
	const text = normalised.includes("xn--") ? formatEmail(normalised) : normalised;
	const at = text.lastIndexOf("@");
	if (at < 1) return dots;
	const domain = text.slice(at + 1);
	const point = domain.indexOf(".");
	return `${first(text)}${dots}@${first(domain)}${dots}${point > 0 ? domain.slice(point) : ""}`;
}

function maskName(text: string): string {
	let masked = "";
	let inside = false;
	for (let at = 0; at < text.length; at++) {
		const separator = text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x2d;
		if (!separator && !inside) masked += `${masked && " "}${first(text, at)}${dots}`;
		inside = !separator;
	}
	return masked;
}

const maskTelephone = (text: string) => `${fiveDots} ${dots}${tail(text, 3, isDigit)}`;

function maskMembershipNumber(text: string): string {
	if (count(text, isDigit) < 2) return dots;
	const plain = isLetter(text.charCodeAt(0)) && isLetter(text.charCodeAt(1));
	const letters = plain ? text.slice(0, 2) : (/^\p{L}? ?\p{L}?/u.exec(text)?.[0].replace(" ", "") ?? "");
	return `${letters}${storedDot}${dots}${tail(text, 2, isWritten)}`;
}

/**
 * Returns a hint with the last two characters of a number, or undefined if it is too short. The text is a storage format and
 * must never change, because sealed hints contain it. `readEnding` parses it.
 */
function ending(what: "account" | "number", text: string): string | undefined {
	const end = tail(text, 2, isWord);
	return end ? `${what} ending ${end}` : undefined;
}

/** Parses a hint about the end of a number, for translation. Returns undefined for hints without words. */
export function readEnding(hint: string): { of: "account" | "number"; end: string } | undefined {
	const [, of, end] = /^(account|number) ending (.+)$/.exec(hint) ?? [];
	return of && end ? { of: of as "account" | "number", end } : undefined;
}

/** Whether two letters follow a digit somewhere, as at the end of every postcode. */
function mayHoldPostcode(text: string): boolean {
	for (let at = text.length - 3; at >= 0; at--) {
		if (isDigit(text.charCodeAt(at)) && isLetter(text.charCodeAt(at + 1)) && isLetter(text.charCodeAt(at + 2)))
			return true;
	}
	return false;
}

/** Returns the district of a British postcode ("SW1A"), or an empty text. */
function district(text: string): string {
	if (!mayHoldPostcode(text)) return "";
	return /\b([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}\b/i.exec(text)?.[1]?.toUpperCase() ?? "";
}

function maskDateOfBirth(text: string): string | undefined {
	const century = text.charCodeAt(4) === 0x2d ? text.slice(0, 2) : "";
	if ((century === "19" || century === "20") && isDigit(text.charCodeAt(2)) && isDigit(text.charCodeAt(3)))
		return `${twoDots} ${twoDots} ${text.slice(0, 4)}`;
	const year = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(text)?.[1];
	return year ? `${twoDots} ${twoDots} ${year}` : undefined;
}

function maskPostalAddress(text: string): string | undefined {
	const code = district(text);
	return code ? `${code} ${dots}` : undefined;
}

function maskNamePostcode(text: string): string {
	const code = district(text);
	return `${maskName(text.split(/[,\n]/)[0] ?? "")}${code ? `, ${code} ${dots}` : ""}`;
}

/** The mask function of each kind. Null if even a mask would reveal too much. */
const masks: Record<IdentifierKind | DataCategory, ((text: string) => string | undefined) | null> = {
	email: maskEmail,
	"email-address": maskEmail,
	telephone: maskTelephone,
	"telephone-number": maskTelephone,
	"membership-number": maskMembershipNumber,
	membership: maskMembershipNumber,
	name: maskName,
	"name-postcode": maskNamePostcode,
	"postal-address": maskPostalAddress,
	"date-of-birth": maskDateOfBirth,
	"bank-details": (text) => ending("account", text),
	"identity-document": (text) => ending("number", text),
	"trade-union": null,
	"political-opinion": null,
	donations: null,
	correspondence: null,
	password: null,
};

/**
 * Masks a value so that its owner recognises it and nobody else can use it: "j•••@g•••.com", "••••• •••142", "account ending 42".
 * `of` is an identifier kind or a data category. Returns undefined if a mask would reveal too much (passwords, opinions,
 * letters) or if the value is empty.
 */
export function mask(of: IdentifierKind | DataCategory, raw: string): string | undefined {
	const stored = maskFor(of)(raw);
	return stored === undefined ? undefined : readableMask(stored);
}

/**
 * Returns the function that masks values of a kind for storage. `readableMask` makes its results readable. `isNormalised` says that it is
 * given identifiers of which `normalise` returned the form.
 */
export function maskFor(of: IdentifierKind | DataCategory, isNormalised = false): (raw: string) => string | undefined {
	const maskText = masks[of];
	if (!maskText) return () => undefined;
	if (isNormalised) return maskText;
	return (raw) => {
		// Cuts a long text before normalising it, because normalising it may take milliseconds.
		const text = normaliseText(raw.length > 500 ? raw.trimStart().slice(0, 500) : raw).slice(0, 500);
		return text ? maskText(text) : undefined;
	};
}
