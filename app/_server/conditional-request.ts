import type { ServerResponse } from "node:http";
import fresh from "fresh";

/**
 * Whether the client has this response already: it names the ETag, or the time of the last change, of a response that states
 * them (RFC 9110, 13).
 */
export function isUnchanged(response: ServerResponse): boolean {
	const { method = "", headers } = response.req;
	if (response.statusCode !== 200 || !["GET", "HEAD"].includes(method)) return false;
	// Programs on Node's fetch add "Cache-Control: no-cache" to each conditional request. We compare all the same, as RFC 9111 allows.
	const asked = { ...headers, "cache-control": undefined };
	// Next sets headers of route handlers as lists of one.
	const stated = (name: string) => [response.getHeader(name) ?? []].flat().join() || undefined;
	return fresh(asked, { etag: stated("etag"), "last-modified": stated("last-modified") });
}

/** Makes a response say only that nothing changed. Node sends no body with 304. */
export function answerUnchanged(response: ServerResponse): void {
	response.statusCode = 304;
	for (const name of ["content-type", "content-length", "content-encoding"]) response.removeHeader(name);
}
