import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { removeCluster } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/free-port";
import { build } from "@/lib/commands/demo/build";
import { type Site, startSite } from "@/lib/commands/demo/site";

const folder = path.resolve(".data", "bench", "site");
const say = (sentence: string) => console.log(sentence);

/** The log file of the site's PostgreSQL. */
export const databaseLog = path.join(folder, "postgres", "log");

/** Starts the demo's site, built with the empty pages, with a new database. Stop it when done. */
export async function startBenchSite(): Promise<Site> {
	if (existsSync(path.join(folder, "postgres"))) await removeCluster(path.join(folder, "postgres"));
	for (const name of ["mailbox", "next", "keys.json"])
		rmSync(path.join(folder, name), { recursive: true, force: true });
	await build(say, "bench");
	return startSite({
		folder,
		port: await freePort(),
		say,
		environment: { LOG_LEVEL: "warn" },
		throwaway: true,
		kind: "bench",
	});
}
