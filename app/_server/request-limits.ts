import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import {
	clientHeader,
	formOwnerHeader,
	limitsOf,
	type RequestLimits,
	type RouteLimits,
	requestLimits,
} from "@/lib/limits";
import { log } from "@/lib/log";
import { clientAddress, clientOf, isTrustedProxy } from "./client-address";
import { alive } from "./health-check";
import { endWithProblem, type Refusal, refusals } from "./problem-response";
import { formOwnerOf, isMalformedForm, receiveBody, watchUpload } from "./request-body";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
/** The id of the member of staff who is signed in in the browser that sent a request. */
type StaffIdOf = (request: IncomingMessage) => Promise<string | undefined>;

/** How many of something are under way, in all and of each client, or of each member of staff. */
class Count {
	#inAll = 0;
	readonly #of = new Map<string, number>();
	constructor(private readonly most: { inAll: number; perClient: number }) {}

	/** Counts one more. Returns false, and counts nothing, beyond a limit. */
	take(client: string): boolean {
		const own = this.#of.get(client) ?? 0;
		if (this.#inAll >= this.most.inAll || own >= this.most.perClient) return false;
		this.#inAll++;
		this.#of.set(client, own + 1);
		return true;
	}

	release(client: string): void {
		const own = this.#of.get(client) ?? 0;
		this.#inAll--;
		if (own > 1) this.#of.set(client, own - 1);
		else this.#of.delete(client);
	}
}

/** Counts of what was refused, by reason, written to the log once a minute. */
const refused = new Map<string, number>();
function noteRefusal(reason: string): void {
	refused.set(reason, (refused.get(reason) ?? 0) + 1);
}
/** How many requests named a client in X-Forwarded-For and came from no trusted proxy. */
let forwardedByOthers = 0;

/** Writes the counts of the last minute to the log. */
function logCounts(): void {
	for (const [code, count] of refused) log.warn({ event: "web.refused", code, count });
	if (forwardedByOthers > 0) log.warn({ event: "web.proxy-not-named", count: forwardedByOthers });
	refused.clear();
	forwardedByOthers = 0;
}

const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?", 1)[0] ?? "/";

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

/** Whether a form was sent by another site, or by something that does not say so. Browsers name the origin in every POST. */
function isForeign({ headers }: IncomingMessage): boolean {
	return headers.origin !== env().SITE_URL || headers["sec-fetch-site"] === "cross-site";
}

/**
 * Makes the address a path, and every name of the host that of SITE_URL. Next compares a form's origin with the host and
 * writes the host into redirects; a proxy may pass on another, and anybody may write one.
 */
function setHost(request: IncomingMessage): void {
	const { host, protocol } = new URL(env().SITE_URL);
	request.url = request.url?.replace(/^https?:\/\/[^/?#]*\/?/i, "/");
	delete request.headers.forwarded;
	delete request.headers["x-forwarded-port"];
	Object.assign(request.headers, { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1) });
}

/** Files of the build. Only they are served in parts. */
const buildFile = /^\/_next\/static\//;

type Reason = keyof typeof refusals;

/** Why a request is refused by its headers alone; undefined if it is not. */
function headerRefusal(request: IncomingMessage, route: RouteLimits): Reason | undefined {
	const { "content-length": length, "transfer-encoding": encoding } = request.headers;
	if (isMalformed(request.url ?? "")) return "malformed";
	if (!route.methods.includes(request.method ?? "")) return "method";
	if (request.method !== "POST") return encoding || Number(length ?? 0) > 0 ? "tooLarge" : undefined;
	if (isForeign(request)) return "origin";
	if (/^multipart\/(?!.*\bboundary=.)/i.test(request.headers["content-type"] ?? "")) return "malformed";
	if (length === undefined && (!encoding || route.handler === "form")) return "unstatedLength";
	return Number(length ?? 0) > route.bodyBytes ? "tooLarge" : undefined;
}

/** For node:http's createServer. */
export const serverOptions = { maxHeaderSize: requestLimits.headerBytes, connectionsCheckingInterval: 1_000 };

/** Refuses requests beyond the limits (lib/limits.ts) with a page and closes their connection. Hands the others to `handle`. */
export function limitRequests(
	server: Server,
	handle: Handler,
	staffIdOf: StaffIdOf,
	limits: RequestLimits = requestLimits,
): void {
	const requests = new Count(limits.requests);
	const streamed = { upload: new Count(limits.uploads), form: new Count(limits.handlerForms) };
	const staffUploads = new Count({ inAll: limits.uploads.inAll, perClient: limits.uploads.perStaff });
	const largeForms = new Count(limits.largeForms);

	function refuse(request: IncomingMessage, response: ServerResponse, reason: Reason, route: RouteLimits): void {
		noteRefusal(reason);
		const { socket } = request;
		// An answer to an earlier request of the connection is under way.
		if (!response.socket) return void socket.destroy();
		const refusal: Refusal = refusals[reason];
		const headers: [string, string][] =
			reason === "method"
				? [["Allow", route.methods.join(", ")]]
				: reason === "busy"
					? [["Retry-After", String(limits.retryAfter)]]
					: [];
		endWithProblem(socket, { ...refusal, headers }, pathOf(request), request.method);
		const start = socket.bytesRead;
		request.on("data", () => {
			if (socket.bytesRead - start > limits.dropBytes) socket.destroy();
		});
		request.resume();
		const timer = setTimeout(() => socket.destroy(), limits.dropMs);
		socket.once("close", () => clearTimeout(timer));
	}

	/** Counts a form that may be large until its response is closed, and asks for its session. Returns its largest body. */
	async function largeFormBytes(request: IncomingMessage, response: ServerResponse, route: RouteLimits) {
		const client = clientOf(clientAddress(request));
		if (!largeForms.take(client)) return "busy";
		response.once("close", () => largeForms.release(client));
		return (await staffIdOf(request)) ? route.bodyBytes : limits.formBytes;
	}

	/** Waits for a form's body. Returns why it is refused; undefined if it is there. */
	async function bodyRefusal(
		request: IncomingMessage,
		response: ServerResponse,
		route: RouteLimits,
	): Promise<Reason | "gone" | undefined> {
		const stated = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);
		const small = Math.min(route.bodyBytes, limits.formBytes);
		const large = route.bodyBytes > small && stated > small;
		const most = large ? await largeFormBytes(request, response, route) : small;
		if (most === "busy") return most;
		if (stated > most && stated !== Number.POSITIVE_INFINITY) return "tooLarge";
		// An empty body has no piece to wait for; waiting would end the stream before its reader.
		if (stated === 0) return (await isMalformedForm(request, Buffer.alloc(0))) ? "malformed" : undefined;
		const ms = limits.bodyMs + (most / limits.bodyBytesPerSecond) * 1000;
		const arrival = await receiveBody(request, most, ms);
		if (arrival === "empty") return "unstatedLength";
		if (typeof arrival === "string") return arrival;
		return (await isMalformedForm(request, arrival)) ? "malformed" : undefined;
	}

	/** Hands a request on, and refuses it if no answer begins in time. */
	function answer(request: IncomingMessage, response: ServerResponse, route: RouteLimits): void {
		let timer: NodeJS.Timeout | undefined;
		const wait = () => {
			timer = setTimeout(() => {
				if (!response.headersSent) refuse(request, response, "busy", route);
			}, limits.answerMs);
		};
		if (route.handler === "upload") request.once("end", wait);
		else wait();
		response.once("close", () => clearTimeout(timer));
		void handle(request, response);
	}

	async function admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { socket } = request;
		// A request that follows a refused one on the same connection.
		if (!socket.writable) return;
		// Before every limit, so that a supervisor does not end a process because it is busy.
		if (request.url === "/healthz") return void response.setHeader("Content-Type", "text/plain").end(alive);
		if (request.headers["x-forwarded-for"] && !isTrustedProxy(socket.remoteAddress)) forwardedByOthers++;
		setHost(request);
		const route = limitsOf(pathOf(request));
		const early = headerRefusal(request, route);
		if (early) return refuse(request, response, early, route);
		if (request.headers.expect) response.writeContinue();
		if (request.method === "POST" && !route.handler) {
			const late = await bodyRefusal(request, response, route);
			if (late === "gone" || socket.destroyed) return;
			if (late) return refuse(request, response, late, route);
		}
		const client = clientOf(clientAddress(request));
		request.headers[clientHeader] = client;
		request.headers[formOwnerHeader] = formOwnerOf(request);
		const take = (count: Count, key: string) => {
			const taken = count.take(key);
			if (taken) response.once("close", () => count.release(key));
			return taken;
		};
		const count = request.method === "POST" && route.handler ? streamed[route.handler] : requests;
		if (!take(count, client)) return refuse(request, response, "busy", route);
		if (count === streamed.upload) {
			const staffId = await staffIdOf(request);
			if (socket.destroyed) return;
			if (staffId && !take(staffUploads, staffId)) return refuse(request, response, "busy", route);
		}
		if (route.handler === "upload") watchUpload(request, route.bodyBytes, limits.uploadIdleMs, () => socket.destroy());
		if (!buildFile.test(pathOf(request))) delete request.headers.range;
		answer(request, response, route);
	}

	const admitRequest = (request: IncomingMessage, response: ServerResponse) =>
		void admit(request, response).catch(() => request.socket.destroy());
	server.on("request", admitRequest).on("checkContinue", admitRequest);
	// Node would answer 417 without a page.
	server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) =>
		refuse(request, response, "malformed", limitsOf(pathOf(request))),
	);
	// A proxy's method, for which Node makes no response and after which it listens to the connection no more.
	server.on("connect", (_, socket) => {
		noteRefusal("method");
		socket.on("error", () => {});
		setTimeout(() => socket.destroy(), limits.dropMs).unref();
		endWithProblem(socket, { ...refusals.method, headers: [["Allow", "GET, HEAD"]] });
	});
	limitConnections(server, limits);
	setInterval(logCounts, 60_000).unref();
}

/** Bounds connections in all and of each client, and the time they may be silent. A proxy's connections are many people's. */
function limitConnections(server: Server, limits: RequestLimits): void {
	const connections = new Count(limits.connections);
	server.maxConnections = limits.connections.inAll;
	server.headersTimeout = limits.headersMs;
	// Bodies have times of their own: an upload may take hours.
	server.requestTimeout = 0;
	server.timeout = limits.idleMs;
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
