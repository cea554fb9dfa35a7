// The site the browser tests visit: built, over a database of its own that is made anew for each run. Started by Playwright.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { removeCluster } from "@/db/embedded/cluster";
import { tryLock } from "@/db/embedded/lock";
import { build } from "@/lib/commands/demo/build";
import { startSite } from "@/lib/commands/demo/site";

const folder = path.resolve(".data", "e2e");
mkdirSync(folder, { recursive: true, mode: 0o711 });
const release = tryLock(path.join(".data", "e2e.lock"));
if (!release) throw new Error("Browser tests already run in this folder.");

const say = (sentence: string) => console.log(sentence);
if (existsSync(path.join(folder, "postgres"))) await removeCluster(path.join(folder, "postgres"));
for (const name of ["mailbox", "next", "keys.json"]) rmSync(path.join(folder, name), { recursive: true, force: true });

await build(say);
const site = await startSite({ folder, port: Number(process.env.E2E_PORT), say, throwaway: true });
let stopping = false;
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
	process.on(signal, async () => {
		if (stopping) return;
		stopping = true;
		await site.stop();
		release();
		process.exit(0);
	});
console.error(await site.ended);
await site.stop();
process.exit(1);
