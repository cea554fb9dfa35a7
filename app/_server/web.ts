// npm start: the web. Node's own HTTP server around Next's request handler, in as many processes as the machine has processors.
import cluster from "node:cluster";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import next from "next";
import { env, takesOverFrom } from "@/lib/env";
import { staffIdOfRequest } from "@/lib/identity/request-session";
import { limitsOfProcess, requestLimits } from "@/lib/limits";
import { log } from "@/lib/log";
import { withRequestId } from "@/lib/request-id";
import { keepWarm, warmPersonalPages } from "./cache-warmer";
import { checkSettings } from "./check-settings";
import { CompressedResponse } from "./compression";
import { drain } from "./connection-drain";
import { logError, logUncaughtErrors } from "./error-log";
import { type OtherBuild, sendFilesOf, sendOtherFile } from "./other-build";
import { idOfRequest } from "./request-id";
import { limitRequests, serverOptions } from "./request-limits";
import { answerMalformedRequests } from "./response-policy";
import { sendSignedInStyles } from "./signed-in-styles";
import { measureRequest, offerMetrics, serveMetrics } from "./site-metrics";
import { offerControl } from "./web-control";
import { drainMessage, runProcesses } from "./web-processes";

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

/** An address at which this process reaches itself. The port that processes share may lead to another one. */
async function ownOrigin(server: Server): Promise<string> {
	const own = createServer({ ServerResponse: CompressedResponse }) as unknown as Server;
	own.on("request", (request, response) => server.emit("request", request, response));
	await new Promise<void>((resolve) => own.listen({ port: 0, host: "127.0.0.1", exclusive: true }, resolve));
	// The process does not stay for it.
	own.unref();
	return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

/** How long a replaced process leaves idle connections open for a last request. */
const replacedIdleMs = 2_000;

/** Serves the site in this process. */
async function serve(processes: number): Promise<void> {
	const { PORT, HOST } = env();
	if (takesOverFrom) sendFilesOf(takesOverFrom);
	// Quiet: Next prints no errors of requests, whose messages quote values. instrumentation.ts logs their codes.
	// Next listens for upgrades of connections on this server, which none reaches: on ours they would pass by the limits.
	const spans = env().OTEL_EXPORTER_OTLP_ENDPOINT ? await import("./request-spans") : undefined;
	const app = next({ dev: false, quiet: true, port: PORT, httpServer: createServer() });
	await app.prepare();
	logUncaughtErrors();
	const handle = app.getRequestHandler();
	const server = createServer({ ServerResponse: CompressedResponse, ...serverOptions }) as unknown as Server;
	limitRequests(
		server,
		(request, response) => {
			const id = idOfRequest(request);
			response.setHeader("X-Request-Id", id);
			measureRequest(request, response);
			const answer = () => {
				if ((response as CompressedResponse).sendRecent() || sendSignedInStyles(request, response)) return;
				return withRequestId(id, async () => {
					try {
						if (!(await sendOtherFile(request, response))) await handle(request, response);
					} catch (error) {
						logError(error);
						response.destroy();
					}
				});
			};
			return spans ? spans.inSpan(request, response, answer) : answer();
		},
		staffIdOfRequest,
		limitsOfProcess(requestLimits, processes),
	);
	answerMalformedRequests(server);
	drainOnRequest(server, spans?.flushSpans);
	const origin = await ownOrigin(server);
	const broken = await warmPersonalPages(origin);
	if (broken && takesOverFrom) fail(`Its page ${broken} cannot be drawn; the log says why.`);
	await listen(server, PORT, HOST);
	log.info({ event: "web.started" });
	void keepWarm(origin);
}

/** Drains on SIGTERM, and then does the last thing; in one of several processes on the message of the first, which gets the signal. */
function drainOnRequest(server: Server, last?: () => Promise<void>): void {
	const stop = (idleMs = 0) => {
		log.info({ event: "web.stopping" });
		drain(server, idleMs, last);
	};
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
		process.on(signal, () => {
			if (cluster.isPrimary) stop();
		});
	process.on("message", (message: typeof drainMessage | OtherBuild) => {
		if (message === drainMessage) stop(replacedIdleMs);
		else if (message.otherBuild) sendFilesOf(message.otherBuild);
	});
}

/** Lets a web of one process be found. It cannot be replaced while it serves. */
const offerAlone = () =>
	offerControl(process.cwd(), async (_, say) => {
		say("This web is one process (WEB_PROCESSES=1), which cannot be replaced while it serves: restart it.");
		return false;
	});

await checkSettings();
const processes = env().WEB_PROCESSES ?? availableParallelism();
if (cluster.isWorker) offerMetrics();
// Also on one processor, unless WEB_PROCESSES says 1: the first process replaces the one that serves.
if (cluster.isPrimary && env().WEB_PROCESSES !== 1) await runProcesses(processes);
else await serve(processes);
if (cluster.isPrimary && env().WEB_PROCESSES === 1) await offerAlone();
if (cluster.isPrimary) serveMetrics();
