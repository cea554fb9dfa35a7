import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { runningWebs, socketOf } from "@/lib/commands/web-socket.mjs";
import { buildFolder, env } from "@/lib/env";
import { errorCode, log } from "@/lib/log";

export type Say = (sentence: string) => void;
/** Replaces the processes by ones of a folder. Resolves with whether all of them are. */
type RollOver = (folder: string, say: Say) => Promise<boolean>;

/** Reads the one request of a connection and answers it, a line of JSON for each sentence. */
async function answer(socket: Socket, here: string, rollOver: RollOver): Promise<void> {
	const tell = (line: object) => socket.writable && socket.write(`${JSON.stringify(line)}\n`);
	for await (const line of createInterface({ input: socket })) {
		const { folder = here } = JSON.parse(line);
		const done = await rollOver(folder, (say) => tell({ say }));
		tell({ done });
		socket.end();
		if (done && folder !== here) await offerControl(folder, rollOver);
	}
}

let offered: { server: Server; file: string } | undefined;

const remove = () => offered && rmSync(offered.file, { force: true });

/**
 * Listens at a socket in the build of a folder, by which `npm run roll-over` and `npm run build` find this web. Only the web's user and root
 * may connect. Where no socket can be made, as on a disk that only reads, the web serves without.
 */
export async function offerControl(folder: string, rollOver: RollOver): Promise<void> {
	const dist = path.resolve(folder, buildFolder);
	const file = socketOf(dist, env().PORT);
	// Removes nobody's but that of a web that was killed: two cannot have the same port.
	for (const web of await runningWebs(dist)) if (web !== "denied") web.destroy();
	rmSync(file, { force: true });
	const server = createServer((socket) => {
		socket.on("error", () => {});
		answer(socket, folder, rollOver).catch(() => socket.destroy());
	});
	server.once("error", (error) => log.warn({ event: "web.no-control", code: errorCode(error) }));
	server.listen(file, () => {
		chmodSync(file, 0o600);
		offered?.server.close();
		remove();
		if (!offered) process.once("exit", remove);
		offered = { server, file };
	});
	server.unref();
}
