/**
 * Starts the built site once for all attacks, and beside it a web server whose build has no proxy.ts and one that sends spans, over the same
 * database. Vitest's globalSetup of the projects of tests/attacks.
 */
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";
import { freePort } from "@/db/embedded/free-port";
import { tryLock } from "@/db/embedded/lock";
import { isOfRunningWeb } from "@/lib/commands/web-socket.mjs";
import { startFreshSite } from "./fresh-site";

declare module "vitest" {
	export interface ProvidedContext {
		site: {
			/** SITE_URL, the origin of its forms. */
			url: string;
			port: number;
			metricsPort: number;
			webPid: number;
			worker: { pid: number; environment: NodeJS.ProcessEnv };
			/** The folder with its logs and its copy of the build. */
			folder: string;
			/** The folder for the temporary files of its programs. */
			temporary: string;
			mailbox: string;
			/** The owner's connection to its database. */
			database: string;
		};
		/** The port of a web server whose build has no proxy.ts. Not there for tests that measure, where nothing else may run. */
		portWithoutProxy: number;
		/** A web server that sends spans, the file of all that its collector was sent, and what both of them loaded. With the former. */
		traced: {
			port: number;
			pid: number;
			received: string;
			loaded: string;
			untracedPid: number;
			untracedLoaded: string;
		};
	}
}

/** Copies a build without its proxy.ts. Throws if Next names it elsewhere than it did. */
function copyWithoutProxy(build: string, copy: string): void {
	rmSync(copy, { recursive: true, force: true });
	cpSync(build, copy, { recursive: true, filter: (file) => !isOfRunningWeb(file) });
	const manifest = path.join(copy, "server", "functions-config-manifest.json");
	const { functions, ...rest } = JSON.parse(readFileSync(manifest, "utf8"));
	if (!functions["/_middleware"]) throw new Error("The build names its proxy.ts elsewhere.");
	delete functions["/_middleware"];
	writeFileSync(manifest, JSON.stringify({ ...rest, functions }));
}

/** Waits until a web server has visited its own pages after its start, so that it is quiet. */
async function pagesVisited(log: string): Promise<void> {
	for (const end = Date.now() + 120_000; Date.now() < end; await wait(200))
		if (readFileSync(log, "utf8").includes('"public-pages.visited"')) return;
	throw new Error(`${log} does not say that the public pages were visited`);
}

/** Starts a collector of OpenTelemetry that writes all it is sent into a file, headers too. Returns its address. */
async function startCollector(received: string): Promise<{ url: string; stop(): void }> {
	writeFileSync(received, "");
	const port = await freePort();
	const server = createServer(async (request, response) => {
		const pieces = await request.toArray();
		appendFileSync(received, `${JSON.stringify([request.url, request.headers])}\n${Buffer.concat(pieces)}\n`);
		response.setHeader("Content-Type", "application/json").end("{}");
	}).listen(port, "127.0.0.1");
	return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** Variables of a program that writes the files it has loaded into a file on SIGUSR2. */
const listingLoaded = (file: string) => ({
	NODE_OPTIONS: `--import=${pathToFileURL(path.resolve("tests/support/loaded-files.mjs")).href}`,
	LOADED_FILES: file,
});

export default async function setup({ name, provide }: TestProject) {
	const folder = path.resolve(".data", "attacks");
	mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
	// Vitest sets up all projects of a run before the first test, and the second site would remove the first one's database.
	const release = tryLock(`${folder}.lock`);
	if (!release)
		throw new Error(`${folder} is another project's: run the projects that attack the site one after the other.`);
	const port = await freePort();
	const metricsPort = await freePort();
	const temporary = path.resolve(".data", "attacks-temporary");
	rmSync(temporary, { recursive: true, force: true });
	mkdirSync(temporary, { mode: 0o700 });
	// The programs of the site inherit it; those of other tests do not.
	const { TMPDIR } = process.env;
	process.env.TMPDIR = temporary;
	const site = await startFreshSite(folder, port, undefined, { METRICS_PORT: String(metricsPort) }).finally(() => {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
	});
	let collector: Awaited<ReturnType<typeof startCollector>> | undefined;
	const stop = async () => {
		await site.stop().finally(release);
		collector?.stop();
	};
	try {
		if (name === "attacks") {
			const bare = path.join(folder, "next-without-proxy");
			copyWithoutProxy(path.join(folder, "next"), bare);
			const portWithoutProxy = await freePort();
			const [untracedLoaded, loaded] = ["untraced", "traced"].map((name) => path.join(folder, `loaded-by-${name}`));
			const { pid: untracedPid } = await site.startWeb("web-without-proxy", {
				PORT: String(portWithoutProxy),
				NEXT_DIST_DIR: path.relative(".", bare),
				...listingLoaded(untracedLoaded ?? ""),
			});
			const received = path.join(folder, "spans.jsonl");
			collector = await startCollector(received);
			const tracedPort = await freePort();
			const { pid } = await site.startWeb("web-traced", {
				PORT: String(tracedPort),
				OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
				...listingLoaded(loaded ?? ""),
			});
			provide("traced", {
				port: tracedPort,
				pid,
				received,
				loaded: loaded ?? "",
				untracedPid,
				untracedLoaded: untracedLoaded ?? "",
			});
			provide("portWithoutProxy", portWithoutProxy);
			await pagesVisited(path.join(folder, "web-without-proxy.log"));
		}
		await pagesVisited(path.join(folder, "web.log"));
		provide("site", {
			url: site.url,
			port,
			metricsPort,
			webPid: site.web.pid,
			worker: { pid: site.worker.pid, environment: site.environment.worker },
			folder,
			temporary,
			mailbox: site.mailbox,
			database: site.database.owner,
		});
	} catch (error) {
		await stop();
		throw error;
	}
	return stop;
}
