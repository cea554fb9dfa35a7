import type { ServerResponse } from "node:http";
import { isIPv4 } from "node:net";
import { familyOf } from "@/lib/client-network";
import type { RequestLimits } from "@/lib/limits";

/**
 * By what a client waits for its turn. An IPv6 network of 48 bits waits as one: its clients could otherwise take 65,536 turns between two of
 * anybody else. An IPv4 address waits for itself, because a mobile network has one for many people.
 */
export const lineOf = (client: string) => (isIPv4(client) ? client : (familyOf(client) ?? client));

/** A request that waits: `start` gives it its turn, `leave` refuses it. */
type Waiting = { start: () => void; leave: () => void };
/** Clients that wait, each with their requests. The first client is the next. */
type Queue = Map<string, Waiting[]>;

/**
 * Requests take turns, so that few pages are made at a time. A turn that ends goes to the client whose last one is longest ago: one
 * that sends many requests waits for itself. What is under way, as a form for a code, waits apart and gets every second turn at least,
 * and no more than that while others wait, because anybody can say that they are under way.
 */
export class Turns {
	#running = 0;
	readonly #underWay: Queue = new Map();
	readonly #others: Queue = new Map();
	/** Since when somebody of the others has always been waiting, in milliseconds of performance.now(). */
	#standingSince = 0;
	#lastWasUnderWay = false;

	constructor(private readonly limits: RequestLimits["turns"]) {}

	/**
	 * Waits for a turn, which ends when it is said to, when the response is closed, or after its time. Returns how to end it; undefined if
	 * none came in time.
	 */
	async take(client: string, response: ServerResponse, underWay = false): Promise<(() => void) | undefined> {
		if (this.#running < this.limits.inAll) this.#running++;
		else if (!(await this.#wait(client, response, underWay))) return undefined;
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

	/** Whether somebody has two more requests waiting than a client. */
	hasLongerLine(client: string): boolean {
		return this.#longerLine(client) !== undefined;
	}

	/** Refuses the last request of whoever has most of them waiting, if these are two more than a client's: so none keeps another out by many. */
	shortenLongestLine(client: string): void {
		this.#longerLine(client)?.at(-1)?.leave();
	}

	#longerLine(client: string): Waiting[] | undefined {
		const own = Math.max(...[this.#underWay, this.#others].map((queue) => queue.get(client)?.length ?? 0));
		const lines = [...this.#underWay.values(), ...this.#others.values()];
		const longest = lines.reduce((one, other) => (other.length > one.length ? other : one), []);
		return longest.length > own + 1 ? longest : undefined;
	}

	/**
	 * How long a request waits. A short crowd is let wait until it has passed; once somebody has always been waiting for `standingMs`, more
	 * come than go, and who waits longer only makes the others wait.
	 */
	#patience(underWay: boolean): number {
		if (underWay) return this.limits.underWayMs;
		const now = performance.now();
		if (this.#others.size === 0) this.#standingSince = now;
		return Math.max(this.limits.waitMs, this.#standingSince + this.limits.standingMs - now);
	}

	/** Waits until a turn is given to a request. Resolves with false if none is in time, or its connection is closed. */
	#wait(client: string, response: ServerResponse, underWay: boolean): Promise<boolean> {
		return new Promise((resolve) => {
			const queue = underWay ? this.#underWay : this.#others;
			const settle = (started: boolean) => {
				clearTimeout(timer);
				response.off("close", leave);
				resolve(started);
			};
			const leave = () => {
				const others = queue.get(client)?.filter((other) => other !== waiting) ?? [];
				if (others.length) queue.set(client, others);
				else queue.delete(client);
				settle(false);
			};
			const waiting = { start: () => settle(true), leave };
			const timer = setTimeout(leave, this.#patience(underWay));
			response.once("close", leave);
			queue.set(client, [...(queue.get(client) ?? []), waiting]);
		});
	}

	/** Gives a turn that has ended to the next client, and puts that client behind the others. */
	#handOn(): void {
		const other = this.#lastWasUnderWay ? this.#others : this.#underWay;
		const queue = other.size ? other : this.#lastWasUnderWay ? this.#underWay : this.#others;
		const [next] = queue;
		if (!next) return void this.#running--;
		this.#lastWasUnderWay = queue === this.#underWay;
		const [client, [first, ...later]] = next;
		queue.delete(client);
		if (later.length) queue.set(client, later);
		first?.start();
	}
}
