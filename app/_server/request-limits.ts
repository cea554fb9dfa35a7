import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { clientOf } from "@/lib/client-network";
import { isConnectionError } from "@/lib/database";
import {
	clientHeader,
	formOwnerHeader,
	limitsOf,
	type RequestLimits,
	type RouteLimits,
	requestLimits,
} from "@/lib/limits";
import { isKept } from "@/lib/public-pages";
import { clientAddress, isTrustedProxy } from "./client-address";
import { limitConnections } from "./connection-limits";
import { logError } from "./error-log";
import { alive } from "./health-check";
import { NewConnections } from "./new-connections";
import { answerWithProblem, endWithProblem, refusals } from "./problem-response";
import { formOwnerOf, isMalformedForm, receiveBody, watchUpload } from "./request-body";
import { Count, logCounts, noteForwarded, noteRefusal } from "./request-counts";
import { headerRefusal, isOfCode, pathOf, type RefusalReason, setHost } from "./request-headers";
import { lineOf, Turns } from "./request-turns";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
/** The id of the member of staff who is signed in in the browser that sent a request. */
type StaffIdOf = (request: IncomingMessage) => Promise<string | undefined>;
/** A request on its way through the limits. `body` is a form's, once it has arrived. */
type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	route: RouteLimits;
	/** Whom it is counted by. */
	client: string;
	/** It comes from somebody whose code is under way. */
	underWay: boolean;
	body?: Buffer;
	endTurn?: () => void;
};

/** How many places more a request may take for which another gave way, until the connection of that one is closed. */
const givenWay = 32;

/** Files of the build. Only they are served in parts. */
const buildFile = /^\/_next\/static\//;

/** For node:http's createServer. */
export const serverOptions = { maxHeaderSize: requestLimits.headerBytes, connectionsCheckingInterval: 1_000 };

/** The headers that say what would be accepted, or when. */
function refusalHeaders(reason: RefusalReason, route: RouteLimits, limits: RequestLimits): [string, string][] {
	if (reason === "method") return [["Allow", route.methods.join(", ")]];
	return refusals[reason].status.startsWith("503") ? [["Retry-After", String(limits.retryAfter)]] : [];
}

/** Counts the requests that are under way, and admits or refuses each. */
class RequestGate {
	readonly #requests: Count;
	readonly #streamed: { upload: Count; form: Count };
	readonly #staffUploads: Count;
	readonly #largeForms: Count;
	/** Kept pages have turns of their own, since the others wait for the database; so have forms that their handler reads, which may be slow. */
	readonly #turns: { kept: Turns; drawn: Turns; arriving: Turns };

	constructor(
		private readonly handle: Handler,
		private readonly staffIdOf: StaffIdOf,
		private readonly limits: RequestLimits,
		private readonly connections: NewConnections,
	) {
		this.#requests = new Count(limits.requests);
		this.#streamed = { upload: new Count(limits.uploads), form: new Count(limits.handlerForms) };
		this.#staffUploads = new Count({ inAll: limits.uploads.inAll, perClient: limits.uploads.perStaff });
		this.#largeForms = new Count(limits.largeForms);
		this.#turns = { kept: new Turns(limits.turns), drawn: new Turns(limits.turns), arriving: new Turns(limits.turns) };
	}

