import { domainToASCII } from "node:url";
import { normaliseText, withoutGuard } from "./text";

const plainAddress = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * An address in one writing: lower case, the domain in ASCII. Dots and plus tags stay, since they are different mailboxes.
 * Undefined when it is not an address that mail reaches (RFC 5321 lengths, a domain with a dot, nothing quoted).
 */
export function normaliseEmail(raw: string): string | undefined {
	const lower = raw.toLowerCase();
	if (lower[0] !== "'" && plainAddress.test(lower) && lower.length <= 254 && !lower.includes("xn--")) return lower;
	const text = withoutGuard(normaliseText(normaliseText(raw).toLowerCase()))
		.replace(/^mailto:/, "")
		.replace(/^<(.*)>$/, "$1")
		.replace(/\.$/, "");
	if (text.length > 254) return undefined;
	if (plainAddress.test(text) && !text.includes("xn--")) return text;
	const at = text.lastIndexOf("@");
	const local = text.slice(0, at);
	if (at < 1 || Buffer.byteLength(local) > 64 || /[\s@",;:<>()[\]\\]/.test(local)) return undefined;
	const domain = domainToASCII(text.slice(at + 1)).replace(/\.$/, "");
	const address = `${local}@${domain}`;
	return /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain) && address.length <= 254
		? address
		: undefined;
}
