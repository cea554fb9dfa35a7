// A site for fault tests: kills its processes and watches from outside what must hold meanwhile.
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "@/db/embedded/free-port";
import { readPidFile } from "@/db/embedded/postmaster";
import type { Site } from "@/lib/commands/demo/site";
import { setDatabaseRole } from "@/lib/database";
import { startFreshSite, startFreshWorker } from "./fresh-site";

/** Makes a site whose database writes durably, as a deployment's does. This process can call the worker's functions. */
export async function startFaultSite(name: string): Promise<Site & { folder: string }> {
	const folder = path.resolve(".data", name);
	const site = await startFreshSite(folder, await freePort(), () => {}, {}, true);
	actAsPart(site);
	return Object.assign(site, { folder });
}

/** The same without a web. */
export async function startFaultWorker(name: string) {
	const folder = path.resolve(".data", name);
	const site = await startFreshWorker(folder);
	actAsPart(site);
	return Object.assign(site, { folder });
}

/** Gives this process the worker's variables, and the key for the sessions that tests open. */
function actAsPart({ environment, database }: Pick<Site, "environment" | "database">): void {
	const { AUTH_SECRET } = environment.web;
	Object.assign(process.env, environment.worker, {
		AUTH_SECRET,
		DATABASE_URL: database.owner,
		LOG_LEVEL: "silent",
	});
	setDatabaseRole("owner");
}

/** Returns PostgreSQL's processes: the first one and those it started. */
export function databaseProcesses(folder: string): { first: number; others: number[] } {
	const found = readPidFile(realpathSync(path.join(folder, "postgres", "data")));
	if (!found) throw new Error("the database does not run");
	const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
	const pairs = list
		.trim()
		.split("\n")
		.map((line) => line.trim().split(/\s+/).map(Number));
	return { first: found.pid, others: pairs.filter(([, parent]) => parent === found.pid).map(([pid = 0]) => pid) };
}

/** Sends SIGKILL. Ignores a process that has already ended. */
export function kill(...processes: number[]): void {
	for (const pid of processes) {
		try {
			process.kill(pid, "SIGKILL");
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
		}
	}
}

/**
 * Kills all processes of PostgreSQL. Halts the first one before they are listed, so that it starts none meanwhile: a process that
 * is left may wait for ever for a lock that a killed one held, and keeps its connection and the memory that the next start needs.
 */
export function killDatabaseProcesses(folder: string): { first: number; others: number[] } {
	process.kill(databaseProcesses(folder).first, "SIGSTOP");
	const listed = databaseProcesses(folder);
	kill(...listed.others, listed.first);
	return listed;
}

/** Waits until a condition holds, and throws if it does not within a minute. */
async function until(what: string, so: () => boolean | Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 60_000; Date.now() < end; await wait(20)) if (await so()) return;
	throw new Error(`${what} did not come about within a minute`);
}

/** Kills all processes of PostgreSQL, starts it again, and resolves when it answers. */
export async function killDatabase(site: Pick<Site, "startDatabase" | "database"> & { folder: string }): Promise<void> {
	const { first, others } = killDatabaseProcesses(site.folder);
	await until("the end of the database", () => ![first, ...others].some((pid) => existsSync(`/proc/${pid}`)));
	await site.startDatabase();
	const asker = outsider(site.database.owner);
	const answers = () =>
		asker.query("select 1").then(
			() => true,
			() => false,
		);
	await until("the database", answers);
	await asker.end();
}

/** Returns a pool for watching the database. Ignores lost connections. */
export function outsider(url: string): pg.Pool {
	// A test that imports in its own process may be too busy for seconds to see that it is connected.
	const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 });
	pool.on("error", () => {});
	pool.on("connect", (client) => client.on("error", () => {}));
	return pool;
}

/** Repeats a request until stopped. Counts each different answer, and an error as "away". */
export function watch(ask: () => Promise<string>, pause: number): { seen: Map<string, number>; stop(): Promise<void> } {
	const seen = new Map<string, number>();
	let over = false;
	const loop = (async () => {
		while (!over) {
			const answer = await ask().catch(() => "away");
			seen.set(answer, (seen.get(answer) ?? 0) + 1);
			await wait(pause);
		}
	})();
	return {
		seen,
		stop: async () => {
			over = true;
			await loop;
		},
	};
}
