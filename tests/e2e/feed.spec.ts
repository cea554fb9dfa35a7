/** The feeds as a feed reader finds and fetches them. What they say is in tests/domain/feeds.test.ts. */
import { expect, test } from "../support/page";

const formats = [
	["xml", "application/atom+xml", "Atom"],
	["rss", "application/rss+xml", "RSS"],
	["json", "application/feed+json", "JSON"],
] as const;

test("the updates and each incident name their feeds, in both languages and three formats", async ({
	page,
	baseURL,
}) => {
	const incident = "may-2020-fundraising-supplier";
	for (const prefix of ["", "/cy"])
		for (const [path, feed] of [
			["/updates", "/feeds/updates"],
			[`/incidents/${incident}`, `/feeds/incidents/${incident}`],
		]) {
			await page.goto(prefix + path);
			for (const [ending, type, name] of formats) {
				const address = `${prefix}${feed}.${ending}`;
				await expect(page.locator(`head link[rel=alternate][type="${type}"]`)).toHaveAttribute(
					"href",
					baseURL + address,
				);
				const link = page.getByRole("main").getByRole("link", { name, exact: true });
				await expect(link).toHaveAttribute("href", address);
				const answer = await page.request.get(address);
				expect(answer.status(), address).toBe(200);
				expect(await answer.text()).toContain(`${baseURL}${prefix}/updates/`);
				const headers = answer.headers();
				expect(headers["content-type"]).toBe(`${type}; charset=utf-8`);
				expect(headers["cache-control"]).toBe("public, max-age=0, s-maxage=5, stale-if-error=86400");
				expect(headers["content-security-policy"]).toContain("default-src 'none'");
			}
		}
	for (const unknown of [
		"/fr/feeds/updates.xml",
		"/feeds/updates.txt",
		"/feeds/other.xml",
		"/feeds/incidents/none.xml",
	])
		expect((await page.request.get(unknown)).status(), unknown).toBe(404);
});

test("a reader that has the feed is answered 304, by its version and by its time", async ({ request }) => {
	// Of an incident about which no test publishes.
	const feed = "/feeds/incidents/october-2021-supplier-incident.rss";
	const { etag = "", "last-modified": time = "" } = (await request.get(feed)).headers();
	expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
	for (const [name, value] of [
		["If-None-Match", etag],
		["If-Modified-Since", time],
	] as const) {
		const again = await request.get(feed, { headers: { [name]: value } });
		expect([again.status(), await again.text(), again.headers().etag]).toEqual([304, "", etag]);
	}
	const other = { "If-None-Match": '"other"', "If-Modified-Since": time };
	expect((await request.get(feed, { headers: other })).status()).toBe(200);
});
