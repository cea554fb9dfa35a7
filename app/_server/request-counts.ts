import { familyOf } from "@/lib/client-network";
import { countEvent } from "@/lib/event-counts";
import { familyShare } from "@/lib/limits";
import { log } from "@/lib/log";

/** How many of something are under way, in all, of each client and the network around it, or of each member of staff. */
export class Count {
	#inAll = 0;
	readonly #of = new Map<string, number>();
	constructor(private readonly most: { inAll: number; perClient: number }) {}

	/** Whether one more would be within the limits, and leave `spare` places. */
	hasPlace(client: string, spare = 0): boolean {
		const family = familyOf(client);
		return (
			this.#inAll < this.most.inAll - spare &&
			(this.#of.get(client) ?? 0) < this.most.perClient &&
			(!family || (this.#of.get(family) ?? 0) < familyShare(this.most))
		);
	}

	/** Counts one more. Returns false, and counts nothing, beyond a limit. */
	take(client: string, spare = 0): boolean {
		if (!this.hasPlace(client, spare)) return false;
		this.#inAll++;
		this.#add(client, 1);
		return true;
	}

	release(client: string): void {
		this.#inAll--;
		this.#add(client, -1);
	}

	#add(client: string, change: 1 | -1): void {
		for (const key of [client, familyOf(client)]) {
			if (key === undefined) continue;
			const count = (this.#of.get(key) ?? 0) + change;
			if (count > 0) this.#of.set(key, count);
			else this.#of.delete(key);
		}
	}
}

/** Counts of what was refused, by reason, written to the log once a minute. */
const refused = new Map<string, number>();
export function noteRefusal(reason: string): void {
	countEvent("refusals", reason);
	refused.set(reason, (refused.get(reason) ?? 0) + 1);
}
/** How many requests named a client in X-Forwarded-For and came from no trusted proxy. */
let forwardedByOthers = 0;
export const noteForwarded = () => void forwardedByOthers++;

/** Writes the counts of the last minute to the log. */
export function logCounts(): void {
	for (const [code, count] of refused) log.warn({ event: "web.refused", code, count });
	if (forwardedByOthers > 0) log.warn({ event: "web.proxy-not-named", count: forwardedByOthers });
	refused.clear();
	forwardedByOthers = 0;
}
