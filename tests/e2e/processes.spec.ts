/**
 * Processes that are killed, restarted and run side by side. Starts its own site, because other tests would fail. The tests run
 * in order.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
// Playwright's own `test`, because these pages have several addresses.
import { type APIRequestContext, expect, test } from "@playwright/test";
import pg from "pg";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import { copyOfBuild } from "@/lib/commands/demo/build";
import type { Site } from "@/lib/commands/demo/site";
import { isOfRunningWeb } from "@/lib/commands/web-socket.mjs";
import { startBalancer } from "../support/balancer";
import { kill, killDatabaseProcesses } from "../support/fault-site";
import { formFields, formOrigin } from "../support/form-fields";
import { startFreshSite } from "../support/fresh-site";
import { sendCodeAndEnter } from "../support/journey";
import { signInWords } from "../support/page";

test.describe.configure({ mode: "serial" });

let site: Site;
/** Has the address of the site. */
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let memberCookie: string;

const folder = path.resolve(".data", "e2e-processes");
const pages = [
	"/",
	"/cy",
	"/guidance",
	"/updates",
	"/feeds/updates.xml",
	"/cy/feeds/updates.xml",
	"/incidents/may-2020-fundraising-supplier",
	"/privacy",
	"/contact",
];
const personal = ["/sign-in", "/check", "/plan", "/staff/sign-in", "/cy/check"];

/** Requests an address of the site. */
async function ask(request: APIRequestContext, address: string, origin = site.url) {
	const started = performance.now();
	const answer = await request.get(origin + address, { maxRedirects: 0 });
	const text = await answer.text();
	return { status: answer.status(), headers: answer.headers(), text, took: performance.now() - started };
}

test.beforeAll(async () => {
	test.setTimeout(120_000);
	balancer = await startBalancer();
	site = await startFreshSite(folder, await freePort(), undefined, { SITE_URL: balancer.url }, true);
	// Waits until the site has rendered all public pages, so that none is requested for the first time during an outage.
	const visited = () => readFileSync(path.join(folder, "web.log"), "utf8").includes('"public-pages.visited"');
	await expect.poll(visited, { timeout: 60_000 }).toBe(true);
});
test.afterAll(async () => {
	await site?.stop();
	balancer?.stop();
});

/** Starts another web server. */
async function another(name: string, own: Record<string, string> = {}) {
	const PORT = String(await freePort());
	const { stop } = await site.startWeb(`web-${name}`, { PORT, ...own });
	return { url: `http://localhost:${PORT}`, stop };
}

test("with three web servers, a sign-in begun at one is finished at another, and an update appears at all within ten seconds", async ({
	page,
	request,
}) => {
	test.setTimeout(120_000);
	// Two share a page cache, and one has its own, as on another machine.
	const copy = path.join(folder, "next-own");
	cpSync(path.join(folder, "next"), copy, { recursive: true, filter: (file) => !isOfRunningWeb(file) });
	const others = [await another("own", { NEXT_DIST_DIR: path.relative(".", copy) }), await another("same")];
	const [first, second = "", third = ""] = [site.url, ...others.map(({ url }) => url)];

	const member = sampleMembers[0]?.email ?? "";
	balancer.forwardTo(first);
	await page.goto(`${balancer.url}/sign-in`);
	await page.getByLabel(signInWords.address).fill(member);
	await sendCodeAndEnter(page, member, signInWords.sendCode, site.mailbox, async () => {
		balancer.forwardTo(second);
		await page.goto(`${balancer.url}/sign-in/code?next=/check`);
	});
	await page.waitForURL(`${balancer.url}/check`);
	memberCookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
	for (const server of [first, third]) {
		balancer.forwardTo(server);
		await page.goto(`${balancer.url}/check`);
		await expect(page).toHaveURL(`${balancer.url}/check`);
	}

	balancer.forwardTo(second);
	const publisher = sampleStaff.find(({ roles }) => roles.some((role) => role === "publisher"))?.email ?? "";
	await page.goto(`${balancer.url}/staff/sign-in`);
	await page.getByLabel(signInWords.workAddress).fill(publisher);
	await sendCodeAndEnter(page, publisher, signInWords.sendCode, site.mailbox);
	await page.waitForURL(`${balancer.url}/staff`);
	const title = "Heard at every door";
	await page.goto(`${balancer.url}/staff/updates/new`);
	await page.getByLabel("Incident", { exact: true }).selectOption({ index: 1 });
	await page.getByLabel("Title", { exact: true }).fill(title);
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page.getByLabel("Text", { exact: true }).fill("Ten people.");
	await page.getByRole("button", { name: "Save and preview" }).click();
	await page.getByRole("link", { name: "Publish", exact: true }).click();
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	const published = Date.now();
	const missing = new Set(
		[first, second, third].flatMap((origin) => ["/", "/cy", "/updates", "/feeds/updates.xml"].map((at) => origin + at)),
	);
	while (missing.size && Date.now() - published < 10_000) {
		for (const address of missing)
			if ((await (await request.get(address)).text()).includes(title)) missing.delete(address);
	}
	expect([...missing]).toEqual([]);
	for (const { stop } of others) await stop();
});

