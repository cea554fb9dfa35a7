import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// No system takes an outgoing connection's port from these: Linux starts at 32768, the others at 49152. From there on, a port could be
// taken before the program that is to listen on it has started.
const [first, last] = [20_000, 32_767];

/** Whether a port is free on every address of the machine, where the web listens. */
export function portIsFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, () => server.close(() => resolve(true)));
	});
}

/** Returns a port between 20000 and 32767 on which no process listens now, chosen at random so that two callers seldom get the same. */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 100; tries++) {
		const port = randomInt(first, last + 1);
		if (await portIsFree(port)) return port;
	}
	throw new Error(`No free port was found between ${first} and ${last}.`);
}
