import { type Server, ServerResponse } from "node:http";
import { barePolicy } from "@/app/_server/content-security-policy.mjs";
import { databaseWasLost } from "@/app/_server/lost-database";
import { localeOfPath, type Problem, problemPage, problemPolicy } from "@/app/_server/problem-page";
import { development, env } from "@/lib/env";

/** Headers that say the same on every response of this site. */
function commonHeaders(): [string, string][] {
	return [
		["X-Content-Type-Options", "nosniff"],
		["X-Frame-Options", "DENY"],
		// Not "no-referrer": then a form sent without scripts comes with "Origin: null", and Next refuses it as another site's.
		["Referrer-Policy", "same-origin"],
		["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"],
		["Cross-Origin-Opener-Policy", "same-origin"],
		["Cross-Origin-Resource-Policy", "same-origin"],
		...(env().SITE_URL.startsWith("https:")
			? ([["Strict-Transport-Security", "max-age=63072000; includeSubDomains"]] as [string, string][])
			: []),
	];
}

const problems: Record<number, Problem> = { 400: "malformed", 404: "notFound", 405: "method", 500: "fault" };

/** Next's own bare words or empty shell for a mistake, in place of which people get a page that helps. `asked` is Next's status. */
function problemOf(response: ServerResponse, asked: number): Problem | undefined {
	const type = String(response.getHeader("content-type") ?? "text/plain");
	if (!/^text\/(html|plain)/.test(type)) return undefined;
	return asked === 500 && response.statusCode === 503 ? "unavailable" : problems[response.statusCode];
}

/** Next answers "internal error" to an address it cannot decode; the fault is the address's. */
function isMalformedUrl(response: ServerResponse): boolean {
	try {
		decodeURIComponent(response.req.url ?? "/");
		return false;
	} catch {
		return true;
	}
}

/** What Next calls an internal error may be the address's fault, or the database's, which comes back. */
function statusFor(response: ServerResponse, status: number): number {
	if (status !== 500) return status;
	if (isMalformedUrl(response)) return 400;
	if (!databaseWasLost()) return 500;
	response.setHeader("Retry-After", "60");
	return 503;
}

function turnIntoProblemPage(response: ServerResponse, problem: Problem): Buffer {
	const body = Buffer.from(problemPage(problem, localeOfPath(response.req.url ?? "/")));
	for (const name of ["content-encoding", "transfer-encoding", "etag", "vary"]) response.removeHeader(name);
	response.setHeader("Content-Type", "text/html; charset=utf-8");
	response.setHeader("Content-Length", body.length);
	response.setHeader("Content-Security-Policy", problemPolicy);
	response.setHeader("Cache-Control", "private, no-store");
	return body;
}

/** A request that is no HTTP never becomes a response of Node's: it is answered on the bare connection, as calmly. */
function answerUnreadable(server: Server): void {
	if (server.listenerCount("clientError") > 0) return;
	server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
		if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
		const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
		const body = problemPage("malformed", "en");
		const lines = [
			...commonHeaders(),
			["Content-Security-Policy", problemPolicy],
			["Content-Type", "text/html; charset=utf-8"],
			["Content-Length", String(Buffer.byteLength(body))],
			["Cache-Control", "no-store"],
			["Connection", "close"],
		].map(([name, value]) => `${name}: ${value}\r\n`);
		socket.end(`HTTP/1.1 ${status}\r\n${lines.join("")}\r\n${body}`);
	});
}

const replacedBodies = new WeakMap<ServerResponse, Buffer>();
let guarding = false;

/**
 * The last door every response of this process leaves through, whichever part of Next made it: redirects, static files,
 * route handlers and addresses that cannot be decoded among them, which `headers()` of next.config does not reach all.
 * Adds the common headers; gives whatever has no policy of its own one that allows nothing; and replaces bare error texts
 * and shells that are empty without scripts by a page with the organisation's contacts.
 */
export function guardEveryResponse(): void {
	if (guarding) return;
	guarding = true;
	const { writeHead, write, end } = ServerResponse.prototype;
	const headers = commonHeaders();

	ServerResponse.prototype.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
		const { server } = this.req.socket as { server?: Server };
		if (server) answerUnreadable(server);
		this.statusCode = statusFor(this, status);
		const given = rest.find((each) => typeof each === "object" && each !== null);
		if (given && !Array.isArray(given)) {
			for (const [name, value] of Object.entries(given)) if (value !== undefined) this.setHeader(name, value);
		}
		const problem = problemOf(this, status);
		if (problem && !development) replacedBodies.set(this, turnIntoProblemPage(this, problem));
		for (const [name, value] of headers) if (!this.hasHeader(name)) this.setHeader(name, value);
		if (!this.hasHeader("content-security-policy") && !development) {
			this.setHeader("Content-Security-Policy", barePolicy);
		}
		// Next lets caches serve an old page for a year while they fetch a new one. Ours asks again after five seconds.
		if (/^s-maxage=/.test(String(this.getHeader("cache-control") ?? ""))) {
			this.setHeader("Cache-Control", "public, max-age=0, s-maxage=5, stale-if-error=86400");
		}
		return writeHead.call(this, this.statusCode, ...(Array.isArray(given) ? [given] : []));
	} as typeof writeHead;

	ServerResponse.prototype.write = function (this: ServerResponse, ...given: unknown[]) {
		if (!this.headersSent) this.writeHead(this.statusCode);
		if (replacedBodies.has(this)) return true;
		return Reflect.apply(write, this, given);
	} as typeof write;

	ServerResponse.prototype.end = function (this: ServerResponse, ...given: unknown[]) {
		if (!this.headersSent && problemOf(this, this.statusCode)) this.writeHead(this.statusCode);
		const body = replacedBodies.get(this);
		if (!body) return Reflect.apply(end, this, given);
		replacedBodies.delete(this);
		const done = given.find((each) => typeof each === "function");
		return Reflect.apply(end, this, done ? [body, done] : [body]);
	} as typeof end;
}
