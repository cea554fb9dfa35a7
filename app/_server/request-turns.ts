import type { ServerResponse } from "node:http";
import type { RequestLimits } from "@/lib/limits";

/** A request that waits since a time. */
type Waiting = { since: number; start: () => void };

/**
 * Requests take turns, so that few pages are made at a time. A turn that ends goes to the client whose last one is longest ago: one
 * that sends many requests waits for itself.
 */
export class Turns {
	#running = 0;
	/** What waits, by client. The first client is the next. */
	readonly #waiting = new Map<string, Waiting[]>();

	constructor(private readonly limits: RequestLimits["turns"]) {}

	/**
	 * Waits for a turn, which ends when it is said to, when the response is closed, or after its time. Returns how to end it; undefined if
	 * none came in time, or if the client's earlier requests are late already.
	 */
	async take(client: string, response: ServerResponse): Promise<(() => void) | undefined> {
		if (this.#running < this.limits.inAll) this.#running++;
		else if (this.#isLate(client) || !(await this.#wait(client, response))) return undefined;
		let ended = false;
		const end = () => {
			clearTimeout(timer);
			if (ended) return;
			ended = true;
			this.#handOn();
		};
		const timer = setTimeout(end, this.limits.turnMs);
		// A response that was closed while it waited says so no more.
		if (response.closed) end();
		else response.once("close", end);
		return end;
	}

	/** Whether a client's oldest request waits for so long that a further one would come too late. */
	#isLate(client: string): boolean {
		const [oldest] = this.#waiting.get(client) ?? [];
		return oldest !== undefined && performance.now() - oldest.since > this.limits.lateMs;
	}

	/** Waits until a turn is given to a request. Resolves with false if none is in time, or its connection is closed. */
	#wait(client: string, response: ServerResponse): Promise<boolean> {
		return new Promise((resolve) => {
			const settle = (started: boolean) => {
				clearTimeout(timer);
				response.off("close", leave);
				resolve(started);
			};
			const own: Waiting = { since: performance.now(), start: () => settle(true) };
			const leave = () => {
				const others = this.#waiting.get(client)?.filter((other) => other !== own) ?? [];
				if (others.length) this.#waiting.set(client, others);
				else this.#waiting.delete(client);
				settle(false);
			};
			const timer = setTimeout(leave, this.limits.waitMs);
			response.once("close", leave);
			this.#waiting.set(client, [...(this.#waiting.get(client) ?? []), own]);
		});
	}

	/** Gives a turn that has ended to the next client, and puts that client behind the others. */
	#handOn(): void {
		const [next] = this.#waiting;
		if (!next) return void this.#running--;
		const [client, [first, ...others]] = next;
		this.#waiting.delete(client);
		if (others.length) this.#waiting.set(client, others);
		first?.start();
	}
}
