import { domainToUnicode } from "node:url";
import { withoutWraps } from "../wrapped-links";
import { hasInvisible, withoutInvisible } from "./confusables";

/**
 * An address in a text. `claims` is what comes beside an address and is not part of where it leads: a name, or a user name in a link. `after` is
 * what follows the host of a link.
 */
export type TypedAddress = {
	address: string;
	kind: "email" | "web";
	host: string;
	local: string;
	claims: string;
	after: string;
	/** Whether it has characters that nobody sees. */
	invisible: boolean;
};

const inLabel = "[\\p{L}\\p{N}\\p{Mark}\\p{Cf}_-]";
const label = `${inLabel}{1,63}`;
const hostPattern = `${label}(?:[.․。．｡]${label})+`;
const inLocal = "[^\\s<>@\"'‘’“”«»()\\[\\],:;]";
const inName = "[^<>\\n@,;:]";
const after = '([/\\\\?#][^\\s<>"]{0,500})?';
/** Whether the address before it is a part of the name that is shown for another one: "us@ours.example" <x@other.example>. */
const isName = "(?=([^<>\\n@,;:]{0,60}<[^\\s<>@]{1,100}@)?)";
/** The name that some programs show after an address: x@other.example (Us). */
const nameAfter = "(?=[ \\t]{0,3}\\(([^()\\n]{1,100})\\)|)";
/**
 * A link, with its user name and path; or an address with the name before it, whose host is after the last "@"; or a host alone, with its path.
 * Each is looked for where a word begins and nowhere inside it: the time grows with the length of the text, and not with its square.
 */
const address = new RegExp(
	`(?:https?:\\/\\/(?:([^\\s/@]{0,200})@)?(${hostPattern})(?::\\d{1,5})?${after})|(?:(?<!${inName})(${inName}{0,200})<)?(?<!${inLocal})(${inLocal}{1,100})@(${hostPattern})(?:@(${hostPattern}))?${isName}${nameAfter}|(?<!${inLabel})(${hostPattern})${after}`,
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
	let shown = "";
	// A dot is also written so that no program makes a link of it, or so that a browser reads it and people do not.
	const plain = withoutWraps(text)
		.replace(/%2e|\[\.\]|\(\.\)/gi, ".")
		.replace(/%40/g, "@")
		.replace(/\bhxxp/gi, "http");
	for (const found of plain.matchAll(address)) {
		const [
			written,
			user = "",
			link,
			afterLink,
			name = "",
			beforeAt = "",
			first,
			last,
			isShown,
			nameBehind = "",
			bare,
			afterBare,
		] = found;
		if (isShown) {
			shown = written;
			continue;
		}
		const mail = last ?? first;
		const typedLocal = last ? `${beforeAt}@${first}` : beforeAt;
		const typedHost = mail ?? link ?? bare ?? "";
		const claimed = mail ? `${shown} ${name} ${nameBehind}` : user;
		shown = "";
		if (typedHost.length > maxHost || seen.has(written)) continue;
		seen.add(written);
		const host = readable(typedHost);
		const local = withoutInvisible(typedLocal);
		yield {
			...(mail ? { address: `${local.toLowerCase()}@${host}`, kind: "email" } : { address: host, kind: "web" }),
			host,
			local,
			claims: claimed.trim(),
			after: afterLink ?? afterBare ?? "",
			invisible: hasInvisible(typedLocal + typedHost),
		};
	}
}
