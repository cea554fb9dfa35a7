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

const label = "[\\p{L}\\p{N}\\p{Mark}\\p{Cf}_-]+";
const hostPattern = `${label}(?:[.․。．｡]${label})+`;
/** A link, with its user name; or an address with the name before it; or a host alone. */
const found = new RegExp(
	`(?:https?:\\/\\/(?:([^\\s/@]{0,200})@)?(${hostPattern}))|(?:([^<>\\n@,;:]{0,100})<)?([^\\s<>@"'(),:;]{1,100})@(${hostPattern})|(${hostPattern})`,
	"giu",
);

/** Writes a host as a person sees it: small letters, Punycode decoded. */
function readable(host: string): string {
	const plain = withoutInvisible(host)
		.replace(/[․。．｡]/gu, ".")
		.toLowerCase();
	return domainToUnicode(plain) || plain;
}

/** Returns the addresses of mails and pages in a text, in their order. */
export function addressesIn(text: string): TypedAddress[] {
	return [...text.matchAll(found)].map(([, user = "", link, name = "", typedLocal = "", mail, bare]) => {
		const typedHost = mail ?? link ?? bare ?? "";
		const host = readable(typedHost);
		const local = withoutInvisible(typedLocal);
		return {
			...(mail ? { address: `${local.toLowerCase()}@${host}`, kind: "email" } : { address: host, kind: "web" }),
			host,
			local,
			claims: (mail ? name : user).trim(),
			invisible: hasInvisible(typedLocal + typedHost),
		};
	});
}
