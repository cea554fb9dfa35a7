import type { Server } from "node:http";
import { clientOf } from "@/lib/client-network";
import { env } from "@/lib/env";
import type { RequestLimits } from "@/lib/limits";
import { isTrustedProxy } from "./client-address";
import { Count, noteRefusal } from "./request-counts";

/** Bounds connections in all and of each client, and the time they may be silent. A proxy's connections are many people's. */
export function limitConnections(server: Server, limits: RequestLimits): void {
	const connections = new Count(limits.connections);
	server.maxConnections = limits.connections.inAll;
	server.headersTimeout = limits.headersMs;
	// Bodies have times of their own: an upload may take hours.
	server.requestTimeout = 0;
	server.timeout = limits.idleMs;
	if (env().TRUSTED_PROXIES.rules.length) server.keepAliveTimeout = limits.proxyIdleMs;
	server.on("drop", () => noteRefusal("connection"));
	server.on("connection", (socket) => {
		if (isTrustedProxy(socket.remoteAddress)) return;
		const client = clientOf(socket.remoteAddress?.replace(/^::ffff:/, "") ?? "");
		if (!connections.take(client)) {
			noteRefusal("connection");
			return socket.destroy();
		}
		socket.once("close", () => connections.release(client));
	});
}
