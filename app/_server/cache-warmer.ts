import { setTimeout as wait } from "node:timers/promises";
import { feedFormats, feedPath } from "@/app/[locale]/(public)/feeds/feed-addresses";
import { topicSlugs } from "@/lib/guidance/schema";
import { href } from "@/lib/i18n";
import { incidentPaths, lastChange } from "@/lib/incidents";
import { log } from "@/lib/log";
import { lastMessage, publicMessages } from "@/lib/messages";
import { organisation } from "@/lib/organisation";
import { drawnPages, noteDrawnPages } from "./drawn-pages";

const staticPaths = [
	...["/guidance", "/verify", "/privacy", "/accessibility", "/cookies", "/contact"],
	...topicSlugs.map((slug) => `/guidance/${slug}`),
];

/** The list of messages, the newest of them, those that they correct, and the fakes. */
async function messagePaths(): Promise<string[]> {
	const { messages } = await publicMessages(1);
	const references = messages.flatMap(({ reference, corrects }) => [reference, ...(corrects ? [corrects] : [])]);
	return ["/verify/fakes", "/verify/messages", ...references.map((reference) => `/verify/messages/${reference}`)];
}

/** The list of incidents and updates, each of them, and their feeds. */
async function incidentAndFeedPaths(): Promise<string[]> {
	const paths = await incidentPaths();
	const slugs = paths.flatMap((path) => /^\/incidents\/(.+)$/.exec(path)?.[1] ?? []);
	for (const format of feedFormats) paths.push(...[undefined, ...slugs].map((slug) => feedPath(format, slug)));
	return paths;
}

/** The parts of what is published, and where it stands: a text that differs after each publication, and the addresses. Both throw if the database is lost. */
const published = [
	{ name: "incidents", newest: lastChange, paths: incidentAndFeedPaths },
	{ name: "messages", newest: lastMessage, paths: messagePaths },
];

/** The addresses in the languages of the site. */
const inLanguages = (paths: string[]) =>
	paths.flatMap((path) => organisation().languages.map((locale) => href(locale, path)));

/** How long a page counts as fresh; the `revalidate` of every public page, in milliseconds. */
const freshMs = 5_000;
/** How often the database is asked for a newer publication, in milliseconds. */
const pollMs = 2_000;

/**
 * Asks for pages one by one. Returns those that Next answered from its cache as fresh, so that they are not rendered again: they may be
 * from before the publication. And those that could not be rendered, as on a machine too busy for a query.
 */
async function visit(origin: string, pages: string[]): Promise<{ fresh: string[]; failed: string[] }> {
	const start = Date.now();
	const fresh: string[] = [];
	const failed: string[] = [];
	for (const page of pages) {
		const signal = AbortSignal.timeout(30_000);
		const response = await fetch(origin + page, {
			redirect: "manual",
			signal,
			headers: { "Cache-Control": "no-cache" },
		});
		await response.arrayBuffer();
		if (response.status >= 500) failed.push(page);
		else if (response.headers.get("x-nextjs-cache") === "HIT") fresh.push(page);
	}
	const milliseconds = Date.now() - start;
	if (failed.length > 0) log.warn({ event: "public-pages.failed", count: failed.length, milliseconds });
	else log.info({ event: "public-pages.visited", count: pages.length, milliseconds });
	return { fresh, failed };
}

/** The pages of a person's visit. */
const personalPages = ["/sign-in", "/check", "/plan", "/preferences"];

/**
 * Asks for personal pages before this process takes requests. The first request for each loads its code and opens connections, which
 * on a busy machine takes longer than the database may take to answer, so that somebody would be told that it is away. `origin` is
 * where this process reaches itself. Gives up after a few tries, because without a database public pages are still there. Returns the page that
 * answers with a fault of the code, if one does.
 */
export async function warmPersonalPages(origin: string): Promise<string | undefined> {
	for (const page of personalPages) {
		let status = 503;
		for (let tries = 0; tries < 3 && status >= 500; tries++) {
			const signal = AbortSignal.timeout(10_000);
			status = await fetch(origin + page, { redirect: "manual", signal }).then(
				(response) => response.arrayBuffer().then(() => response.status),
				() => 503,
			);
		}
		if (status === 503) return undefined;
		if (status >= 500) return page;
	}
	return undefined;
}

/**
 * Renders every public page at start, unless an earlier process has since the last publication, and those that show what is published after
 * each publication, so that all are cached before an outage and no reader is the first to ask for an old one. `origin` is where this process
 * listens. A page younger than five seconds is not rendered again by a visit, so it is visited once more when it is older. A page that fails
 * is visited until it does not. While the database is away it only tries again.
 */
export async function keepWarm(origin: string): Promise<never> {
	const seen = drawnPages();
	let fresh: string[] = [];
	let failed: string[] = [];
	for (;;) {
		await wait(fresh.length > 0 ? freshMs + 500 : pollMs, undefined, { ref: false });
		try {
			const newest = await Promise.all(published.map(async (part) => ({ part, change: await part.newest() })));
			const changed = newest.filter(({ part, change }) => seen.get(part.name) !== change);
			const paths = (await Promise.all(changed.map(({ part }) => part.paths()))).flat();
			if (seen.size === 0) paths.push(...staticPaths);
			const pages = new Set([...fresh, ...failed, ...inLanguages(paths)]);
			if (pages.size === 0) continue;
			const visited = await visit(origin, [...pages]);
			fresh = changed.length === 0 ? [] : visited.fresh;
			failed = visited.failed;
			for (const { part, change } of changed) seen.set(part.name, change);
			if (fresh.length === 0 && failed.length === 0) noteDrawnPages(seen);
		} catch {
			// The database is away, or the process is ending.
		}
	}
}
