import { setTimeout as wait } from "node:timers/promises";
import { feedFormats, feedPath } from "@/app/[locale]/(public)/feeds/feed-addresses";
import { topicSlugs } from "@/lib/guidance/schema";
import { href } from "@/lib/i18n";
import { incidentPaths, lastChange } from "@/lib/incidents";
import { log } from "@/lib/log";
import { lastMessage, publicMessages } from "@/lib/messages";
import { organisation } from "@/lib/organisation";

const staticPaths = ["/guidance", "/verify", "/privacy", "/accessibility", "/cookies", "/contact"];

/** The list of messages, the newest of them, and those that they correct. */
async function messagePaths(): Promise<string[]> {
	const { messages } = await publicMessages(1);
	const references = messages.flatMap(({ reference, corrects }) => [reference, ...(corrects ? [corrects] : [])]);
	return ["/verify/messages", ...references.map((reference) => `/verify/messages/${reference}`)];
}

/**
 * The addresses of all public pages in the languages of the site, or only of those whose texts come from the database. Throws
 * if the database is lost.
 */
async function publicPages(which: "all" | "published"): Promise<string[]> {
	const paths = [...(await incidentPaths()), "/verify/fakes", ...(await messagePaths())];
	const incidents = paths.flatMap((path) => /^\/incidents\/(.+)$/.exec(path)?.[1] ?? []);
	for (const format of feedFormats) paths.push(...[undefined, ...incidents].map((slug) => feedPath(format, slug)));
	if (which === "all") paths.push(...staticPaths, ...topicSlugs.map((slug) => `/guidance/${slug}`));
	return paths.flatMap((path) => organisation().languages.map((locale) => href(locale, path)));
}

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
 * Renders every public page at start and after each publication, so that all are cached before an outage and no reader is
 * the first to ask for an old one. `origin` is where this process listens. A page younger than five seconds is not rendered
 * again by a visit, so it is visited once more when it is older. A page that fails is visited until it does not. While the database is
 * away it only tries again.
 */
export async function keepWarm(origin: string): Promise<never> {
	let seen: string | undefined;
	let fresh: string[] = [];
	let failed: string[] = [];
	for (;;) {
		await wait(fresh.length > 0 ? freshMs + 500 : pollMs, undefined, { ref: false });
		try {
			const newest = `${await lastChange()} ${await lastMessage()}`;
			const left = [...fresh, ...failed];
			if (newest === seen && left.length === 0) continue;
			const pages = newest === seen ? [] : await publicPages(seen === undefined ? "all" : "published");
			const visited = await visit(origin, [...new Set([...left, ...pages])]);
			fresh = newest === seen ? [] : visited.fresh;
			failed = visited.failed;
			seen = newest;
		} catch {
			// The database is away, or the process is ending.
		}
	}
}
