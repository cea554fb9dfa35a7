import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildStyles } from "../build-styles.mjs";

/** Folders of the project that the build does not read. */
const notBuilt = new Set([
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
				if (!notBuilt.has(entry.name)) walk(file);
			} else if (sources.test(entry.name) && entry.name !== "next-env.d.ts" && entry.name !== "tsconfig.tsbuildinfo") {
				hash.update(`${file}\0`).update(readFileSync(file));
			}
		}
	};
	walk(".");
	return hash.digest("hex");
}

/** The links to packages that a build contains. Some ways of copying a folder leave links out. */
function linksOf(dist: string): string[] {
	const folder = path.join(dist, "node_modules");
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => lstatSync(path.join(folder, name)).isSymbolicLink())
		.sort();
}

type Marker = { fingerprint: string; links: string[] };

/** Reads a marker. An earlier version wrote the fingerprint alone, which no build matches now. */
function parseMarker(text: string): Marker {
	return text.startsWith("{") ? JSON.parse(text) : { fingerprint: "", links: [] };
}

/** Whether there is a complete build of the present sources. */
export function isBuilt(dist: string): boolean {
	const file = path.join(dist, markerName);
	if (!existsSync(file)) return false;
	const { fingerprint, links } = parseMarker(readFileSync(file, "utf8"));
	// existsSync follows a link, so it also finds one whose target is missing.
	const complete = links.every((name) => existsSync(path.join(dist, "node_modules", name)));
	return complete && fingerprint === fingerprintOfSources();
}

/** Builds the site if its sources have changed since the last build, or if the build is incomplete. Throws with the end of its output. */
export async function build(
	say: (sentence: string) => void,
	kind: BuildKind = "site",
	signal?: AbortSignal,
): Promise<void> {
	if (isBuilt(places[kind])) return;
	const marker = path.join(places[kind], markerName);
	const ownFolder = kind === "bench" ? { NEXT_DIST_DIR: places.bench, BENCH: "1" } : {};
	say("Building the site. This takes a minute or so, and only when something has changed.");
	const fingerprint = fingerprintOfSources();
	rmSync(marker, { force: true });
	const started = Date.now();
	const heartbeat = setInterval(() => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s`), 20_000);
	const next = path.join("node_modules", "next", "dist", "bin", "next");
	let output = "";
	const code = await new Promise<number | null>((resolve) => {
		const child = spawn(process.execPath, [next, "build"], {
			env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...ownFolder },
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
	await buildStyles(places[kind]);
	const made: Marker = { fingerprint, links: linksOf(places[kind]) };
	writeFileSync(marker, JSON.stringify(made));
}

/**
 * Returns the folder of a site's own copy of the build, which is made if it is missing or older. A site saves its rendered
 * pages there: two sites must not read each other's, and a new build must not change a running site. Pages are kept as long
 * as the build is.
 */
export function copyOfBuild(folder: string, kind: BuildKind = "site"): string {
	const built = places[kind];
	const copy = path.join(folder, "next");
	const marker = path.join(copy, markerName);
	if (existsSync(marker) && readFileSync(marker, "utf8") === readFileSync(path.join(built, markerName), "utf8"))
		return copy;
	rmSync(copy, { recursive: true, force: true });
	rmSync(`${copy}.partial`, { recursive: true, force: true });
	cpSync(built, `${copy}.partial`, { recursive: true, filter: (file) => file !== path.join(built, "cache") });
	renameSync(`${copy}.partial`, copy);
	return copy;
}
