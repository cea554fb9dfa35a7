/** One address in its canonical form. */
import { domainToASCII, domainToUnicode } from "node:url";

export const plainAddress = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Alphabets that have letters which look alike. */
const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Whether a word has letters of two alphabets, as if somebody had pasted one for the other: no mailbox is called so. */
const mixesAlphabets = (word: string) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1;

/** Whether a domain ends with Latin letters of which some are not of ASCII, which only two top-level domains do (IANA). */
function isMixedEnd(domain: string): boolean {
	const end = domain.slice(domain.lastIndexOf(".") + 1);
	return end.startsWith("xn--") && /^(?!vermögensberat(?:er|ung)$)\p{Script=Latin}*$/u.test(domainToUnicode(end));
}

/**
 * Normalises one address: lower case, domain in ASCII. Returns undefined if mail cannot reach it (RFC 5321
 * lengths, a domain with a dot, no quoted local part).
 */
export function normaliseAddress(raw: string): string | undefined {
	const text = raw.toLowerCase();
	if (text.length > 320) return undefined;
	// Test copies of databases append ".invalid", which no mail reaches (RFC 2606).
	if (text.endsWith(".invalid")) return undefined;
	// Asterisks in a row hide an address: it is nobody's.
	if (text.includes("**")) return undefined;
	if (plainAddress.test(text) && text.length <= 254 && !text.includes("xn--")) return text;
	if (text.split(/[@._-]/).some(mixesAlphabets)) return undefined;
	const at = text.lastIndexOf("@");
	const local = text.slice(0, at).normalize("NFKC");
	if (at < 1 || Buffer.byteLength(local) > 64 || /[\s\p{C}@",;:<>()[\]\\]/u.test(local)) return undefined;
	// Of the signs outside ASCII none is in the name of a mailbox: "ada‧b@example.org" was something else.
	if (/^\p{M}|[^\x21-\x7e\p{L}\p{M}\p{Nd}]/u.test(local)) return undefined;
	// Signs are not in domains: "example.org¦Ada" is two cells of a table.
	if (!/^[\p{L}\p{M}\p{N}._。-]+$/u.test(text.slice(at + 1))) return undefined;
	const domain = domainToASCII(text.slice(at + 1)).replace(/\.$/, "");
	const address = `${local}@${domain}`;
	// "example.orgÿ" is a broken sign behind a domain.
	if (isMixedEnd(domain)) return undefined;
	// A top-level domain has letters alone, or is an encoded one: "example.org-bounced" and "example.org2" are none.
	return /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])$/.test(domain) &&
		address.length <= 254
		? address
		: undefined;
}
