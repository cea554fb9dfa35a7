import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The file in a build that says what it was built from. */
export const markerName = "built-from";

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

/** Returns a hash of every file the build reads. */
export function fingerprintOfSources(): string {
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

/** Returns the links to packages that a build contains. Some ways of copying a folder omit links. */
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

/** Marks a build as complete. */
export function writeMarker(dist: string, fingerprint: string): void {
	const marker: Marker = { fingerprint, links: linksOf(dist) };
	writeFileSync(path.join(dist, markerName), JSON.stringify(marker));
}
