import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";
import { env } from "@/lib/env";

/** An address without a port, brackets or zone; an IPv4 address in IPv6 as IPv4. Undefined if it is none. */
function plainAddress(text: string): string | undefined {
	const bare = text
		.trim()
		.replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
		.replace(/%.*$/, "");
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
	const address = mapped ?? (isIP(bare) ? bare : bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1"));
	return isIP(address) ? address : undefined;
}

/** Whether an address is one of TRUSTED_PROXIES. */
export function isTrustedProxy(text: string | undefined): boolean {
	const address = plainAddress(text ?? "");
	return address !== undefined && env().TRUSTED_PROXIES.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/**
 * The address a request came from. X-Forwarded-For is read from its end, and only as far as each address that added to it is
 * a trusted proxy: what stands before that was written by the client.
 */
export function clientAddress(request: IncomingMessage): string {
	let address = plainAddress(request.socket.remoteAddress ?? "") ?? "unknown";
	const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
	while (isTrustedProxy(address)) {
		const before = plainAddress(forwarded.pop() ?? "");
		if (!before) break;
		address = before;
	}
	return address;
}
