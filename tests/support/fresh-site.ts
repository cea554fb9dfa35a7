import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { removeCluster } from "@/db/embedded/cluster";
import { type Site, startSite } from "@/lib/commands/demo/site";

/**
 * Makes the built site with new data. Stops and removes what an earlier run left in the folder. With `durable` the database
 * writes as a deployment's does, for tests that kill it.
 */
export async function startFreshSite(
	folder: string,
	port: number,
	say: (sentence: string) => void = () => {},
	environment: Record<string, string> = {},
	durable = false,
): Promise<Site> {
	const postgres = path.join(folder, "postgres");
	if (existsSync(postgres)) await removeCluster(postgres);
	rmSync(folder, { recursive: true, force: true });
	return startSite({ folder, port, say, environment, throwaway: !durable });
}
