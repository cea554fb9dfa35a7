import { domainToUnicode } from "node:url";
import { hasInvisible, withoutInvisible } from "./confusables";

/** An address in a text. `claims` is what comes before an address and is not part of where it leads: a name, or a user name in a link. */
export type TypedAddress = {
	address: string;
	kind: "email" | "web";
	host: string;
	local: string;
	claims: string;
	/** Whether it has characters that nobody sees. */
	invisible: boolean;
};

const inLabel = "[\\p{L}\\p{N}\\p{Mark}\\p{Cf}_-]";
const label = `${inLabel}{1,63}`;
const hostPattern = `${label}(?:[.․。．｡]${label})+`;
const inLocal = "[^\\s<>@\"'(),:;]";
const inName = "[^<>\\n@,;:]";
/**
 * A link, with its user name; or an address with the name before it; or a host alone. Each is looked for where a word begins and
 * nowhere inside it: the time grows with the length of the text, and not with its square.
 */
const found = new RegExp(
	`(?:https?:\\/\\/(?:([^\\s/@]{0,200})@)?(${hostPattern}))|(?:(?<!${inName})(${inName}{0,200})<)?(?<!${inLocal})(${inLocal}{1,100})@(${hostPattern})|(?<!${inLabel})(${hostPattern})`,
	"giu",
);
/** The longest name of a host (RFC 1035, 2.3.4). */
const maxHost = 253;

/** Writes a host as a person sees it: small letters, Punycode decoded. */
function readable(host: string): string {
	const plain = withoutInvisible(host)
		.replace(/[․。．｡]/gu, ".")
		.toLowerCase();
	return domainToUnicode(plain) || plain;
}

/** Returns the addresses of mails and pages in a text one after another, in their order, each way of writing once. */
export function* addressesIn(text: string): Generator<TypedAddress> {
	if (!/[.․。．｡]/.test(text)) return;
	const seen = new Set<string>();
	for (const [written, user = "", link, name = "", typedLocal = "", mail, bare] of text.matchAll(found)) {
		const typedHost = mail ?? link ?? bare ?? "";
		if (typedHost.length > maxHost || seen.has(written)) continue;
		seen.add(written);
		const host = readable(typedHost);
		const local = withoutInvisible(typedLocal);
		yield {
			...(mail ? { address: `${local.toLowerCase()}@${host}`, kind: "email" } : { address: host, kind: "web" }),
			host,
			local,
			claims: (mail ? name : user).trim(),
			invisible: hasInvisible(typedLocal + typedHost),
		};
	}
}
