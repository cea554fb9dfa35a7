/**
 * Starts the built site once for all attacks, and beside it a web server whose build has no proxy.ts, over the same database.
 * Vitest's globalSetup of the projects of tests/attacks.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
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
	try {
		if (name === "attacks") {
			const bare = path.join(folder, "next-without-proxy");
			copyWithoutProxy(path.join(folder, "next"), bare);
			const portWithoutProxy = await freePort();
			await site.startWeb("web-without-proxy", {
				PORT: String(portWithoutProxy),
				NEXT_DIST_DIR: path.relative(".", bare),
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
		await site.stop().finally(release);
		throw error;
	}
	return () => site.stop().finally(release);
}
