import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as wait } from "node:timers/promises";

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

const kindOf = ({ origin }: Asked) => (origin.startsWith("https:") ? https : http);

/** Sends one request. Never rejects: an error's code takes the place of a status. */
function ask(asked: Asked, at: number, agent: http.Agent, due: number): Promise<Arrival> {
	const { path, headers } = asked.page(at);
	const client = at % (asked.clients ?? 1);
	const late = performance.now() - due;
	const localAddress = `127.${1 + (client >> 8)}.${client & 255}.1`;
	return new Promise((resolve) => {
		const done = (status: number | string, right = false, retryAfter?: string) =>
			resolve({ path, status, ms: performance.now() - due, late, retryAfter, right });
		const answered = (response: http.IncomingMessage) => {
			const pieces: Buffer[] = [];
			response.on("data", (piece) => asked.isRight && pieces.push(piece));
			response.once("error", () => done("cut"));
			response.once("end", () => {
				const status = response.statusCode ?? 0;
				const right = asked.isRight?.(status, Buffer.concat(pieces).toString());
				done(status, right, response.headers["retry-after"]);
			});
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
export function quantile(told: readonly Arrival[], share: number, of = ({ ms }: Arrival) => ms): number {
	const sorted = told.map(of).sort((one, other) => one - other);
	return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
