import { setTimeout as wait } from "node:timers/promises";
import { feedFormats, feedPath } from "@/app/[locale]/(public)/feeds/feed-addresses";
import { topicSlugs } from "@/lib/guidance/schema";
import { href } from "@/lib/i18n";
import { incidentPaths, lastChange } from "@/lib/incidents";
import { log } from "@/lib/log";
import { organisation } from "@/lib/organisation";

const staticPaths = ["/guidance", "/verify", "/verify/messages", "/privacy", "/accessibility", "/cookies", "/contact"];

/**
 * The addresses of all public pages in the languages of the site, or only of those whose texts come from the database. Throws
 * if the database is lost.
 */
async function publicPages(which: "all" | "published"): Promise<string[]> {
	const paths = [...(await incidentPaths()), "/verify/fakes"];
	const incidents = paths.flatMap((path) => /^\/incidents\/(.+)$/.exec(path)?.[1] ?? []);
	for (const format of feedFormats) paths.push(...[undefined, ...incidents].map((slug) => feedPath(format, slug)));
	if (which === "all") paths.push(...staticPaths, ...topicSlugs.map((slug) => `/guidance/${slug}`));
	return paths.flatMap((path) => organisation().languages.map((locale) => href(locale, path)));
}

/** How long a page counts as fresh; the `revalidate` of every public page, in milliseconds. */
const freshMs = 5_000;
/** How often the database is asked for a newer publication, in milliseconds. */
const pollMs = 2_000;

async function visit(origin: string, pages: string[]): Promise<void> {
	const start = Date.now();
	for (const page of pages) {
		const signal = AbortSignal.timeout(30_000);
		await (await fetch(origin + page, { redirect: "manual", signal })).arrayBuffer();
	}
	log.info({ event: "public-pages.visited", count: pages.length, milliseconds: Date.now() - start });
}

/**
 * Renders every public page at start and after each publication, so that all are cached before an outage and no reader is
 * the first to ask for an old one. `origin` is where this process listens. A page younger than five seconds is not rendered
 * again by a visit, hence the second round. While the database is away it only tries again.
 */
export async function keepWarm(origin: string): Promise<never> {
	let seen: string | undefined;
	let again = false;
	for (;;) {
		await wait(again ? freshMs + 500 : pollMs, undefined, { ref: false });
		try {
			const newest = await lastChange();
			if (newest === seen && !again) continue;
			await visit(origin, await publicPages(seen === undefined ? "all" : "published"));
			again = newest !== seen;
			seen = newest;
		} catch {
			// The database is away, or the process is ending.
		}
	}
}
