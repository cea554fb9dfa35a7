/**
 * What this site uses of Next beyond its documentation, each with one test. They go red when an upgrade changes it:
 * docs/decisions/0006-what-we-use-of-next-beyond-its-documentation.md says what to look at then.
 */
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { NodeNextRequest } from "next/dist/server/base-http/node.js";
import { IncrementalCache } from "next/dist/server/lib/incremental-cache/index.js";
import { SharedCacheControls } from "next/dist/server/lib/incremental-cache/shared-cache-controls.external.js";
import { nodeFs } from "next/dist/server/lib/node-fs-methods.js";
import { NextRequestAdapter } from "next/dist/server/web/spec-extension/adapters/next-request.js";
import { getBotType } from "next/dist/shared/lib/router/utils/is-bot.js";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { logUncaughtErrors } from "@/app/_server/error-log";
import PageCache from "@/app/_server/page-cache.mjs";
import { receiveBody } from "@/app/_server/request-body";
import { requestLimits } from "@/lib/limits";

const folder = mkdtempSync(path.join(tmpdir(), "page-cache-"));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = (fs = nodeFs) => ({
	fs,
	flushToDisk: true,
	serverDistDir: folder,
	revalidatedTags: [],
	maxMemoryCacheSize: 0,
	dev: false,
	_requestHeaders: {},
});
const newCache = (fs = nodeFs) => new PageCache(settings(fs));
const key = (name: string) => `/route-cache/APP_PAGE/${"0".repeat(64)}/$/${name}`;
const pageOf = (status = 200, own = "") => ({
	kind: "APP_PAGE",
	html: `<html><head><link rel="preload" as="script" href="/a.js"><script src="/a.js"></script></head><body><p>Words</p>${own}<script>self.__next_f.push(1)</script></body></html>`,
	rscData: Buffer.from("data"),
	headers: { "x-next-cache-tags": "_N_T_/page" },
	status,
	postponed: undefined,
	segmentData: undefined,
});
const context = { isRoutePPREnabled: false, isFallback: false, cacheControl: { revalidate: 5, expire: 31_536_000 } };
const reading = { kind: "APP_PAGE", isRoutePPREnabled: false, isFallback: false };

it("the cache handler takes what Next gives its own cache, saves pages on disk without scripts, and reads them after a restart", async () => {
	await newCache().set(key("page"), pageOf(), context);
	const entry = await newCache().get(key("page"), reading);
	const value = entry?.value as { html: string; headers: Record<string, string> };
	const { html, headers } = value;
	expect(String(html)).toContain("<p>Words</p>");
	expect(String(html)).not.toMatch(/<script|as="script"/);
	expect(headers["content-security-policy"]).toContain("script-src 'none'");

	const ours = '<script async="" src="/enhance.js">';
	await newCache().set(key("exit"), pageOf(200, `${ours}</script>`), context);
	const exit = (await newCache().get(key("exit"), reading))?.value as typeof value;
	expect(String(exit.html).match(/<script[^>]*>/g)).toEqual([ours]);
	expect(exit.headers["content-security-policy"]).toContain("script-src 'self';");
});

it("what Next's router would fetch ahead is not saved", async () => {
	const segmentData = new Map([["/_tree", Buffer.from("tree")]]);
	await newCache().set(key("ahead"), { ...pageOf(), segmentData }, context);
	expect((await newCache().get(key("ahead"), reading))?.value).toMatchObject({
		html: expect.stringContaining("Words"),
	});
	expect(
		readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /ahead.*segment/.test(name)),
	).toEqual([]);
});

it("a page saved for another organisation or address of the site is not there, and the mark of it is never sent", async () => {
	await newCache().set(key("own"), pageOf(), context);
	const own = (await newCache().get(key("own"), reading))?.value as { headers: object };
	expect(Object.keys(own.headers).sort()).toEqual(["content-security-policy", "x-next-cache-tags"]);
	const file = path.join(folder, "organisation.json");
	writeFileSync(file, JSON.stringify({ name: "Another organisation" }));
	for (const other of [{ ORGANISATION_FILE: file }, { SITE_URL: "https://other.example" }]) {
		vi.stubEnv(...(Object.entries(other)[0] as [string, string]));
		expect(await newCache().get(key("own"), reading), JSON.stringify(other)).toBe(null);
		vi.unstubAllEnvs();
	}
	expect(await newCache().get(key("own"), reading)).not.toBe(null);
});

it("an organisation's file that is changed under a running web changes nothing before the next start, as on the pages", async () => {
	const file = path.join(folder, "running.json");
	writeFileSync(file, JSON.stringify({ name: "As it was at the start" }));
	vi.stubEnv("ORGANISATION_FILE", file);
	await newCache().set(key("running"), pageOf(), context);
	writeFileSync(file, JSON.stringify({ name: "As it is now" }));
	expect(await newCache().get(key("running"), reading)).not.toBe(null);
	vi.unstubAllEnvs();
});

it("'not found' is saved only in the place of a page", async () => {
	const cache = newCache();
	await cache.set(key("invented"), pageOf(404), context);
	expect(await cache.get(key("invented"), reading)).toBe(null);
	await cache.set(key("withdrawn"), pageOf(), context);
	await cache.set(key("withdrawn"), pageOf(404), context);
	expect((await cache.get(key("withdrawn"), reading))?.value).toMatchObject({ status: 404 });
});

