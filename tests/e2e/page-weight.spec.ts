/** The size of pages as the server sends them. */
import type { APIRequestContext } from "@playwright/test";
import { topicSlugs } from "@/lib/guidance/schema";
import { href, locales } from "@/lib/i18n";
import { type Route, routes } from "../house/routes";
import { signIn } from "../support/journey";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { countTraffic } from "../support/traffic";

test.describe.configure({ mode: "parallel" });

/** Every address of the public routes with a parameter. */
const several: Record<string, string[]> = { "/guidance/[topic]": topicSlugs.map((topic) => `/guidance/${topic}`) };
const addressesOf = (audience: Route["audience"]) =>
	routes
		.filter((route) => route.audience === audience && !route.path.startsWith("/updates/page/"))
		.flatMap(({ path, example }) => several[path] ?? [example ?? path]);
const inBoth = (addresses: string[]) => addresses.flatMap((address) => locales.map((locale) => href(locale, address)));

/** Returns the size of a page's HTML in bytes. */
const bytesOf = async (request: APIRequestContext, address: string) =>
	(await (await request.get(address)).body()).byteLength;

test("a public page stays under 40 kB of HTML, in either language", async ({ request }) => {
	const heavy: string[] = [];
	for (const address of inBoth(addressesOf("public"))) {
		const bytes = await bytesOf(request, address);
		expect(bytes, address).toBeGreaterThan(1_000);
		if (bytes >= 40_000) heavy.push(`${address}: ${bytes}`);
	}
	expect(heavy).toEqual([]);
});

test("an answer stays under 60 kB of HTML, in either language", async ({ page }) => {
	await signInAt(page, "en", "affected.member@example.org", "/check");
	for (const address of inBoth(["/check"])) expect(await bytesOf(page.request, address), address).toBeLessThan(60_000);
});

test("a first visit to home transfers less than 200 kB, fonts included", async ({ page }) => {
	const travelled: { url: string; bytes: number }[] = [];
	page.on("requestfinished", async (request) => {
		const { responseBodySize, responseHeadersSize } = await request.sizes();
		travelled.push({ url: request.url(), bytes: responseBodySize + responseHeadersSize });
	});
	await page.goto("/", { waitUntil: "networkidle" });
	await expect
		.poll(() => travelled.filter(({ url }) => new URL(url).pathname.endsWith(".woff2")).length)
		.toBeGreaterThan(0);
	expect(travelled.some(({ url }) => url.includes(".css"))).toBe(true);
	expect(travelled.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(200_000);
});

test("a whole visit, from home through sign-in and answer to preferences, takes at most 25 requests and 150 kB", async ({
	page,
}) => {
	const traffic = await countTraffic(page);
	await page.goto("/");
	await signIn(page, "affected.member@example.org");
	for (const path of ["/plan", "/preferences"]) await page.goto(path, { waitUntil: "networkidle" });
	expect(traffic.bytes).toBeGreaterThan(40_000);
	expect(traffic.requests).toBeGreaterThan(10);
	expect(traffic.bytes).toBeLessThanOrEqual(150_000);
	expect(traffic.requests).toBeLessThanOrEqual(25);
});