	/** Hands a request on if it is within the limits, and refuses it otherwise. */
	async admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
		// A request that follows a refused one on the same connection.
		if (!request.socket.writable) return;
		// Before every limit, so that a supervisor does not end a process because it is busy.
		if (request.url === "/healthz")
			return void response
				.setHeader("Content-Type", "text/plain; charset=utf-8")
				.setHeader("Cache-Control", "no-store")
				.end(alive);
		if (request.headers["x-forwarded-for"] && !isTrustedProxy(request.socket.remoteAddress)) noteForwarded();
		setHost(request);
		const client = clientOf(clientAddress(request));
		const route = limitsOf(pathOf(request));
		const exchange: Exchange = { request, response, route, client, underWay: isOfCode(request) };
		const reason =
			headerRefusal(request, exchange.route) ??
			(await this.#received(exchange)) ??
			(await this.#counted(exchange)) ??
			(await this.#turnCame(exchange)) ??
			(await this.#understood(exchange));
		if (reason === "gone" || request.socket.destroyed) return;
		if (reason) return this.refuse(exchange, reason);
		this.#answer(exchange);
	}

	/**
	 * Answers with the page of a refusal. Drops what still arrives and closes the connection, but for a proxy's, which carries others' requests:
	 * a busy Node takes few new ones. `begun` if an answer was begun, of which nobody hears any more.
	 */
	refuse(
		{ request, response, route, endTurn }: Omit<Exchange, "client" | "underWay">,
		reason: RefusalReason,
		begun = false,
	): void {
		noteRefusal(reason);
		endTurn?.();
		const { socket } = request;
		// An answer to an earlier request of the connection is under way.
		if (!response.socket) return void socket.destroy();
		const headers = refusalHeaders(reason, route, this.limits);
		const refusal = { ...refusals[reason], headers };
		if (!begun && request.complete && isTrustedProxy(socket.remoteAddress))
			return void answerWithProblem(response, refusal, pathOf(request));
		endWithProblem(socket, refusal, pathOf(request), request.method);
		const start = socket.bytesRead;
		request.on("data", () => {
			if (socket.bytesRead - start > this.limits.dropBytes) socket.destroy();
		});
		request.resume();
		const timer = setTimeout(() => socket.destroy(), this.limits.dropMs);
		socket.once("close", () => clearTimeout(timer));
	}

	/** Waits for a form's body. Returns why it is refused; undefined if it is there, or is not waited for. */
	async #received(exchange: Exchange): Promise<RefusalReason | "gone" | undefined> {
		const { request, response, route, client, underWay } = exchange;
		if (request.headers.expect && request.httpVersion !== "1.0") response.writeContinue();
		if (request.method !== "POST" || route.handler) return undefined;
		// Before its body, and once more when that is there.
		if (!this.#requests.hasPlace(client, this.#spare(underWay)) && !this.#othersGiveWay(exchange)) return "busy";
		const stated = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);
		const small = Math.min(route.bodyBytes, this.limits.formBytes);
		const large = route.bodyBytes > small && stated > small;
		const most = large ? await this.#largeFormBytes(exchange) : small;
		if (most === "busy") return most;
		if (stated > most && stated !== Number.POSITIVE_INFINITY) return "tooLarge";
		// An empty body has no piece to wait for; waiting would end the stream before its reader.
		exchange.body = Buffer.alloc(0);
		if (stated === 0) return undefined;
		const ms = this.limits.bodyMs + (most / this.limits.bodyBytesPerSecond) * 1000;
		const arrival = await receiveBody(request, most, ms);
		if (arrival === "empty") return "unstatedLength";
		if (typeof arrival === "string") return arrival;
		exchange.body = arrival;
		return undefined;
	}

	/** Counts a form that may be large until its response is closed, and asks for its session where it needs one. Returns its largest body. */
	async #largeFormBytes({ request, response, route, client }: Exchange): Promise<number | "busy"> {
		if (!this.#take(this.#largeForms, client, response)) return "busy";
		return route.anybody || (await this.staffIdOf(request)) ? route.bodyBytes : this.limits.formBytes;
	}

	/** Counts a request until its response is closed. Returns "busy" beyond a limit, "gone" if its connection is closed. */
	async #counted(exchange: Exchange): Promise<"busy" | "gone" | undefined> {
		const { request, response, route, client, underWay } = exchange;
		if (request.socket.destroyed) return "gone";
		request.headers[clientHeader] = client;
		const count = request.method === "POST" && route.handler ? this.#streamed[route.handler] : this.#requests;
		const spare = count === this.#requests ? this.#spare(underWay) : 0;
		if (!this.#take(count, client, response, spare)) {
			if (count !== this.#requests || !this.#othersGiveWay(exchange)) return "busy";
			this.#turns.drawn.shortenLongestLine(lineOf(client));
			this.#take(count, client, response, spare - givenWay);
		}
		if (count !== this.#streamed.upload) return undefined;
		const staffId = await this.staffIdOf(request);
		if (request.socket.destroyed) return "gone";
		return staffId && !this.#take(this.#staffUploads, staffId, response) ? "busy" : undefined;
	}

	/** Waits for the turn of a page or form. Files of the build need none, and uploads are few. */
	async #turnCame(exchange: Exchange): Promise<"busy" | undefined> {
		const { request, response, route, client, underWay } = exchange;
		const path = pathOf(request);
		const handler = request.method === "POST" && route.handler;
		if (buildFile.test(path) || handler === "upload") return undefined;
		const turns = this.#turns[handler ? "arriving" : isKept(path) ? "kept" : "drawn"];
		exchange.endTurn = await turns.take(lineOf(client), response, underWay);
		if (exchange.endTurn && turns === this.#turns.drawn) await this.connections.taken();
		return exchange.endTurn ? undefined : "busy";
	}

	/** Reads the fields of a form, which takes its time and so has a turn. */
	async #understood({ request, body }: Exchange): Promise<"malformed" | undefined> {
		if (body && (await isMalformedForm(request, body))) return "malformed";
		request.headers[formOwnerHeader] = formOwnerOf(request);
		return undefined;
	}

	/** The places that a request leaves to codes that are under way. */
	#spare(underWay: boolean): number {
		return underWay ? 0 : this.limits.requests.underWay;
	}

	/** Whether all places are taken by clients that have more requests waiting than one, so that a last one of theirs gives way to its. */
	#othersGiveWay({ client, underWay }: Exchange): boolean {
		if (!this.#requests.hasPlace(client, this.#spare(underWay) - givenWay)) return false;
		return this.#turns.drawn.hasLongerLine(lineOf(client));
	}

	#take(count: Count, key: string, response: ServerResponse, spare = 0): boolean {
		const taken = count.take(key, spare);
		if (taken) response.once("close", () => count.release(key));
		return taken;
	}

