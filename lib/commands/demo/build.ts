import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Folders of the project that are no part of what is built. */
const apart = new Set([
	"node_modules",
	".next",
	".commands",
	".data",
	".git",
	".ci",
	"tests",
	"test-results",
	"playwright-report",
]);
const sources = /\.(tsx?|mjs|mts|json|css|svg|png|ico|woff2)$/;
/** The site itself, or the site with the empty pages that npm run bench measures others against (next.config.ts). */
export type BuildKind = "site" | "bench";
const places: Record<BuildKind, string> = { site: ".next", bench: path.join(".data", "bench", "next") };
const markerName = "built-from";

/** A fingerprint of everything the build reads. */
function fingerprintOfSources(): string {
	const hash = createHash("sha256");
	const walk = (folder: string) => {
		for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const file = path.join(folder, entry.name);
			if (entry.isDirectory()) {
				if (!apart.has(entry.name)) walk(file);
			} else if (sources.test(entry.name) && entry.name !== "next-env.d.ts" && entry.name !== "tsconfig.tsbuildinfo") {
				hash.update(`${file}\0`).update(readFileSync(file));
			}
		}
	};
	walk(".");
	return hash.digest("hex");
}

/** Whether there is a whole build of the present sources. */
function isBuilt(kind: BuildKind = "site"): boolean {
	const marker = path.join(places[kind], markerName);
	return existsSync(marker) && readFileSync(marker, "utf8") === fingerprintOfSources();
}

/** Builds the site where its sources have changed since the last build. Throws with the end of what the build said. */
export async function build(
	say: (sentence: string) => void,
	kind: BuildKind = "site",
	signal?: AbortSignal,
): Promise<void> {
	if (isBuilt(kind)) return;
	const marker = path.join(places[kind], markerName);
	const apartFromSite = kind === "bench" ? { NEXT_DIST_DIR: places.bench, BENCH: "1" } : {};
	say("Building the site. This takes a minute or so, and only when something has changed.");
	const fingerprint = fingerprintOfSources();
	rmSync(marker, { force: true });
	const started = Date.now();
	const beat = setInterval(() => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s`), 20_000);
	const next = path.join("node_modules", "next", "dist", "bin", "next");
	let words = "";
	const code = await new Promise<number | null>((resolve) => {
		const child = spawn(process.execPath, [next, "build"], {
			env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...apartFromSite },
			stdio: ["ignore", "pipe", "pipe"],
			...(signal ? { signal } : {}),
		});
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
		child.once("error", () => resolve(null)); // also when aborted
		child.once("exit", resolve);
	});
	clearInterval(beat);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`The build failed:\n${words.trim().split("\n").slice(-40).join("\n")}`);
	writeFileSync(marker, fingerprint);
}

/**
 * Gives a site its own copy of the build, because a site keeps its rendered pages there: two sites must not read each
 * other's, and a new build must not change a running one. Out: the copy's folder. Pages stay as long as the build does.
 */
export function copyOfBuild(folder: string, kind: BuildKind = "site"): string {
	const built = places[kind];
	const copy = path.join(folder, "next");
	const mark = path.join(copy, markerName);
	if (existsSync(mark) && readFileSync(mark, "utf8") === readFileSync(path.join(built, markerName), "utf8"))
		return copy;
	rmSync(copy, { recursive: true, force: true });
	rmSync(`${copy}.partial`, { recursive: true, force: true });
	cpSync(built, `${copy}.partial`, { recursive: true, filter: (file) => file !== path.join(built, "cache") });
	renameSync(`${copy}.partial`, copy);
	return copy;
}