test("an organisation without Welsh has no Welsh page, and its logo is on every page", async ({ page, request }) => {
	const demo = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));
	const own = { ...demo, languages: ["en"], logo: { file: "logo.svg", width: 120, height: 40 } };
	const file = path.join(folder, "organisation.json");
	writeFileSync(
		file,
		JSON.stringify(own, (key, value) => (key === "cy" ? undefined : value)),
	);
	const drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>';
	writeFileSync(path.join(folder, "logo.svg"), drawn);
	mkdirSync(path.join(folder, "english"));
	const NEXT_DIST_DIR = path.relative(".", copyOfBuild(path.join(folder, "english")));
	const PORT = String(await freePort());
	const web = await site.startWeb("web-english", { PORT, ORGANISATION_FILE: file, NEXT_DIST_DIR });
	const origin = `http://localhost:${PORT}`;

	for (const address of ["/", "/privacy", "/sign-in", "/guidance"]) {
		await page.goto(origin + address);
		await expect(page.locator("html")).toHaveAttribute("lang", "en");
		await expect(page.locator('[lang="cy"], [hreflang="cy"]'), address).toHaveCount(0);
		const logo = page.locator("header img");
		await expect(logo).toHaveAttribute("width", "120");
		await expect(logo).toHaveAttribute("height", "40");
		expect(await logo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
	}
	const logo = await ask(request, "/logo", origin);
	expect([logo.status, logo.headers["content-type"], logo.text]).toEqual([200, "image/svg+xml", drawn]);
	for (const address of [
		"/cy",
		"/cy/privacy",
		"/cy/sign-in",
		"/cy/check",
		"/cy/guidance/email-address",
		"/cy/feeds/updates.xml",
	])
		expect((await ask(request, address, origin)).status, address).toBe(404);
	const missing = await ask(request, "/nowhere", origin);
	expect(missing.text).toContain("0800 000 0000");
	expect(missing.text).not.toContain('lang="cy"');
	await web.stop();
});

test("the database is killed under load: every request gets an answer or a retry page, and accepted work is kept", async ({
	request,
}) => {
	const form = await formFields(request, `${site.url}/sign-in`, "email");
	const begun = new Date();
	let asked = 0;
	const headers = { cookie: memberCookie };
	const met = new Map<string, number>();
	let over = false;
	const askers = [
		...["/check", "/plan", "/staff/sign-in", "/check"].map((address) => async () => {
			const answer = await request.get(site.url + address, { headers, maxRedirects: 0 });
			return { answer, what: address };
		}),
		async () => ({
			answer: await request.post(`${site.url}/sign-in`, {
				headers: formOrigin(balancer.url),
				// A second request for one address within a minute would be the first.
				multipart: { ...form, email: `asked.${asked++}@example.org` },
				maxRedirects: 0,
			}),
			what: "form",
		}),
	].map(async (once) => {
		while (!over) {
			const { answer, what } = await once();
			const sorry = answer.status() === 503;
			if (sorry) {
				expect(Number(answer.headers()["retry-after"]), what).toBeGreaterThan(0);
				expect(answer.headers()["cache-control"], what).toContain("no-store");
				expect(await answer.text(), what).toContain("Everything you have saved is safe.");
			}
			const key = `${what} ${answer.status()}`;
			met.set(key, (met.get(key) ?? 0) + 1);
		}
	});
	await expect.poll(() => met.get("form 303") ?? 0).toBeGreaterThan(3);
	killDatabaseProcesses(folder);
	await expect.poll(() => met.get("form 503") ?? 0).toBeGreaterThan(3);
	await expect.poll(() => met.get("/check 503") ?? 0).toBeGreaterThan(3);
	over = true;
	await Promise.all(askers);
	await site.startDatabase();
	await expect.poll(async () => (await ask(request, "/readyz")).status).toBe(200);

	const statuses = ["/check 200", "/check 503", "/plan 200", "/plan 503", "/staff/sign-in 200", "/staff/sign-in 503"];
	expect([...met.keys()].sort()).toEqual([...statuses, "form 303", "form 503"].sort());
	const database = new pg.Client({ connectionString: site.database.owner });
	await database.connect();
	const { rows } = await database.query("select count(*)::int as n from challenge where created_at >= $1", [begun]);
	await database.end();
	expect(rows[0].n).toBeGreaterThanOrEqual(met.get("form 303") as number);
});

