import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as wait } from "node:timers/promises";

/** What became of one request. `text` is only read where it is asked for. */
export type Arrival = { status: number | string; ms: number; retryAfter: string | undefined; text: string };

type Asked = {
	/** An address on this machine. */
	origin: string;
	perSecond: number;
	seconds: number;
	/** Of the number of an arrival: the page and its headers. */
	page: (at: number) => { path: string; headers?: Record<string, string> };
	/** How many networks they come from, 127.1.0.1 and up: limits of a client hold as they would. */
	clients?: number;
	readText?: boolean;
};

const kindOf = ({ origin }: Asked) => (origin.startsWith("https:") ? https : http);

/** Sends one request. Never rejects: an error's code takes the place of a status. */
function ask(asked: Asked, at: number, agent: http.Agent, due: number): Promise<Arrival> {
	const { path, headers } = asked.page(at);
	const client = at % (asked.clients ?? 1);
	const localAddress = `127.${1 + (client >> 8)}.${client & 255}.1`;
	return new Promise((resolve) => {
		const done = (status: number | string, text = "", retryAfter?: string) =>
			resolve({ status, ms: performance.now() - due, retryAfter, text });
		const answered = (response: http.IncomingMessage) => {
			const pieces: Buffer[] = [];
			response.on("data", (piece) => asked.readText && pieces.push(piece));
			response.once("error", () => done("cut"));
			response.once("end", () =>
				done(response.statusCode ?? 0, Buffer.concat(pieces).toString(), response.headers["retry-after"]),
			);
		};
		kindOf(asked)
			.request(
				asked.origin + path,
				{ agent, headers, localAddress, family: 4, rejectUnauthorized: false, timeout: 60_000 },
				answered,
			)
			.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? "error"))
			.end();
	});
}

/**
 * Sends requests at a fixed rate, whether or not the earlier ones are answered, as people arrive. A time counts from the moment at which a
 * request was due, so that a generator that is late hides nothing. Not autocannon: its connections wait for their answers.
 */
export async function arrivals(asked: Asked): Promise<Arrival[]> {
	const agent = new (kindOf(asked).Agent)({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
	const total = Math.round(asked.perSecond * asked.seconds);
	const start = performance.now();
	const all: Promise<Arrival>[] = [];
	while (all.length < total) {
		const due = start + (all.length * 1_000) / asked.perSecond;
		if (due > performance.now()) await wait(Math.max(1, due - performance.now()));
		else all.push(ask(asked, all.length, agent, due));
	}
	const told = await Promise.all(all);
	agent.destroy();
	return told;
}

/** Returns the time that a share of the requests took at most, in milliseconds. */
export function quantile(told: readonly Arrival[], share: number): number {
	const sorted = told.map(({ ms }) => ms).sort((one, other) => one - other);
	return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
