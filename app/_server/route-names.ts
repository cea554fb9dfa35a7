import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildFolder } from "@/lib/env";

/** The routes of the build, as Next lists them. The file's form is not in Next's documentation. */
type Manifest = { staticRoutes: Route[]; dynamicRoutes: Route[] };
type Route = { page: string; regex: string };

let known: { name: string; matches: RegExp }[] | undefined;

function routes() {
	const file = path.resolve(buildFolder, "routes-manifest.json");
	if (!existsSync(file)) return [];
	const { staticRoutes, dynamicRoutes } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
	return [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({
		name: page.replace(/^\/\[locale\](?=\/|$)/, "") || "/",
		matches: new RegExp(regex),
	}));
}

/**
 * Returns the name of the route that a path belongs to, such as /incidents/[slug]: never the path itself, which a stranger chose.
 * "build-file" for scripts, "other" for what is no route.
 */
export function routeOf(url: string): string {
	const [given = "/"] = url.split("?", 1);
	if (given.startsWith("/_next/")) return "build-file";
	known ??= routes();
	// English has no prefix. Without one "/[locale]" would match every word.
	const isPage = (path: string) =>
		known?.find(({ name, matches }) => matches.test(path) && (name !== "/" || /^\/(en|cy)$/.test(path)));
	return (isPage(given) ?? isPage(`/en${given === "/" ? "" : given}`))?.name ?? "other";
}