test("each process gets only the variables it needs", () => {
	const { web, worker } = site.environment;
	const { owner, web: webs, worker: workers } = site.database;
	const handed = (environment: NodeJS.ProcessEnv) => Object.values(environment).filter(Boolean);
	expect(handed(web)).toContain(webs);
	expect(handed(worker)).toContain(workers);
	for (const secret of [owner, workers, worker.SMTP_URL]) expect(handed(web)).not.toContain(secret);
	for (const secret of [owner, webs, web.AUTH_SECRET, web.CONFIRMATION_KEY])
		expect(handed(worker)).not.toContain(secret);
});

test("the database stops: public pages still answer, also after a restart, personal pages apologise within a second, and all recover", async ({
	request,
}) => {
	test.setTimeout(120_000);
	const before = new Map<string, string>();
	for (const page of pages) {
		const { status, text } = await ask(request, page);
		expect(status, page).toBe(200);
		before.set(page, text);
	}

	await site.stopDatabase();
	const unvisited = [
		"/cy/updates/authorities-told",
		"/cy/guidance/bank-details",
		"/incidents/november-2019-website-attack",
	];
	for (const started of ["before", "after"]) {
		if (started === "after") {
			kill(site.web.pid);
			await site.startWeb("web-again");
		}
		for (const page of pages) {
			const { status, text } = await ask(request, page);
			expect(status, page).toBe(200);
			expect(text.length, `${page} is not emptied`).toBeGreaterThan((before.get(page) as string).length * 0.9);
		}
		for (const page of unvisited)
			expect((await ask(request, page)).status, `${page}, which nobody has asked for before`).toBe(200);
		const unknown = await ask(request, "/updates/nobody-knows");
		expect(unknown.status, "whether it exists cannot be known now").toBe(503);
		expect(unknown.text).toContain("0800 000 0000");
		const posted = await request.post(`${site.url}/sign-in`, {
			headers: formOrigin(balancer.url),
			form: { email: "a@example.org" },
			maxRedirects: 0,
		});
		expect([posted.status(), Number(posted.headers()["retry-after"]) > 0]).toEqual([503, true]);
		const cookie = { cookie: "member=somebody; code-sign-in=asked" };
		const left = await request.post(`${site.url}/cy/exit`, {
			headers: { ...formOrigin(balancer.url), ...cookie },
			form: { exit: "" },
		});
		expect([left.status(), left.headers().refresh], "Exit this page needs no database").toEqual([
			200,
			expect.stringMatching(/^0; url=https:/),
		]);
		expect(left.headers()["set-cookie"]).toMatch(/member=;[\s\S]*code-sign-in=;/);
		for (const page of personal) {
			const { status, headers, text, took } = await ask(request, page);
			expect(status, page).toBe(503);
			expect(headers["retry-after"], page).toBeTruthy();
			expect(headers["cache-control"], page).toContain("no-store");
			expect(took, page).toBeLessThan(1_000);
			expect(text, page).not.toMatch(/ECONNREFUSED|at .+:\d+:\d+/);
		}
		// readyz answers from a check of the last quarter of a second.
		await expect.poll(async () => (await ask(request, "/readyz")).status, { timeout: 1_000 }).toBe(503);
		expect((await ask(request, "/healthz")).status).toBe(200);
	}

	await site.startDatabase();
	await expect.poll(async () => (await ask(request, "/readyz")).status).toBe(200);
	// The check before a page is of the last quarter of a second too, and not the same one.
	await expect.poll(async () => (await ask(request, "/sign-in")).status, { timeout: 1_000 }).toBe(200);
	expect((await ask(request, "/updates/nobody-knows")).status).toBe(404);
});
