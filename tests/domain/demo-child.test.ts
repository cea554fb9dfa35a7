import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { startChild, untilAnswered } from "@/lib/commands/demo/child";

let folder: string;
let log: string;
let server: Server | undefined;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), "child-"));
	log = path.join(folder, "web.log");
});
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = undefined;
	rmSync(folder, { recursive: true });
});

it("a part that does not answer in time is named with its log and the log's last line", async () => {
	writeFileSync(log, "Starting.\nPort 3000 is in use by another program.\n");
	const port = await freePort();
	await expect(untilAnswered(`http://127.0.0.1:${port}/readyz`, log, { within: 300 })).rejects.toThrow(
		`http://127.0.0.1:${port}/readyz did not answer within 0.3 seconds. The last line of ${log}:\nPort 3000 is in use by another program.`,
	);
});

it("so is a part that accepts the request and never answers", async () => {
	writeFileSync(log, "Started.\n");
	const port = await freePort();
	server = createServer(() => {}).listen(port, "127.0.0.1");
	await expect(untilAnswered(`http://127.0.0.1:${port}/readyz`, log, { within: 300 })).rejects.toThrow("Started.");
});

it("a part that exits is named with the end of its log", async () => {
	const child = startChild(
		"worker",
		["-e", "console.error('The database is away.'); process.exit(3)"],
		process.env,
		log,
	);
	expect(await child.ended).toBe(`The worker has ended by itself. The end of ${log}:\nThe database is away.`);
});
