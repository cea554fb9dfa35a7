import { domainToUnicode } from "node:url";
import {
	emphasised,
	labelBehind,
	labelWords,
	leading,
	leadingMark,
	mayBeNote,
	noteBefore,
	noteFirst,
	noteInCapitals,
	noteInDoubt,
	relative,
	stuckBySign,
	stuckToDomain,
} from "./address-notes";
import { decodedText, isRewritten } from "./address-text";
import { normaliseAddress, plainAddress } from "./normalise-address";
import { isOrdinary } from "./ordinary-address";

/** The addresses found in a text. `leftOver` is true if the text had more than addresses and punctuation. The other text is never stored. */
type EmailsRead = { addresses: string[]; leftOver: boolean };

/** The maximum length of a text searched for addresses, in characters. */
const maxEmailText = 1_000;
const maxTypedText = 320;
const maxAddresses = 20;

const noAddresses: EmailsRead = { addresses: [], leftOver: true };

/** Matches endings of domains. Such a word after an address may be a part of it, split off by mistake ("ada@example.co uk"). */
const domainEnds = /^(?:uk|co|com|org|net|eu|ie|info|wales|cymru|scot|gov|ac|me|edu|io)$/i;

/** `closed` says that the bracket around the token is closed behind it. */
type Token = { text: string; before: string; bracketed: boolean; closed: boolean };

const separators =
	/[\s"\u201c-\u201f\u00ab\u00bb\u2039\u203a\u201a\u275b-\u275e\u301d-\u301f<>()[\]\u2329\u232a\u3008-\u3011;,|\u3001\u060c\u061b\u30fb]/u;

/** Splits a text at the separators of addresses. `before` is the separators in front of a token. */
function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let before = "";
	let depth = 0;
	let comment = 0;
	let token = "";
	let at = 0;
	const push = () => {
		const closed = text.indexOf(comment > 0 ? ")" : ">", at) >= 0 || (depth > 0 && text.indexOf("]", at) >= 0);
		if (token) tokens.push({ text: token, before, bracketed: depth > 0 || comment > 0, closed });
		if (token) before = "";
		token = "";
	};
	for (const character of text) {
		if (!separators.test(character)) {
			token += character;
			at += character.length;
			continue;
		}
		push();
		before += character;
		at += character.length;
		if (character === "<" || character === "[") depth++;
		if ((character === ">" || character === "]") && depth > 0) depth--;
		if (character === "(") comment++;
		if (character === ")" && comment > 0) comment--;
	}
	push();
	return tokens;
}

/** Leaves out tokens without letters and figures, and adds those that separate values to what stands before the next: "07700 900001 / ada@…". */
function withSeparators(all: readonly Token[]): Token[] {
	const tokens: Token[] = [];
	let sign = "";
	for (const token of all) {
		if (!/[\p{L}\p{N}@]/u.test(token.text)) {
			if (/^[/|&:–—→>=*]+$/.test(token.text)) sign += token.text;
			continue;
		}
		tokens.push(sign ? { ...token, before: sign + token.before } : token);
		sign = "";
	}
	return tokens;
}

/** Matches an "@" as links and mail write it (RFC 3986, RFC 2045). */
const encodedSign = /[%=]40/;

