// npm start: the web process. Node's own HTTP server around Next's request handler.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { env } from "@/lib/env";
import { staffIdOfRequest } from "@/lib/identity/request-session";
import { log } from "@/lib/log";
import { withRequestId } from "@/lib/request-id";
import { keepWarm } from "./cache-warmer";
import { checkSettings } from "./check-settings";
import { CompressedResponse } from "./compression";
import { drain } from "./connection-drain";
import { logError, logUncaughtErrors } from "./error-log";
import { idOfRequest } from "./request-id";
import { limitRequests, serverOptions } from "./request-limits";
import { answerMalformedRequests } from "./response-policy";

/** Ends the process with one sentence. */
function fail(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

/** Resolves when the server listens. Ends the process with one sentence if it cannot. */
function listen(server: Server, port: number, host: string | undefined): Promise<void> {
	return new Promise((resolve) => {
		server.once("error", (error: NodeJS.ErrnoException) =>
			fail(
				error.code === "EADDRINUSE"
					? `Port ${port} is in use by another program: stop it, or set PORT to another.`
					: `The web cannot listen at port ${port}${host ? ` of ${host}` : ""} (${error.code}).`,
			),
		);
		server.listen(port, host, resolve);
	});
}

/** An address at which this process reaches itself. */
function ownOrigin(server: Server): string {
	const { address, port } = server.address() as AddressInfo;
	const reachable = { "::": "::1", "0.0.0.0": "127.0.0.1" }[address] ?? address;
	return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

await checkSettings();
const { PORT, HOST } = env();
// Quiet: Next prints no errors of requests, whose messages quote values. instrumentation.ts logs their codes.
const app = next({ dev: false, quiet: true, port: PORT });
await app.prepare();
logUncaughtErrors();
const handle = app.getRequestHandler();
const server = createServer({ ServerResponse: CompressedResponse, ...serverOptions }) as unknown as Server;
limitRequests(
	server,
	(request, response) => {
		const id = idOfRequest(request);
		response.setHeader("X-Request-Id", id);
		return withRequestId(id, () =>
			handle(request, response).catch((error) => {
				logError(error);
				response.destroy();
			}),
		);
	},
	staffIdOfRequest,
);
answerMalformedRequests(server);
for (const signal of ["SIGTERM", "SIGINT"] as const)
	process.on(signal, () => {
		log.info({ event: "web.stopping" });
		drain(server);
	});
await listen(server, PORT, HOST);
log.info({ event: "web.started" });
void keepWarm(ownOrigin(server));
