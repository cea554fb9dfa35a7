/** How many deliveries are handed over at once: as many as there are connections, so that none is queued before a code that comes meanwhile. */
import { letCodesPass } from "../mail";

const slots = 10;
let used = 0;
const waiting: (() => void)[] = [];

/** Runs a hand-over when a slot is free and no code is on its way. */
export async function inSlot<T>(handOver: () => Promise<T>): Promise<T> {
	if (used < slots) used++;
	else await new Promise<void>((free) => waiting.push(free));
	try {
		await letCodesPass();
		return await handOver();
	} finally {
		// Whoever waits longest gets the slot.
		const next = waiting.shift();
		if (next) next();
		else used--;
	}
}
