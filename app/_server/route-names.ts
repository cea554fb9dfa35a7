import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildFolder } from "@/lib/env";

/** The routes of the build, as Next lists them. The file's form is not in Next's documentation. */
type Manifest = { staticRoutes: Route[]; dynamicRoutes: Route[] };
type Route = { page: string; regex: string };

/** Routes without a parameter besides the language, by their address in English, and whether they have a language. */
const fixed = new Map<string, { hasLanguage: boolean }>();
/** The others, in Next's order. */
const variable: { name: string; matches: RegExp }[] = [];
/** All of them, by our names and by Next's. */
const names = new Set(["build-file", "other"]);
let isRead = false;

/** Returns our name of a route of Next's: English has no prefix. */
export const englishName = (page: string) => page.replace(/^\/\[locale\](?=\/|$)/, "") || "/";

function readRoutes(): void {
	isRead = true;
	const file = path.resolve(buildFolder, "routes-manifest.json");
	if (!existsSync(file)) return;
	const { staticRoutes, dynamicRoutes } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
	for (const { page, regex } of [...staticRoutes, ...dynamicRoutes]) {
		const name = englishName(page);
		names.add(name).add(page);
		if (name.includes("[")) variable.push({ name, matches: new RegExp(regex) });
		else fixed.set(name, { hasLanguage: name !== page });
	}
}

/**
 * Returns the name of the route that a path belongs to, such as /incidents/[slug]: never the path itself, which a stranger chose.
 * "build-file" for scripts, "other" for what is no route.
 */
export function routeOf(url: string): string {
	const [given = "/"] = url.split("?", 1);
	if (given.startsWith("/_next/")) return "build-file";
	if (!isRead) readRoutes();
	// English has no prefix.
	const bare = given.replace(/\/$/, "");
	const english = bare.replace(/^\/(en|cy)(?=\/|$)/, "") || "/";
	const route = fixed.get(english);
	if (route) return route.hasLanguage || english === bare ? english : "other";
	const isPage = (path: string) => variable.find(({ matches }) => matches.test(path));
	return (isPage(given) ?? isPage(`/en${given}`))?.name ?? "other";
}

/** Whether a text is the name of a route, ours or Next's, and so nothing that a stranger chose. */
export function isRoute(name: string): boolean {
	if (!isRead) readRoutes();
	return names.has(name);
}
