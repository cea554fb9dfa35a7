import { setTimeout as wait } from "node:timers/promises";
import { topicSlugs } from "@/lib/guidance/schema";
import { href } from "@/lib/i18n";
import { incidentPaths, lastChange } from "@/lib/incidents";
import { log } from "@/lib/log";
import { organisation } from "@/lib/organisation";
import { ownPage } from "./self-fetch";

const staticPaths = ["/guidance", "/verify", "/privacy", "/accessibility", "/cookies", "/contact"];

/**
 * The addresses of all public pages in the languages of the site, with the frame that answers are put into, or only of those
 * whose words come from the database. Throws when the database is lost.
 */
async function publicPages(which: "all" | "published"): Promise<string[]> {
	const paths = [...(await incidentPaths()), "/feeds/updates.xml"];
	if (which === "all") paths.push(...staticPaths, "/answer-frame", ...topicSlugs.map((slug) => `/guidance/${slug}`));
	return paths.flatMap((path) => organisation().languages.map((locale) => href(locale, path)));
}

/** How long a page counts as fresh; the `revalidate` of every public page, in milliseconds. */
const freshMs = 5_000;
/** How often this process looks for something new to say, in milliseconds. */
const pollMs = 2_000;

async function visit(pages: string[]): Promise<void> {
	const start = Date.now();
	for (const page of pages) {
		await (await ownPage(page)).arrayBuffer();
	}
	log.info({ event: "public-pages.visited", count: pages.length, milliseconds: Date.now() - start });
}

/**
 * Visits every public page of this process when it starts and whenever something was published, so that each stands on
 * disk before the database can go away, and no reader is the first to find an old one. A page younger than five seconds
 * is not drawn anew by a visit, hence the second round. While the database is away nothing happens, and it tries on.
 */
export async function keepWarm(): Promise<never> {
	let seen: string | undefined;
	let again = false;
	for (;;) {
		await wait(again ? freshMs + 500 : pollMs, undefined, { ref: false });
		try {
			const newest = await lastChange();
			if (newest === seen && !again) continue;
			await visit(await publicPages(seen === undefined ? "all" : "published"));
			again = newest !== seen;
			seen = newest;
		} catch {
			// The database is away or this server does not listen yet.
		}
	}
}
