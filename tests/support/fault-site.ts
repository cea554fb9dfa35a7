/** A site made to be broken: its processes killed without a warning, and what must hold meanwhile watched from outside. */
import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "@/db/embedded/free-port";
import { readPidFile } from "@/db/embedded/postmaster";
import type { Site } from "@/lib/commands/demo/site";
import { setDatabaseRole } from "@/lib/database";
import { startFreshSite } from "./fresh-site";

/** A site of its own with a database that writes as a deployment's does; this process may call what its worker calls. */
export async function startFaultSite(name: string): Promise<Site & { folder: string }> {
	const folder = path.resolve(".data", name);
	const site = await startFreshSite(folder, await freePort(), () => {}, {}, true);
	// What the worker has, and the key of the sessions that tests open for themselves.
	const { AUTH_SECRET } = site.environment.web;
	Object.assign(process.env, site.environment.worker, {
		AUTH_SECRET,
		DATABASE_URL: site.database.owner,
		LOG_LEVEL: "silent",
	});
	setDatabaseRole("owner");
	return Object.assign(site, { folder });
}

/** PostgreSQL's processes: the first that started all others, and those. */
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

/** kill -9. A process that has just ended by itself is no fault. */
export function kill(...processes: number[]): void {
	for (const pid of processes) {
		try {
			process.kill(pid, "SIGKILL");
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
		}
	}
}

/** A pool for looking in from outside, which takes a lost connection as it comes. */
export function outsider(url: string): pg.Pool {
	const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 2_000 });
	pool.on("error", () => {});
	pool.on("connect", (client) => client.on("error", () => {}));
	return pool;
}

/** Asks the same thing again and again until stopped; counts each different answer, an error as "away". */
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
