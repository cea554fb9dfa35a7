// The browser tests' site: the build with a new database for each run. Started by Playwright.
import { createECDH } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { tryLock } from "@/db/embedded/lock";
import { build } from "@/lib/commands/demo/build";
import { startFreshSite } from "./fresh-site";
import { startProvider } from "./oidc-provider";

const folder = path.resolve(".data", "e2e");
mkdirSync(folder, { recursive: true, mode: 0o711 });
const release = tryLock(path.join(".data", "e2e.lock"));
if (!release) throw new Error("Browser tests already run in this folder.");

const say = (sentence: string) => console.log(sentence);
await build(say);
const port = Number(process.env.E2E_PORT);
const { environment } = await startProvider(`http://localhost:${port}`);
// The public key of a pair whose private half nobody keeps: the worker of this site wakes up no browser.
const VAPID_PUBLIC_KEY = createECDH("prime256v1").generateKeys().toString("base64url");
const site = await startFreshSite(folder, port, say, { ...environment, VAPID_PUBLIC_KEY });
let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	await site.stop();
	release?.();
	process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());
// A killed run must not leave a site running for the next run.
setInterval(() => {
	try {
		process.kill(Number(process.env.E2E_RUNNER), 0);
	} catch {
		void stop();
	}
}, 1_000).unref();
console.error(await site.ended);
await site.stop();
process.exit(1);
