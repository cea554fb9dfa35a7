/** The Atom feed of updates, parsed as a feed reader does. */
import type { Page } from "@playwright/test";
import { type AtomFeed, atom } from "@/app/[locale]/(public)/feeds/updates.xml/atom";
import { expect, test } from "../support/page";

/** Parses a text as XML. Throws if it is malformed. */
function parsed(page: Page, xml: string) {
	return page.evaluate((text) => {
		const tree = new DOMParser().parseFromString(text, "application/xml");
		if (tree.querySelector("parsererror")) throw new Error(tree.documentElement.textContent ?? "");
		const feed = tree.documentElement;
		const inside = (of: Element, name: string) => [...of.children].filter((child) => child.localName === name);
		const text_ = (of: Element, name: string) => inside(of, name)[0]?.textContent ?? null;
		const links = (of: Element) =>
			Object.fromEntries(inside(of, "link").map((link) => [link.getAttribute("rel"), link.getAttribute("href")]));
		const read = (of: Element) => ({
			id: text_(of, "id"),
			title: text_(of, "title"),
			titleLang: inside(of, "title")[0]?.getAttribute("xml:lang") ?? null,
			summary: text_(of, "summary"),
			published: text_(of, "published"),
			updated: text_(of, "updated"),
			links: links(of),
		});
		return {
			...read(feed),
			namespace: feed.namespaceURI,
			lang: feed.getAttribute("xml:lang"),
			author: inside(feed, "author")[0]?.textContent ?? null,
			entries: inside(feed, "entry").map(read),
		};
	}, xml);
}

test("the feed has the entries of the list, in both languages, and the list links to it", async ({ page, baseURL }) => {
	for (const [locale, prefix, author] of [
		["en", "", "The Meridian Party"],
		["cy", "/cy", "Plaid Meridian"],
	] as const) {
		const address = `${prefix}/feeds/updates.xml`;
		await page.goto(`${prefix}/updates`);
		await expect(page.locator(`head link[rel=alternate][type="application/atom+xml"]`)).toHaveAttribute(
			"href",
			baseURL + address,
		);
		await expect(page.getByRole("main").locator(`a[href="${address}"]`)).toBeVisible();

		const answer = await page.request.get(address);
		expect(answer.status()).toBe(200);
		expect(answer.headers()["content-type"]).toBe("application/atom+xml; charset=utf-8");
		expect(answer.headers()["cache-control"]).toBe("public, max-age=0, s-maxage=5, stale-if-error=86400");
		expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
		const feed = await parsed(page, await answer.text());
		expect(feed).toMatchObject({
			namespace: "http://www.w3.org/2005/Atom",
			lang: locale,
			id: baseURL + address,
			author,
			links: { self: baseURL + address, alternate: `${baseURL}${prefix}/updates` },
		});
		const times = feed.entries.map(({ updated }) => updated ?? "");
		expect(times.length).toBeGreaterThan(3);
		expect(times).toEqual([...times].sort().reverse());
		expect(feed.updated).toBe(times[0]);
		expect(new Set(feed.entries.map(({ id }) => id)).size).toBe(times.length);
		for (const { id, links, title, summary } of feed.entries) {
			expect(links).toEqual({ alternate: id });
			expect(title && summary).toBeTruthy();
		}
		const some = feed.entries.find(({ id }) => id?.endsWith("/updates/authorities-told"));
		expect((await page.request.get(some?.id ?? "")).status()).toBe(200);
	}
	expect((await page.request.get("/fr/feeds/updates.xml")).status()).toBe(404);
});

test("whatever staff write, the feed stays valid XML with the same text", async ({ page }) => {
	const words = `Fish & chips <b>"now"</b> ]]> 'x' &amp; \u0007\ud800 \u{1f600}`;
	const shown = `Fish & chips <b>"now"</b> ]]> 'x' &amp;  \u{1f600}`;
	const one: AtomFeed = {
		url: "https://check.example.org/feeds/updates.xml",
		page: "https://check.example.org/updates",
		lang: "cy",
		title: words,
		subtitle: words,
		author: words,
		entries: [
			{
				url: "https://check.example.org/updates/one",
				title: { text: words, lang: "en" },
				summary: [{ text: words, lang: "en" }],
				about: { text: words, lang: "cy" },
				published: new Date("2021-11-03T10:00:00Z"),
				updated: new Date("2021-11-04T10:00:00Z"),
			},
		],
	};
	await page.goto("/updates");
	const feed = await parsed(page, atom(one));
	expect([feed.title, feed.author, feed.entries[0]?.title]).toEqual([shown, shown, shown]);
	expect(feed.entries[0]?.titleLang).toBe("en");
	// The summary is HTML inside XML, so the text is escaped twice.
	const text = await page.evaluate(
		(html) => new DOMParser().parseFromString(html, "text/html").body.textContent,
		feed.entries[0]?.summary ?? "",
	);
	expect(text).toBe(shown);
});
