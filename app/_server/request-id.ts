import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isTrustedProxy } from "./client-address";

/** Returns the id that a trusted proxy gave the request, or a new one: a client must not choose what log lines say. */
export function idOfRequest(request: IncomingMessage): string {
	const given = request.headers["x-request-id"];
	const accepted =
		typeof given === "string" && /^[\w-]{8,64}$/.test(given) && isTrustedProxy(request.socket.remoteAddress);
	return accepted ? given : randomUUID();
}
