import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { barePolicy } from "@/app/_server/content-security-policy.mjs";
import { databaseWasLost } from "@/app/_server/lost-database";
import { localeOfPath, type Problem, problemPage, problemPolicy } from "@/app/_server/problem-page";
import { commonHeaders } from "@/lib/common-headers";
import { requestLimits } from "@/lib/limits";
import { log } from "@/lib/log";
import { answerUnchanged, isUnchanged } from "./conditional-request";
import { isDraining } from "./connection-drain";
import { endWithProblem, refusals } from "./problem-response";
import { formOf } from "./request-body";

const problems: Record<number, Problem> = {
	400: "malformed",
	401: "signedOut",
	404: "notFound",
	405: "method",
	409: "outdated",
	412: "someoneElse",
	416: "malformed",
	429: "tooMany",
	500: "fault",
};

/** The problem page that replaces Next's bare text or empty shell; undefined if the response stays. `status` is Next's own. */
function problemOf(response: ServerResponse, status: number): Problem | undefined {
	// React reads the answer to a form that it sends itself (components/ui/use-form.ts).
	if (response.req.headers["next-action"] && [401, 412, 429].includes(response.statusCode)) return undefined;
	const type = String(response.getHeader("content-type") ?? "text/plain");
	if (!/^text\/(html|plain)/.test(type)) return undefined;
	if (response.statusCode === 404 && /^\/staff(?:[/?]|$)/.test(response.req.url ?? "")) return "staffNotFound";
	return status === 500 && response.statusCode === 503 ? "unavailable" : problems[response.statusCode];
}

/** Whether the address cannot be decoded. Next answers 500 to it. */
function isMalformedUrl(response: ServerResponse): boolean {
	try {
		decodeURIComponent(response.req.url ?? "/");
		return false;
	} catch {
		return true;
	}
}

/** The true status of what Next calls an internal error: 400 if the address is malformed, 416 if the range is, 503 if the database is away. */
function statusFor(response: ServerResponse, status: number): number {
	if (status !== 500) return status;
	if (isMalformedUrl(response)) return 400;
	// Only files of the build are asked for in parts (request-limits.ts), and they fail by no other cause.
	if (response.req.headers.range) return 416;
	if (!databaseWasLost()) return 500;
	response.setHeader("Retry-After", "60");
	return 503;
}

function replaceByProblemPage(response: ServerResponse, problem: Problem): Buffer {
	const url = response.req.url ?? "/";
	const typed = { url, fields: formOf(response.req) };
	const body = Buffer.from(problemPage(problem, localeOfPath(url), typed));
	for (const name of ["content-encoding", "transfer-encoding", "etag", "vary"]) response.removeHeader(name);
	response.setHeader("Content-Type", "text/html; charset=utf-8");
	response.setHeader("Content-Length", body.length);
	response.setHeader("Content-Security-Policy", problemPolicy);
	response.setHeader("Cache-Control", "private, no-store");
	return body;
}

const malformedReasons: Record<string, keyof typeof refusals> = {
	HPE_HEADER_OVERFLOW: "headersTooLarge",
	ERR_HTTP_REQUEST_TIMEOUT: "slow",
};

/** Answers requests that are not HTTP. Node makes no response for them, so this writes to the connection. */
export function answerMalformedRequests(server: Server): void {
	server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
		if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
		endWithProblem(socket, refusals[malformedReasons[error.code ?? ""] ?? "malformed"]);
		setTimeout(() => socket.destroy(), requestLimits.dropMs).unref();
	});
}

let headers: [string, string][] | undefined;

/**
 * A response with our headers, status and error pages, whichever part of Next answers: redirects, static files, route
 * handlers and addresses that cannot be decoded, which `headers()` of next.config does not all reach. A response without
 * a policy of its own gets one that allows nothing, and one that does not say who may keep it is kept by nobody. Bare error texts, and shells that are empty without scripts, are replaced
 * by a page with the organisation's contacts.
 */
export class ProtectedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
	#replacement: Buffer | undefined;

	override writeHead(status: number, ...rest: unknown[]): this {
		this.statusCode = statusFor(this, status);
		// Next is quiet, and tells instrumentation.ts only of errors inside pages: this line is the trace of all others.
		if (this.statusCode === 500) log.error({ event: "web.failed", status: 500, method: this.req.method ?? "" });
		const given = rest.find((argument) => typeof argument === "object" && argument !== null);
		if (given && !Array.isArray(given)) {
			for (const [name, value] of Object.entries(given)) if (value !== undefined) this.setHeader(name, value);
		}
		const problem = problemOf(this, status);
		if (problem) this.#replacement = replaceByProblemPage(this, problem);
		if (isUnchanged(this)) answerUnchanged(this);
		headers ??= commonHeaders();
		for (const [name, value] of headers) if (!this.hasHeader(name)) this.setHeader(name, value);
		if (!this.hasHeader("content-security-policy")) this.setHeader("Content-Security-Policy", barePolicy);
		if (!this.hasHeader("cache-control")) this.setHeader("Cache-Control", "private, no-store");
		// Next lets caches serve an old page for a year while they fetch a new one. Ours asks again after five seconds.
		if (/^s-maxage=/.test(String(this.getHeader("cache-control") ?? ""))) {
			this.setHeader("Cache-Control", "public, max-age=0, s-maxage=5, stale-if-error=86400");
		}
		if (isDraining()) this.setHeader("Connection", "close");
		return Reflect.apply(super.writeHead, this, [this.statusCode, ...(Array.isArray(given) ? [given] : [])]);
	}

	override write(...given: unknown[]): boolean {
		if (!this.headersSent) this.writeHead(this.statusCode);
		if (this.#replacement) return true;
		return Reflect.apply(super.write, this, given);
	}

	override end(...given: unknown[]): this {
		if (!this.headersSent && problemOf(this, this.statusCode)) this.writeHead(this.statusCode);
		const body = this.#replacement;
		if (!body) return Reflect.apply(super.end, this, given);
		this.#replacement = undefined;
		const done = given.find((argument) => typeof argument === "function");
		return Reflect.apply(super.end, this, done ? [body, done] : [body]);
	}
}
