import { isIPv6 } from "node:net";

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

/**
 * Returns the network of 48 bits around a client's 64; undefined for an IPv4 address. Whoever is given one has 65,536 clients, so it is
 * counted too. All of a mobile network may have the same.
 */
export function familyOf(client: string): string | undefined {
	return client.endsWith("::/64") ? `${client.split(":").slice(0, 3).join(":")}::/48` : undefined;
}
