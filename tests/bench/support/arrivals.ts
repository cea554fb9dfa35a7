import * as http from "node:http";
import * as http2 from "node:http2";
import { setTimeout as wait } from "node:timers/promises";
import * as tls from "node:tls";

/**
 * What became of one request. `ms` counts from the moment at which it was due, `late` of that is the time until it was sent: the generator's
 * own lag.
 */
export type Arrival = {
	path: string;
	status: number | string;
	ms: number;
	late: number;
	retryAfter: string | undefined;
	right: boolean;
};

type Asked = {
	/** An address on this machine. */
	origin: string;
	perSecond: number;
	seconds: number;
	/** Of the number of an arrival: the page and its headers. */
	page: (at: number) => { path: string; headers?: Record<string, string> };
	/** How many networks they come from, 127.1.0.1 and up: limits of a client hold as they would. */
	clients?: number;
	/** Whether a response says what it should. Its text is read only for this. */
	isRight?: (status: number, text: string) => boolean;
};

/** What a request was told: its status or the code of an error, its text, and when to come back. */
type Told = { status: number | string; text: string; retryAfter: string | undefined };
/** Asks for a page as a client. Never rejects. */
type Ask = (client: string, path: string, headers: Record<string, string>) => Promise<Told>;

/** Asks over HTTP/1.1 without TLS, over kept connections. */
function plainly(origin: string): { ask: Ask; close(): void } {
	const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
	const ask: Ask = (localAddress, path, headers) =>
		new Promise((resolve) => {
			const failed = (status: string) => resolve({ status, text: "", retryAfter: undefined });
			const answered = (response: http.IncomingMessage) => {
				const pieces: Buffer[] = [];
				response.on("data", (piece) => pieces.push(piece));
				response.once("error", () => failed("cut"));
				response.once("end", () =>
					resolve({
						status: response.statusCode ?? 0,
						text: Buffer.concat(pieces).toString(),
						retryAfter: response.headers["retry-after"],
					}),
				);
			};
			const request = http
				.request(origin + path, { agent, headers, localAddress, family: 4, timeout: 60_000 }, answered)
				.once("error", (error: NodeJS.ErrnoException) => {
					// The server has closed an idle connection in that moment. A browser asks again, too.
					if (request.reusedSocket && error.code === "ECONNRESET") resolve(ask(localAddress, path, headers));
					else failed(error.code ?? "error");
				})
				.end();
		});
	return { ask, close: () => agent.destroy() };
}

/** Asks over HTTP/2 and TLS, with one connection for each client, as browsers do. */
function asBrowsersDo(origin: string): { ask: Ask; close(): void } {
	const { hostname, port } = new URL(origin);
	const sessions = new Map<string, http2.ClientHttp2Session>();
	const sessionOf = (localAddress: string) => {
		const known = sessions.get(localAddress);
		if (known && !known.closed && !known.destroyed) return known;
		// The certificate of a front on this machine is its own.
		const secure = { host: hostname, port: Number(port), localAddress, family: 4, rejectUnauthorized: false };
		const made = http2.connect(origin, { createConnection: () => tls.connect({ ...secure, ALPNProtocols: ["h2"] }) });
		made.on("error", () => {});
		sessions.set(localAddress, made);
		return made;
	};
	const ask: Ask = (client, path, headers) =>
		new Promise((resolve) => {
			const told: Told = { status: "cut", text: "", retryAfter: undefined };
			const pieces: Buffer[] = [];
			const stream = sessionOf(client).request({ ":path": path, ...headers });
			stream.once("response", (answer) => {
				told.status = Number(answer[":status"]);
				told.retryAfter = answer["retry-after"];
			});
			stream.on("data", (piece) => pieces.push(piece));
			stream.once("error", (error: NodeJS.ErrnoException) => {
				told.status = error.code ?? "error";
			});
			stream.once("close", () => resolve({ ...told, text: Buffer.concat(pieces).toString() }));
			stream.end();
		});
	return { ask, close: () => [...sessions.values()].forEach((session) => void session.close()) };
}

/**
 * Sends requests at a fixed rate, whether or not the earlier ones are answered, as people arrive. A time counts from the moment at which a
 * request was due, so that a generator that is late hides nothing. Not autocannon: its connections wait for their answers.
 */
export async function arrivals(asked: Asked): Promise<Arrival[]> {
	const { origin, perSecond, seconds, clients = 1, isRight } = asked;
	const { ask, close } = origin.startsWith("https:") ? asBrowsersDo(origin) : plainly(origin);
	const arrive = async (at: number, due: number): Promise<Arrival> => {
		const { path, headers = {} } = asked.page(at);
		const client = at % clients;
		const late = performance.now() - due;
		const { status, text, retryAfter } = await ask(`127.${1 + (client >> 8)}.${client & 255}.1`, path, headers);
		const right = typeof status === "number" && (isRight?.(status, text) ?? false);
		return { path, status, ms: performance.now() - due, late, retryAfter, right };
	};
	const total = Math.round(perSecond * seconds);
	const start = performance.now();
	const all: Promise<Arrival>[] = [];
	while (all.length < total) {
		const due = start + (all.length * 1_000) / perSecond;
		if (due > performance.now()) await wait(Math.max(1, due - performance.now()));
		else all.push(arrive(all.length, due));
	}
	const told = await Promise.all(all);
	close();
	return told;
}

/** Returns the time that a share of the requests took at most, in milliseconds. */
export function quantile(told: readonly Arrival[], share: number, of = ({ ms }: Arrival) => ms): number {
	const sorted = told.map(of).sort((one, other) => one - other);
	return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
