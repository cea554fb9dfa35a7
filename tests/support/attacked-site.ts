/** Starts the built site once for all attacks. Vitest's globalSetup of tests/attacks. */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import { freePort } from "@/db/embedded/free-port";
import { startFreshSite } from "./fresh-site";

declare module "vitest" {
	export interface ProvidedContext {
		site: {
			/** SITE_URL, the origin of its forms. */
			url: string;
			port: number;
			webPid: number;
			/** The folder with its logs and its copy of the build. */
			folder: string;
			mailbox: string;
			/** The owner's connection to its database. */
			database: string;
		};
	}
}

/** Waits until a web server has visited its own pages after its start, so that it is quiet. */
async function pagesVisited(log: string): Promise<void> {
	for (const end = Date.now() + 120_000; Date.now() < end; await wait(200))
		if (readFileSync(log, "utf8").includes('"public-pages.visited"')) return;
	throw new Error(`${log} does not say that the public pages were visited`);
}

export default async function setup({ provide }: TestProject) {
	const folder = path.resolve(".data", "attacks");
	mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
	const port = await freePort();
	const site = await startFreshSite(folder, port);
	try {
		await pagesVisited(path.join(folder, "web.log"));
		provide("site", {
			url: site.url,
			port,
			webPid: site.web.pid,
			folder,
			mailbox: site.mailbox,
			database: site.database.owner,
		});
	} catch (error) {
		await site.stop();
		throw error;
	}
	return () => site.stop();
}
