import type { Server } from "node:http";
import { setImmediate as nextRound } from "node:timers/promises";

/**
 * Lets a crowd come in before more pages are made. Node takes one connection each time its event loop comes round, which takes as long as the
 * pieces of pages made in it: 200 connections would otherwise wait for 200 pages before anybody could refuse their requests.
 */
export class NewConnections {
	#count = 0;

	/** Pages wait for connections for `mostMs` at most. */
	constructor(
		server: Server,
		private readonly mostMs: number,
	) {
		server.on("connection", () => this.#count++);
	}

	/** Waits until the event loop has come round without a new connection. */
	async taken(): Promise<void> {
		const end = performance.now() + this.mostMs;
		await nextRound();
		let before: number;
		do {
			before = this.#count;
			await nextRound();
		} while (this.#count !== before && performance.now() < end);
	}
}