it("an address that is not found leaves nothing in the memory of Next's cache, and one that is found does", async () => {
	const next = new IncrementalCache({
		...settings(),
		CurCacheHandler: PageCache,
		requestHeaders: {},
		previewProps: {},
		prerenderManifest: { version: 4, routes: {}, dynamicRoutes: {}, notFoundRoutes: [], preview: {} },
	} as unknown as ConstructorParameters<typeof IncrementalCache>[0]);
	const { cacheControls } = SharedCacheControls as unknown as { cacheControls: Map<string, unknown> };
	const remembered = () => [...cacheControls.keys()].filter((each) => each.includes("memory-"));
	const about = { ...context, kind: "APP_PAGE", route: { kind: "APP_PAGE", sourceRoute: "/[slug]/page" } };
	const save = (name: string, status: number) =>
		next.set(...([`/${name}`, pageOf(status), about] as unknown as Parameters<typeof next.set>));
	await save("memory-invented", 404);
	expect(remembered()).toEqual([]);
	await save("memory-page", 200);
	expect(remembered()).toHaveLength(1);
});

/** How old Next takes a page to be, in seconds. */
async function ageOf(name: string, cache = newCache()): Promise<number> {
	const entry = await cache.get(key(name), reading);
	expect(entry?.value).toMatchObject({ kind: "APP_PAGE" });
	return (performance.timeOrigin + performance.now() - Number(entry?.lastModified)) / 1_000;
}

it("a page whose tag is revalidated is old, and not gone, until it is saved again", async () => {
	const cache = newCache();
	await cache.set(key("old"), pageOf(), context);
	expect(await ageOf("old", cache)).toBeLessThan(5);
	await cache.revalidateTag(["_N_T_/page"]);
	expect(await ageOf("old", cache)).toBeGreaterThan(3_600);
	await cache.set(key("old"), pageOf(), context);
	expect(await ageOf("old", cache)).toBeLessThan(5);
});

it.each([-3, 3])(
	"a page is as old as it is when the clock has moved by %i hours, and its tags are marked all the same",
	async (hours) => {
		const cache = newCache();
		await cache.set(key("moved"), pageOf(), context);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
		try {
			expect(await ageOf("moved", cache)).toBeLessThan(5);
			await cache.revalidateTag(["_N_T_/page"]);
			expect(await ageOf("moved", cache)).toBeGreaterThan(3_600);
			await cache.set(key("moved"), pageOf(), context);
			expect(await ageOf("moved", cache)).toBeLessThan(5);
			// Another process reads it: its file is of the future, or hours old.
			vi.resetModules();
			const { default: OtherCache } = await import("@/app/_server/page-cache.mjs");
			expect(await ageOf("moved", new OtherCache(settings()))).toBeGreaterThan(3_600);
		} finally {
			vi.useRealTimers();
		}
	},
);

it("Next compares the age of a page with the clock that runs since its process began", () => {
	const source = readFileSync("node_modules/next/dist/server/lib/incremental-cache/index.js", "utf8");
	expect(source).toMatch(/const now = performance\.timeOrigin \+ performance\.now\(\);\s+const lastModified = /);
});

it("a page whose writing was cut off is there as it was", async () => {
	await newCache().set(key("cut"), pageOf(), context);
	const cutOff = async (file: string) => {
		await nodeFs.writeFile(file, "");
		throw new Error("killed");
	};
	const cut = newCache({ ...nodeFs, writeFile: cutOff }).set(key("cut"), pageOf(), context);
	await expect(cut).rejects.toThrow("killed");
	const value = (await newCache().get(key("cut"), reading))?.value as { html: string };
	expect(String(value.html)).toContain("<p>Words</p>");
});

const events = ["uncaughtException", "unhandledRejection"] as const;
const before = events.map((event) => [event, process.listeners(event as "uncaughtException")] as const);
afterEach(() => {
	for (const [event, listeners] of before) {
		process.removeAllListeners(event);
		for (const listener of listeners) process.on(event, listener);
	}
});

it("a route handler reads the body of a form that the web process has read before", async () => {
	const server = createServer(async (request, response) => {
		await receiveBody(request, 1_000, 1_000);
		const handed = NextRequestAdapter.fromNodeNextRequest(new NodeNextRequest(request), new AbortController().signal);
		response.end(await handed.text().catch(String));
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "email=a" });
	expect(await answer.text()).toBe("email=a");
	server.close();
});

it("errors nobody catches are logged by our listeners alone: Next's, added when it is prepared, print messages", () => {
	for (const event of events) process.on(event, () => console.error("Next prints"));
	logUncaughtErrors();
	for (const event of events) expect(process.listenerCount(event), event).toBe(1);
});

it("with `quiet` Next's server prints no error of a request", () => {
	const source = readFileSync("node_modules/next/dist/server/base-server.js", "utf8");
	expect(source).toMatch(/logError\(err\) \{\s+if \(this\.quiet\) return;/);
});

it("Next looks for robots in a User-Agent as long as the site hands one on in a millisecond, whatever is in it", () => {
	for (const piece of ["a", "-", "a-", "-googl", "Google-", "Mozilla/5.0 ", " "]) {
		const agent = piece.repeat(requestLimits.userAgentLength).slice(0, requestLimits.userAgentLength);
		const times = Array.from({ length: 20 }, () => {
			const start = performance.now();
			getBotType(agent);
			return performance.now() - start;
		});
		expect(Math.min(...times), piece).toBeLessThan(1);
	}
});
