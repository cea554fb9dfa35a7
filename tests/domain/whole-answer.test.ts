/** What a service that somebody has taken over can do to whoever asks it. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wholeAnswer } from "@/lib/whole-answer";

/** Tidies memory now. */
setFlagsFromString("--expose-gc");
const tidy = runInNewContext("gc") as () => void;

let origin: string;
let closed: Promise<unknown>;
const answers: Record<string, (response: ServerResponse) => void> = {
	"/good": (response) => response.end('{"good":true}'),
	"/elsewhere": (response) => response.writeHead(302, { Location: "/good" }).end(),
	"/silent": () => {},
	"/drips": (response) => {
		const timer = setInterval(() => {
			tidy();
			response.write(" ");
		}, 20);
		response.once("close", () => clearInterval(timer));
	},
	"/endless": (response) => {
		const piece = Buffer.alloc(64 * 1024, " ");
		const write = (): unknown =>
			!response.destroyed && (response.write(piece) ? write() : response.once("drain", write));
		write();
	},
};
const server = createServer((request, response) => {
	closed = once(response, "close");
	answers[request.url ?? ""]?.(response);
});
beforeAll(async () => {
	await once(server.listen(0, "127.0.0.1"), "listening");
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

it("its answer is handed on whole", async () => {
	const response = await wholeAnswer(`${origin}/good`, {}, 5_000);
	expect([response.status, await response.json()]).toEqual([200, { good: true }]);
});

it.each(["/elsewhere", "/silent", "/drips", "/endless"])(
	"%s: nobody waits for it, and the connection is closed",
	async (path) => {
		await expect(wholeAnswer(origin + path, {}, 200)).rejects.toThrow();
		if (path !== "/elsewhere") await closed;
	},
);
