import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { copyCluster, removeCluster } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/free-port";
import { lock } from "@/db/embedded/lock";
import { migrationHashes } from "@/db/migrate";
import { fingerprintOfSources } from "@/lib/commands/demo/build-marker";
import { fillSite, type Site, startSite, startWithoutWeb } from "@/lib/commands/demo/site";

/** Stops what an earlier run left in the folder of a site, and removes it. */
async function removeSite(folder: string): Promise<void> {
	const postgres = path.join(folder, "postgres");
	if (existsSync(postgres)) await removeCluster(postgres);
	rmSync(folder, { recursive: true, force: true });
}

/**
 * Returns the folder of a site that is filled with the demo's data and has never answered. Made once for the present sources, because
 * to create and fill a database takes longer than all else of a start.
 */
async function filledSite(): Promise<string> {
	const parent = path.resolve(".data", "filled");
	mkdirSync(parent, { recursive: true, mode: 0o711 });
	const release = await lock(path.join(parent, "lock"));
	try {
		const folder = path.join(parent, "site");
		const filledFrom = path.join(folder, "filled-from");
		const sources = createHash("sha256").update(fingerprintOfSources());
		for (const hash of migrationHashes()) sources.update(hash);
		const present = sources.digest("hex");
		if (existsSync(filledFrom) && readFileSync(filledFrom, "utf8") === present) return folder;
		await removeSite(folder);
		await fillSite({ folder, port: 0, say: () => {}, throwaway: true });
		writeFileSync(filledFrom, present);
		return folder;
	} finally {
		release();
	}
}

/** Makes the folder of a site with new data. Stops and removes what an earlier run left in it. */
async function makeFolder(folder: string): Promise<void> {
	await removeSite(folder);
	const filled = await filledSite();
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	await copyCluster(path.join(filled, "postgres"), path.join(folder, "postgres"));
	cpSync(path.join(filled, "keys.json"), path.join(folder, "keys.json"));
}

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
	await makeFolder(folder);
	return startSite({ folder, port, say, environment, throwaway: !durable, filled: true });
}

/** The same without a web, and with a database that writes as a deployment's does. */
export async function startFreshWorker(folder: string): ReturnType<typeof startWithoutWeb> {
	await makeFolder(folder);
	return startWithoutWeb({ folder, port: await freePort(), say: () => {}, filled: true });
}
