import { isIPv4, isIPv6 } from "node:net";

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
	const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
	const before = head ? head.split(":") : [];
	if (tail === undefined) return before;
	const after = tail ? tail.split(":") : [];
	return [...before, ...Array(8 - before.length - after.length).fill("0"), ...after];
}

/** Whom requests are counted by: an IPv4 address, or the 64 bits of an IPv6 address that a household or a host is given. */
export function clientOf(address: string): string {
	return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(":")}::/64` : address;
}

/** Returns the network around a client that has so many parts of its address: of 8 bits in IPv4, of 16 in IPv6. */
function networkOf(client: string, parts: number): string | undefined {
	if (isIPv4(client)) return `${client.split(".").slice(0, parts).join(".")}/${8 * parts}`;
	return client.endsWith("::/64") ? `${client.split(":").slice(0, parts).join(":")}::/${16 * parts}` : undefined;
}

/**
 * Returns the network around a client that one host or office may be given whole: 256 IPv4 addresses, or an IPv6 network of 48 bits, which
 * has 65,536 clients. So it is counted too. All of a mobile network may have the same.
 */
export const familyOf = (client: string): string | undefined => networkOf(client, 3);

/** Returns the network around a client's family, as a provider has: 65,536 IPv4 addresses, or an IPv6 network of 32 bits. */
export const providerOf = (client: string): string | undefined => networkOf(client, 2);