	/** Hands a request on, and refuses it if no answer begins in time. */
	#answer(exchange: Exchange): void {
		const { request, response, route } = exchange;
		const { limits } = this;
		if (route.handler === "upload")
			watchUpload(request, route.bodyBytes, limits.uploadIdleMs, () => request.socket.destroy());
		if (!buildFile.test(pathOf(request))) delete request.headers.range;
		let timer: NodeJS.Timeout | undefined;
		const wait = () => {
			timer = setTimeout(() => {
				if (!response.headersSent) this.refuse(exchange, "busy", true);
			}, limits.answerMs);
		};
		if (route.handler === "upload") request.once("end", wait);
		else wait();
		response.once("close", () => clearTimeout(timer));
		void this.handle(request, response);
	}
}

/** Refuses requests beyond the limits (lib/limits.ts) with a page and closes their connection. Hands the others to `handle`. */
export function limitRequests(
	server: Server,
	handle: Handler,
	staffIdOf: StaffIdOf,
	limits: RequestLimits = requestLimits,
): void {
	const gate = new RequestGate(handle, staffIdOf, limits, new NewConnections(server, limits.turns.crowdMs));
	const admit = (request: IncomingMessage, response: ServerResponse) =>
		void gate.admit(request, response).catch((error) => {
			// The question for a session of staff.
			logError(error);
			const reason = isConnectionError(error) ? "unavailable" : "fault";
			gate.refuse({ request, response, route: limitsOf(pathOf(request)) }, reason);
		});
	server.on("request", admit).on("checkContinue", admit);
	// Node would answer 417 without a page.
	server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) =>
		gate.refuse({ request, response, route: limitsOf(pathOf(request)) }, "malformed"),
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
