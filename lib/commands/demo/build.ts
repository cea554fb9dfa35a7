import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { buildStyles } from "../build-styles.mjs";
import { isOfRunningWeb } from "../web-socket.mjs";
import { fingerprintOfSources, isBuilt, markerName, writeMarker } from "./build-marker";

/** The site itself, or the site with the empty pages that npm run bench measures others against (next.config.ts). */
export type BuildKind = "site" | "bench";
const folders: Record<BuildKind, string> = { site: ".next", bench: path.join(".data", "bench", "next") };

/** Builds the site if its sources have changed since the last build, or if the build is incomplete. Throws with the end of its output. */
export async function build(
	say: (sentence: string) => void,
	kind: BuildKind = "site",
	signal?: AbortSignal,
): Promise<void> {
	if (isBuilt(folders[kind])) return;
	const ownFolder = kind === "bench" ? { NEXT_DIST_DIR: folders.bench, BENCH: "1" } : {};
	say("Building the site. This takes a minute or so, and only when something has changed.");
	const fingerprint = fingerprintOfSources();
	rmSync(path.join(folders[kind], markerName), { force: true });
	const started = Date.now();
	const heartbeat = setInterval(() => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s`), 20_000);
	const next = path.join("node_modules", "next", "dist", "bin", "next");
	let output = "";
	const code = await new Promise<number | null>((resolve) => {
		const child = spawn(process.execPath, [next, "build"], {
			env: {
				...process.env,
				NODE_ENV: "production",
				NEXT_TELEMETRY_DISABLED: "1",
				TYPES_CHECKED: "yes",
				...ownFolder,
			},
			stdio: ["ignore", "pipe", "pipe"],
			...(signal ? { signal } : {}),
		});
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
		child.once("error", () => resolve(null)); // also when aborted
		child.once("exit", resolve);
	});
	clearInterval(heartbeat);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`The build failed:\n${output.trim().split("\n").slice(-40).join("\n")}`);
	await buildStyles(folders[kind]);
	writeMarker(folders[kind], fingerprint);
}

/**
 * Returns the folder of a site's own copy of the build, which is made if it is missing or older. A site saves its rendered
 * pages there: two sites must not read each other's, and a new build must not change a running site. Pages are kept as long
 * as the build is.
 */
export function copyOfBuild(folder: string, kind: BuildKind = "site"): string {
	const built = folders[kind];
	const copy = path.join(folder, "next");
	const marker = path.join(copy, markerName);
	if (existsSync(marker) && readFileSync(marker, "utf8") === readFileSync(path.join(built, markerName), "utf8"))
		return copy;
	rmSync(copy, { recursive: true, force: true });
	rmSync(`${copy}.partial`, { recursive: true, force: true });
	const filter = (file: string) => file !== path.join(built, "cache") && !isOfRunningWeb(file);
	cpSync(built, `${copy}.partial`, { recursive: true, filter });
	renameSync(`${copy}.partial`, copy);
	return copy;
}