/** Returns the addresses of a token, nearly always one. Returns none if any part is not an address. */
function addressesIn(token: string): string[] {
	const bare = token.replace(leading, "").replace(/['`{}&.:!?*~†‡/\\=-]+$/, "");
	if (noteFirst.test(bare) || noteInDoubt.test(bare)) return [];
	const address = normaliseAddress(bare);
	// A local part may contain # or /. It separates addresses only if there is one on either side.
	if (address && (bare.match(/@/g) ?? []).length === 1 && !/\?subject=/i.test(bare))
		// "ada/ben@example.org" is two people's.
		return address.includes("/") ? [] : [address];
	if (/^[^?]+\?[a-z]+=/i.test(bare)) return addressesIn(bare.slice(0, bare.indexOf("?")));
	if (encodedSign.test(bare) && !bare.includes("@")) return addressesIn(bare.replace(encodedSign, "@"));
	if ((bare.match(/@/g) ?? []).length < 2) {
		const linked = bare.replace(/#+$/, "");
		return linked !== bare ? addressesIn(linked) : [];
	}
	// Behind the "@" of each, the first sign that no domain has parts them.
	const parts = bare.replace(/(@[\p{L}\p{M}\p{N}.-]+)[^\p{L}\p{M}\p{N}.@_-]+/gu, "$1\n").split("\n");
	const all = parts.length > 1 ? parts.map((part) => (/[#/&]/.test(part) ? [] : addressesIn(part))) : [];
	return all.every((found) => found.length > 0) ? all.flat() : [];
}

/** Returns a token without the notes and signs that stand on it. `marked` says that there were some which could belong to an address. */
function withoutMarks(token: string): { bare: string; marked: boolean } {
	const inner = emphasised.exec(token)?.[2] ?? token;
	const bare = inner
		.replace(noteBefore, "")
		.replace(labelBehind, "$1")
		.replace(stuckBySign, "")
		.replace(stuckToDomain, "$1");
	const isNote = bare !== inner && addressesIn(bare).length > 0;
	return {
		bare: isNote ? bare : inner,
		marked: isNote || inner !== token || leadingMark.test(leading.exec(inner)?.[0] ?? ""),
	};
}

/** Whether words end with the figures of a telephone number: "07700 900001 ada@example.org". */
function endsWithNumber(words: readonly Token[]): boolean {
	const figures = words.slice(words.findLastIndex(({ text }) => !/^\+?\d[\d.-]*$/.test(text)) + 1);
	return figures.map(({ text }) => text.replace(/\D/g, "")).join("").length > 8;
}

/**
 * Whether the words before an address may be a split-off part of it ("ada b@example.org"). Labels are not, nor is a name that the
 * address repeats ("Ada Invented ada.invented@…").
 */
function mayBelongTo(words: readonly Token[], token: Token, address: string): boolean {
	const word = words.at(-1);
	if (!word || (token.bracketed && token.closed)) return false;
	// A line that ends with a hyphen goes on in the next one.
	if (/^[\r\n]+$/.test(token.before) && /[\p{L}\p{N}][-_]$/u.test(word.text))
		return !labelWords.has(word.text.slice(0, -1).toLowerCase());
	// One bracket or quotation mark that touches both, as in "o”brien@example.org" and "ada(b@example.org", may be a slip.
	if (!/^[\t\p{Zs}]?$|^\S$/u.test(token.before)) return false;
	if (word.bracketed) return word.before === "(" && words.length > 1 && /^\S?$/.test(token.before);
	// A number or a flag of a list of values: "1|ada@example.org".
	if (token.before === "|" && /^(?:\d{1,4}|[nxy]|true|false|yes|no)$/i.test(word.text)) return false;
	if (labelWords.has(word.text.toLowerCase()) || /^\d{1,3}\.$|[:\-–—=]$/.test(word.text) || endsWithNumber(words))
		return false;
	const local = address.slice(0, address.indexOf("@"));
	const isName = words.some(({ text }) => text.length > 2 && local.includes(text.toLowerCase()));
	return !(isName && !/^[,;]$/.test(token.before));
}

/**
 * Reads every email address in a text: with names and comments, in brackets, quotation marks, links and formulas. In: a cell or
 * what a person typed. Out: each address once, normalised. Omits an address if the text beside it could be a part of it, because
 * the result would be another mailbox. No addresses if the text has over 1,000 characters or over 20 addresses.
 */
export function readEmails(raw: string): EmailsRead {
	const lower = raw.toLowerCase();
	const hasNote = raw !== lower && mayBeNote(raw) && noteInCapitals.test(raw);
	if (!hasNote && isOrdinary(lower)) return { addresses: [lower], leftOver: false };
	if (
		!hasNote &&
		lower.length <= 254 &&
		!/^['`}#*!?~^+.$&-]|[={%/#`|~^*!]|''|^(?:www\.|u003)/.test(lower) &&
		plainAddress.test(lower) &&
		!/xn--|\.invalid$|\*\*/.test(lower) &&
		!noteFirst.test(lower) &&
		!stuckToDomain.test(lower)
	)
		return { addresses: [lower], leftOver: false };
	if (raw.length > maxEmailText) return noAddresses;
	const tokens = withSeparators(tokensOf(decodedText(raw)));
	const addresses = new Set<string>();
	const others = new Set<string>();
	let leftOver = isRewritten(raw);
	tokens.forEach((token, at) => {
		const { bare, marked } = withoutMarks(token.text);
		const found = bare.includes("@") || encodedSign.test(bare) ? addressesIn(bare) : [];
		if (found.length === 0) {
			leftOver ||= !/^=?hyperlink$/i.test(token.text) && !/^(?:mailto|smtp|e-?mail):?$/i.test(token.text);
			return;
		}
		const [before, after] = [tokens[at - 1], tokens[at + 1]];
		const earlier = tokens.slice(Math.max(0, at - 4), at);
		const words = earlier.slice(earlier.findLastIndex(({ text }) => text.includes("@")) + 1);
		const uncertain =
			mayBelongTo(words, token, found[0] as string) ||
			(before?.text.endsWith("@") && !token.bracketed) ||
			(after &&
				/^[ \t]?$|^[.,]$/.test(after.before) &&
				!after.bracketed &&
				domainEnds.test(after.text.replace(/^\./, "")));
		leftOver ||= Boolean(uncertain) || marked;
		const last = words.at(-1)?.text ?? "";
		const isOthers = relative.test(/^to:?$/i.test(last) ? `${words.at(-2)?.text} ${last}` : last);
		if (!uncertain) for (const address of found) (isOthers ? others : addresses).add(address);
	});
	// Beside an address of its own, the one of somebody's husband is his. Alone it is the only one that they gave.
	if (addresses.size === 0) for (const address of others) addresses.add(address);
	if (addresses.size > maxAddresses) return noAddresses;
	return { addresses: [...addresses], leftOver };
}

const notTyped = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
/** Matches the marks of direction that telephones put around a contact's address when it is copied. Nothing is turned around by them. */
const copiedMarks = /^[\s\u202a-\u202c\u2066-\u2069]+|[\s\u202a-\u202c\u2066-\u2069]+$/gu;

/**
 * Normalises one address that a person typed. Returns undefined if the text has none, several, or characters that cannot be typed
 * (controls, bidirectional overrides).
 */
export function normaliseEmail(raw: string): string | undefined {
	if (raw.length > maxEmailText) return undefined;
	// A break is a space: what stands before it is not another text, as in a cell.
	const given = raw.replace(copiedMarks, "").replace(/[\r\n\u2028\u2029]+/g, " ");
	if (given.length > maxTypedText || notTyped.test(given)) return undefined;
	// Whoever types their own address notes nothing on it, whatever word it begins with.
	const typed = given.toLowerCase();
	const own = noteInCapitals.test(given) || noteFirst.test(typed) ? normaliseAddress(typed) : undefined;
	if (own) return own;
	const { addresses } = readEmails(given);
	return addresses.length === 1 ? addresses[0] : undefined;
}

/** Formats a normalised address for display, with an internationalised domain in its own letters. */
export function formatEmail(address: string): string {
	const at = address.lastIndexOf("@");
	const domain = address.slice(at + 1);
	return domain.includes("xn--") ? `${address.slice(0, at)}@${domainToUnicode(domain) || domain}` : address;
}
