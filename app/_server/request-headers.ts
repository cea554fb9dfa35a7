import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import { type RouteLimits, requestLimits } from "@/lib/limits";
import type { refusals } from "./problem-response";

/** Why a request is refused. */
export type RefusalReason = keyof typeof refusals;

/** Returns the path of a request, without its query. */
export const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?", 1)[0] ?? "/";

/** Control characters, and those that turn the direction of a text. */
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Whether the address is no path, cannot be decoded, or has characters nobody can see. PostgreSQL takes no NUL of a query. */
function isMalformed(url: string): boolean {
	const [path = ""] = url.split("?", 1);
	try {
		return !path.startsWith("/") || unprintable.test(decodeURIComponent(path)) || url.includes("%00");
	} catch {
		return true;
	}
}

/** Whether a form was sent by another site, or by something that does not say by which. Browsers name the origin in every POST, or null. */
function isForeign({ headers }: IncomingMessage): boolean {
	return headers.origin !== env().SITE_URL || headers["sec-fetch-site"] === "cross-site";
}

/** The origin of the page that a request comes from, for browsers that name that page alone: lynx and w3m. No page can name another. */
function originOfPage({ headers }: IncomingMessage): string | undefined {
	return /^https?:\/\/[^/?#]+(?=[/?#]|$)/.exec(headers.referer ?? "")?.[0];
}

/**
 * Makes the address a path, and every name of the host that of SITE_URL. Next compares a form's origin with the host and
 * writes the host into redirects; a proxy may pass on another, and anybody may write one. Cuts off a long User-Agent, on which Next would spend a
 * third of a second of the processor.
 */
export function setHost(request: IncomingMessage): void {
	const { SITE_URL } = env();
	const [, protocol, host] = /^(https?):\/\/(.*)$/.exec(SITE_URL) ?? [];
	if (request.headers.origin === undefined && originOfPage(request) === SITE_URL) request.headers.origin = SITE_URL;
	request.url = request.url?.replace(/^https?:\/\/[^/?#]*\/?/i, "/");
	const agent = request.headers["user-agent"];
	if (agent) request.headers["user-agent"] = agent.slice(0, requestLimits.userAgentLength);
	delete request.headers.forwarded;
	delete request.headers["x-forwarded-port"];
	Object.assign(request.headers, { host, "x-forwarded-host": host, "x-forwarded-proto": protocol });
}

/** Why a request is refused by its headers alone; undefined if it is not. */
export function headerRefusal(request: IncomingMessage, route: RouteLimits): RefusalReason | undefined {
	const { "content-length": length, "transfer-encoding": encoding } = request.headers;
	if (isMalformed(request.url ?? "")) return "malformed";
	if (!route.methods.includes(request.method ?? "")) return "method";
	if (request.method !== "POST") return encoding || Number(length ?? 0) > 0 ? "tooLarge" : undefined;
	if (!route.anyOrigin && isForeign(request)) return "origin";
	if (/^multipart\/(?!.*\bboundary=.)/i.test(request.headers["content-type"] ?? "")) return "malformed";
	if (length === undefined && (!encoding || route.handler === "form")) return "unstatedLength";
	return Number(length ?? 0) > route.bodyBytes ? "tooLarge" : undefined;
}

/**
 * Whether a request is a form, or the page on which a code is typed, of a browser that has asked for a code or is about to. Only says so: the
 * cookie is not looked at further.
 */
export const isOfCode = ({ method, url = "", headers }: IncomingMessage): boolean =>
	(method === "POST" || /\/code(\?|$)/.test(url)) && /(^|; *)(__Host-)?code-/.test(headers.cookie ?? "");
