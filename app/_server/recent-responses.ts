import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { isKept } from "@/lib/public-pages";

/** A public page or file in one encoding, as it was sent, with its headers before the common ones. */
type RecentResponse = { until: number; headers: OutgoingHttpHeaders; body: Buffer };

/** How long a page is sent again, in milliseconds: less than the five seconds that every cache before us may keep it. */
const againMs = 1_000;
/**
 * How long an old page is sent again while Next draws the new one, in milliseconds. Reading the old one for each request takes the processor
 * from the drawing: on a slow one a page that many ask for stayed old for seconds.
 */
const staleAgainMs = 250;
/** The style sheets and the script, which do not change while a process runs. Browsers keep them for as long. */
const ownFile = /^\/(?:site\.css|theme\.css|enhance\.js)(?:\?|$)/;
const ownFileMs = 3_600_000;
/** There are about a hundred addresses, each in two encodings. */
const maxRecent = 300;
const recent = new Map<string, RecentResponse>();

/** Headers with which Next answers an address with something other than its page. */
const otherAnswers = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"];

/** Names what a request may share with others: a public page or file in one encoding. Undefined if it must be answered by itself. */
function sharedName({ method, url = "/", headers }: IncomingMessage, gzip: boolean): string | undefined {
	if (method !== "GET" || !(isKept(url) || ownFile.test(url)) || otherAnswers.some((name) => name in headers))
		return undefined;
	// The cache warmer asks so, to see what Next has; a browser that reloads in spite of all caches, too.
	return /no-cache/.test(headers["cache-control"] ?? "") ? undefined : `${gzip} ${url}`;
}

/** Whether a response may be sent again: a page as Next keeps it, which belongs to nobody. A file's query is its version, or anything. */
function isShared(response: ServerResponse): boolean {
	const is = (name: string, pattern: RegExp) => pattern.test(String(response.getHeader(name) ?? ""));
	return (
		response.statusCode === 200 &&
		is("cache-control", response.req.url?.includes("?") ? /\bimmutable\b/ : /\b(?:public|s-maxage)\b/) &&
		!response.hasHeader("set-cookie")
	);
}

/** Returns what was sent to a request like this one, a page within the last second; undefined without one. */
export function recentResponse(request: IncomingMessage, gzip: boolean): RecentResponse | undefined {
	const name = sharedName(request, gzip);
	const found = name === undefined ? undefined : recent.get(name);
	return found && found.until > performance.now() ? found : undefined;
}

/** Remembers a response about to be sent, if others may get it too. */
export function rememberResponse(response: ServerResponse, gzip: boolean, body: Buffer): void {
	const name = sharedName(response.req, gzip);
	if (name === undefined || !isShared(response)) return;
	// The id is the request's alone.
	const { "x-request-id": _, ...headers } = response.getHeaders();
	const now = performance.now();
	const isStale = headers["x-nextjs-cache"] === "STALE";
	// An old page that was read before the new one was drawn, and is sent after it.
	if (isStale && (recent.get(name)?.until ?? 0) > now) return;
	recent.delete(name);
	const pageMs = isStale ? staleAgainMs : againMs;
	const keptMs = ownFile.test(response.req.url ?? "") ? ownFileMs : pageMs;
	recent.set(name, { until: now + keptMs, headers, body });
	const [oldest] = recent.keys();
	if (recent.size > maxRecent && oldest !== undefined) recent.delete(oldest);
}
