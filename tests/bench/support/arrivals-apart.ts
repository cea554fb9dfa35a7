/**
 * Asks for pages at a fixed rate from a process of its own. What many others are told in the process beside it takes its processor, and who reads a
 * page would wait for that: their own machine does nothing else.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { type Arrival, arrivals } from "./arrivals";

type Asked = Omit<Parameters<typeof arrivals>[0], "page" | "isRight"> & {
	/** Asked for in turn. */
	pages: { path: string; headers: Record<string, string> }[];
};

const file = fileURLToPath(import.meta.url);

/** Starts the process. Returns how it asks, once: so that it has started before the load that it is measured under. */
export async function startAsking(): Promise<(asked: Asked) => Promise<Arrival[]>> {
	const child = fork(file, { execArgv: ["--import", "tsx"] });
	await once(child, "message");
	return async (asked) => {
		child.send(asked);
		const [told] = await once(child, "message");
		child.disconnect();
		return told as Arrival[];
	};
}

if (process.argv[1] === file && process.send) {
	try {
		// Its machine would be its own. Only root may say so.
		os.setPriority(-10);
	} catch {
		// The processors are shared then.
	}
	process.once("message", async ({ pages, ...asked }: Asked) => {
		const page = (at: number) => pages[at % pages.length] ?? { path: "/" };
		process.send?.(await arrivals({ ...asked, page }));
	});
	process.send("ready");
}
