import type { IncomingMessage, ServerResponse } from "node:http";
import { sentSession } from "@/lib/identity/request-session";

/** The style sheet of public pages that depends on the cookie, for a browser with a member's session and for one without. */
export const signedInStyles = (signedIn: boolean) => ({
	css: signedIn ? "@media screen{.signed-in-only{display:block}}" : "",
	headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "private, no-store" },
});

/**
 * Answers a request for that style sheet without Next, which takes ten times as long for a line. Every public page asks for it. Returns whether
 * it did.
 */
export function sendSignedInStyles(request: IncomingMessage, response: ServerResponse): boolean {
	if (request.method !== "GET" || request.url !== "/signed-in.css") return false;
	const { css, headers } = signedInStyles(sentSession(request));
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.end(css);
	return true;
}
