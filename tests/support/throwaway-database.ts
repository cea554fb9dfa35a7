import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Cluster, removeCluster, startCluster } from "../../db/embedded/cluster";
import { holder, tryLock } from "../../db/embedded/lock";

/**
 * Starts a cluster in a new folder under `parent`. Stopping it removes the folder. First stops and removes clusters that killed
 * runs have left there. Concurrent runs do not affect each other.
 */
export async function startThrowawayCluster(parent: string): Promise<Cluster> {
	mkdirSync(parent, { recursive: true });
	for (const name of readdirSync(parent)) {
		const folder = path.join(parent, name);
		if (holder(path.join(folder, "run")) === undefined && existsSync(path.join(folder, "run")))
			await removeCluster(folder);
	}
	const folder = path.join(parent, String(process.pid));
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	tryLock(path.join(folder, "run"));
	const cluster = await startCluster(folder, { throwaway: true });
	return {
		...cluster,
		async stop() {
			await cluster.stop();
			await removeCluster(folder);
		},
	};
}
