/** The database goes away under a running site: a site of its own, since nobody else's tests would survive it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { startFreshSite } from "../support/fresh-site";
import { expect, test } from "../support/page";

let site: Site;

const folder = path.resolve(".data", "e2e-lost-database");

test.beforeAll(async () => {
	test.setTimeout(120_000);
	site = await startFreshSite(folder, await freePort());
	// The site visits its own pages after it starts, so that none is asked for first when it cannot be drawn.
	const visited = () => readFileSync(path.join(folder, "web.log"), "utf8").includes('"public-pages.visited"');
	await expect.poll(visited, { timeout: 60_000 }).toBe(true);
});
test.afterAll(() => site.stop());

test("public pages go on, personal ones say sorry within a second, and it mends itself", async ({ request }) => {
	const ask = async (address: string) => {
		const started = performance.now();
		const answer = await request.get(site.url + address, { maxRedirects: 0 });
		return {
			status: answer.status(),
			headers: answer.headers(),
			text: await answer.text(),
			took: performance.now() - started,
		};
	};
	const pages = [
		"/",
		"/cy",
		"/guidance",
		"/updates",
		"/incidents/may-2020-fundraising-supplier",
		"/privacy",
		"/contact",
	];
	const before = new Map<string, string>();
	for (const page of pages) {
		const { status, text } = await ask(page);
		expect(status, page).toBe(200);
		before.set(page, text);
	}

	await site.stopDatabase();
	for (const page of pages) {
		const { status, text } = await ask(page);
		expect(status, page).toBe(200);
		expect(text.length, `${page} is not emptied`).toBeGreaterThan((before.get(page) as string).length * 0.9);
	}
	for (const page of [
		"/cy/updates/authorities-told",
		"/cy/guidance/bank-details",
		"/incidents/november-2019-website-attack",
	])
		expect((await ask(page)).status, `${page}, which nobody has asked for before`).toBe(200);
	const unknown = await ask("/updates/nobody-knows");
	expect(unknown.status, "whether it exists cannot be known now").toBe(500);
	expect(unknown.text).toContain("0800 000 0000");
	const posted = await request.post(`${site.url}/sign-in`, { form: { email: "a@example.org" }, maxRedirects: 0 });
	expect([posted.status(), Number(posted.headers()["retry-after"]) > 0]).toEqual([503, true]);
	for (const page of ["/sign-in", "/check", "/plan", "/staff/sign-in", "/cy/check"]) {
		const { status, headers, text, took } = await ask(page);
		expect(status, page).toBe(503);
		expect(headers["retry-after"], page).toBeTruthy();
		expect(headers["cache-control"], page).toContain("no-store");
		expect(took, page).toBeLessThan(1_000);
		expect(text, page).not.toMatch(/ECONNREFUSED|at .+:\d+:\d+/);
	}
	expect((await ask("/readyz")).status).toBe(503);
	expect((await ask("/healthz")).status).toBe(200);

	await site.startDatabase();
	await expect.poll(async () => (await ask("/readyz")).status).toBe(200);
	expect((await ask("/sign-in")).status).toBe(200);
	expect((await ask("/updates/nobody-knows")).status).toBe(404);
});
