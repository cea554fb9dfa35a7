/** Every page as the server sends it: whether it is HTML by the letter, and how heavy it is. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { topicSlugs } from "@/lib/guidance/schema";
import { href, locales } from "@/lib/i18n";
import { type Route, routes } from "../house/routes";
import { hasJava, htmlErrors } from "../support/html-checker";
import { expect, test } from "../support/page";
import { field, send, signInAt, signInStaffAt } from "../support/states/walk";

test.describe.configure({ mode: "parallel" });

/** Public pages of which there are several: all of them. */
const several: Record<string, string[]> = { "/guidance/[topic]": topicSlugs.map((topic) => `/guidance/${topic}`) };
const addressesOf = (audience: Route["audience"]) =>
	routes
		.filter((route) => route.audience === audience && !route.path.startsWith("/updates/page/"))
		.flatMap(({ path, example }) => several[path] ?? [example ?? path]);
const inBoth = (addresses: string[]) => addresses.flatMap((address) => locales.map((locale) => href(locale, address)));

/** The page an address answers with, where it does. */
async function pageAt(
	request: APIRequestContext,
	address: string,
): Promise<{ html: string; bytes: number } | undefined> {
	const answer = await request.get(address);
	if (!/^text\/html/.test(answer.headers()["content-type"] ?? "")) return undefined;
	const body = await answer.body();
	return { html: body.toString("utf8"), bytes: body.byteLength };
}

/** Asks for pages, keeps them as files beside each other, and has all of them checked at once. */
async function check(request: APIRequestContext, who: string, addresses: string[]): Promise<void> {
	const folder = path.resolve("tests", "results", "html", who);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const address of addresses) {
		const name = new URL(address, "http://localhost").pathname.replaceAll("/", "_");
		writeFileSync(path.join(folder, `${name}.html`), (await pageAt(request, address))?.html ?? "");
	}
	expect(htmlErrors(folder)).toEqual([]);
}

test.describe("the Nu HTML checker", () => {
	test.skip(() => !hasJava(), "There is no Java on this machine, so the Nu HTML checker checked no page.");

	test("finds no error in any public page", async ({ request }) => {
		await check(request, "public", [...inBoth(addressesOf("public")), "/nothing-here", "/cy/nothing-here"]);
	});

	test("finds no error in any page for members", async ({ page }) => {
		test.setTimeout(120_000);
		const signedOut = inBoth(["/sign-in", "/sign-in?problem=unknown"]);
		await check(page.request, "sign-in", signedOut);
		await signInAt(page, "en", "affected.member@example.org", "/preferences");
		await send(page, "language");
		await page.waitForURL(/receipt=/);
		const receipt = new URL(page.url()).searchParams.get("receipt") as string;
		await page.goto("/identifiers");
		await field(page, "email").fill("html@example.org");
		await send(page, "email");
		await page.waitForURL(/\/code/);
		const addresses = addressesOf("member").filter((address) => !/sign-|exit/.test(address));
		await check(page.request, "member", inBoth(addresses.map((each) => each.replace("cns_nobody", receipt))));
	});

	test("finds no error in any page for staff", async ({ page }) => {
		test.setTimeout(120_000);
		await check(page.request, "staff-sign-in", ["/staff/sign-in"]);
		await signInStaffAt(page, "admin@example.org", "/staff");
		const found: Record<string, string> = {};
		for (const [list, id] of [
			["/staff/incidents", /inc_\w+/],
			["/staff/datasets", /dsv_\w+/],
			["/staff/updates", /upd_\w+/],
			["/staff/team", /stf_\w+/],
		] as const) {
			const there = id.exec((await pageAt(page.request, list))?.html ?? "")?.[0];
			if (there) found[there.slice(0, 3)] = there;
		}
		const addresses = addressesOf("staff")
			.filter((address) => !/sign-|download|upload/.test(address))
			.map((address) => address.replace(/\b(\w{3})_nobody/, (nobody, kind) => found[kind] ?? nobody));
		await check(page.request, "staff", addresses);
	});
});

test("a public page stays under 40 kB of HTML, in either language", async ({ request }) => {
	const heavy: string[] = [];
	for (const address of inBoth(addressesOf("public"))) {
		const bytes = (await pageAt(request, address))?.bytes ?? 0;
		expect(bytes, address).toBeGreaterThan(1_000);
		if (bytes >= 40_000) heavy.push(`${address}: ${bytes}`);
	}
	expect(heavy).toEqual([]);
});

test("an answer stays under 60 kB of HTML, in either language", async ({ page }) => {
	await signInAt(page, "en", "affected.member@example.org", "/check");
	for (const address of inBoth(["/check"]))
		expect((await pageAt(page.request, address))?.bytes, address).toBeLessThan(60_000);
});

test("a first visit to home stays under 200 kB as it travels, its fonts among it", async ({ page }) => {
	const travelled: { url: string; bytes: number }[] = [];
	page.on("requestfinished", async (request) => {
		const { responseBodySize, responseHeadersSize } = await request.sizes();
		travelled.push({ url: request.url(), bytes: responseBodySize + responseHeadersSize });
	});
	await page.goto("/", { waitUntil: "networkidle" });
	await expect.poll(() => travelled.filter(({ url }) => url.endsWith(".woff2")).length).toBeGreaterThan(0);
	expect(travelled.some(({ url }) => url.includes(".css"))).toBe(true);
	expect(travelled.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(200_000);
});
