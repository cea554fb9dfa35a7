/**
 * Audits every page in every state: axe (WCAG 2.2 AA) in both colour schemes, target sizes, visible focus, reflow at 400 % and text at
 * 200 %. Saves each page, as sent and in each state, for html-checker.spec.ts. tests/support/states lists the states. npm test draws each page
 * at 400 % in its first state, and in Welsh, as the further states of staff pages, with the checks that depend on words; `npm run walks`
 * makes all checks in every state, also in Welsh.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { href, type Locale } from "@/lib/i18n";
import { routes } from "../house/routes";
import { pageKeeper } from "../support/html-checker";
import { expect, test } from "../support/page";
import { type Depth, inspect } from "../support/page-audit";
import { answerWalks } from "../support/states/answers";
import { publicWalks } from "../support/states/public";
import { signInWalks } from "../support/states/sign-in";
import { staffWalks } from "../support/states/staff";
import type { Walk } from "../support/states/walk";

/** Matches routes without a page: they redirect, take a file or return one. */
const withoutPage = /\/(account|sign-out|exit|upload|recipients|rows|download|steps)$/;
/** Routes that render the same page as another. They exist only if a list fills more than one page. */
const sameAs: Record<string, string> = {
	"/updates/page/[page]": "/updates",
	"/verify/messages/page/[page]": "/verify/messages",
};

const { contacts, serviceName, name } = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));
const { safety } = contacts;
/** Matches the title of a tab of the public and of members: what the page is, then the name of the service or of the organisation. */
const ofThisSite = new RegExp(`. – (${[...Object.values(serviceName), ...Object.values(name)].join("|")})$`);
/** Matches pages about a person's own data. Whatever the outcome, each has the telephone number for people who fear for their safety. */
const aboutThem = /^\/(check|plan)(\/|$)/;

test.describe.configure({ mode: "parallel" });
// Off, because screenshots of hundreds of states would double the time, and faults are reported as sentences.
test.use({ screenshot: "off" });

const matches = (route: string, path: string) =>
	new RegExp(`^${route.replaceAll(/\[\w+\]/g, "[^/]+")}$`).test(path.replace(/^\/cy(?=\/|$)/, "") || "/");

/** Returns the page's HTML once it has a title, because a navigation by script removes the old title a moment before it sets the new. */
async function completeContent(page: Page): Promise<string> {
	let html = "";
	await expect(async () => {
		html = await page.content();
		expect(html).toMatch(/<title>[^<]/);
	}).toPass();
	return html;
}

/** Audits what a page shows now. Saves it as it is, and the first state of a route as it was sent. Returns the faults. */
async function audit(
	page: Page,
	[route, state]: [route: string, state: string],
	keep: ReturnType<typeof pageKeeper>,
	isFirst: boolean,
	depth: Depth,
) {
	const { pathname } = new URL(page.url());
	expect(matches(route, pathname) || route === "/not-found", `${pathname} is ${route}`).toBe(true);
	await expect(page.locator("html")).toHaveAttribute("lang", /^\/cy(\/|$)/.test(pathname) ? "cy" : "en");
	await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
	const title = await page.title();
	if (aboutThem.test(route)) await expect(page.locator("main")).toContainText(safety.telephone);
	keep("seen", `${route}, ${state}`, await completeContent(page));
	if (isFirst) {
		// On a new connection, because the server closes idle ones, and a walk is often idle for as long.
		const answer = await page.request.get(page.url(), { headers: { connection: "close" } });
		keep("sent", route, await answer.text());
	}
	const found = await inspect(page, depth);
	if (!route.startsWith("/staff") && !ofThisSite.test(title)) found.push(`the tab says “${title}”`);
	return found.map((fault) => `${route}, ${state}: ${fault}`);
}

/** Audits the pages of an English walk in Welsh, each address once, as it stands. */
function welshTwins(name: string, page: Page) {
	const keep = pageKeeper(`${name}, cy`);
	const visited = new Set<string>();
	const routes = new Set<string>();
	let twin: Page | undefined;
	return {
		routes,
		async see(route: string): Promise<string[]> {
			const { pathname, search } = new URL(page.url());
			if (visited.has(pathname)) return [];
			twin ??= await page.context().newPage();
			const welsh = href("cy", pathname);
			await twin.goto(welsh + search);
			// What only a form leads to is not there as it stands.
			if (new URL(twin.url()).pathname !== welsh) return [];
			visited.add(pathname);
			const isFirst = !routes.has(route);
			routes.add(route);
			return audit(twin, [route, `${pathname.replaceAll("/", " ").trim()} in Welsh`], keep, isFirst, "words");
		},
	};
}

const long = process.env.WALKS === "long";

function walked({ name, shows, walk }: Walk, locale: Locale, number: number, welsh = false): void {
	test(`${name}, ${locale}`, async ({ page }) => {
		test.setTimeout(150_000);
		const faults: string[] = [];
		const keep = pageKeeper(`${name}, ${locale}`);
		const seen: Record<string, string[]> = {};
		const twins = welsh ? welshTwins(name, page) : undefined;
		const go = async (path: string) => void (await page.goto(href(locale, path)));
		await walk({
			page,
			locale,
			number,
			go,
			see: async (route, state) => {
				const isFirst = !seen[route];
				const depth = long || isFirst ? "page" : route.startsWith("/staff") ? "words" : "state";
				faults.push(...(await audit(page, [route, state], keep, isFirst, depth)));
				faults.push(...((await twins?.see(route)) ?? []));
				seen[route] = [...(seen[route] ?? []), state];
			},
		});
		const sorted = (states: Record<string, string[]>) =>
			Object.entries(states)
				.flatMap(([route, states]) => states.map((state) => `${route}: ${state}`))
				.sort();
		expect(faults).toEqual([]);
		expect(sorted(seen), "the walk visits the states it lists").toEqual(sorted(shows));
		if (twins) expect([...twins.routes].sort(), "seen in Welsh").toEqual(Object.keys(shows).sort());
	});
}

const inBothLanguages = [...publicWalks, ...signInWalks, ...answerWalks];
for (const walk of inBothLanguages)
	test.describe(() => {
		// One after the other in one process, which audits a structure once.
		test.describe.configure({ mode: "default" });
		walked(walk, "en", 0, !long);
		if (long) walked(walk, "cy", 1);
	});
for (const walk of staffWalks) walked(walk, "en", 2);

test("every page of the site is in a walk", () => {
	const shown = new Set([...inBothLanguages, ...staffWalks].flatMap(({ shows }) => Object.keys(shows)));
	const pages = routes
		.filter(({ path, audience }) => ["public", "member", "staff"].includes(audience) && !withoutPage.test(path))
		.map(({ path }) => sameAs[path] ?? path);
	expect(pages.filter((path) => !shown.has(path))).toEqual([]);
	expect([...shown].filter((path) => path !== "/not-found" && !pages.includes(path))).toEqual([]);
});
