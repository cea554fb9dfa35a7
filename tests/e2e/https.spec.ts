/** The site on https, behind a proxy that ends TLS. Starts its own site, because the address differs. */
import path from "node:path";
import { test as anywhere, type BrowserContext, expect, type Page } from "@playwright/test";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { startFreshSite } from "../support/fresh-site";
import { signIn } from "../support/journey";
import { signInWords } from "../support/page";
import { inspect } from "../support/page-audit";
import { startTlsProxy } from "../support/tls-proxy";

let site: Site;
let proxy: Awaited<ReturnType<typeof startTlsProxy>>;
let address: string;

anywhere.beforeAll(async () => {
	anywhere.setTimeout(120_000);
	const [inside, outside] = [await freePort(), await freePort()];
	address = `https://localhost:${outside}`;
	site = await startFreshSite(path.resolve(".data", "e2e-https"), inside, undefined, { SITE_URL: address });
	proxy = await startTlsProxy(outside, inside);
});
anywhere.afterAll(async () => {
	await proxy?.stop();
	await site?.stop();
});

/** Collects the requests of a page without TLS. */
function inTheClear(page: Page): string[] {
	const asked: string[] = [];
	page.on("request", (request) => {
		if (!request.url().startsWith(`${address}/`)) asked.push(request.url());
	});
	return asked;
}

/** Expects every cookie to be bound to this host, to https and to the server (RFC 6265bis, 4.1.3.2). */
async function expectBoundCookies(context: BrowserContext, ...names: string[]) {
	const cookies = await context.cookies();
	expect(cookies.map(({ name }) => name).sort()).toEqual(names.map((name) => `__Host-${name}`).sort());
	for (const cookie of cookies)
		expect(cookie).toMatchObject({
			domain: "localhost",
			path: "/",
			secure: true,
			httpOnly: true,
			sameSite: "Lax",
			...(/^__Host-(browser|code-)/.test(cookie.name) ? {} : { expires: -1 }),
		});
}

/** Returns what the browser stores of the site besides cookies. */
const kept = (page: Page) =>
	page.evaluate(async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]);

for (const javaScriptEnabled of [true, false])
	anywhere(
		`on https the whole way in and out, ${javaScriptEnabled ? "with" : "without"} scripts`,
		async ({ browser }) => {
			anywhere.setTimeout(90_000);
			const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true, javaScriptEnabled });
			const page = await context.newPage();
			const asked = inTheClear(page);
			const home = await page.goto("/");
			expect(home?.headers()["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
			await expectBoundCookies(context);

			const person = `https.${javaScriptEnabled}@example.org`;
			await signIn(page, person, site.mailbox, async () => {
				if (page.url().includes("/code")) await expectBoundCookies(context, "code-sign-in");
			});
			await expect(page).toHaveURL(`${address}/check`);
			await expectBoundCookies(context, "browser", "code-sign-in", "member");
			const answer = await page.reload();
			expect(answer?.headers()).toMatchObject({
				"strict-transport-security": "max-age=63072000; includeSubDomains",
				"cache-control": "private, no-store",
			});
			// A member's page navigates only over https, whatever its content.
			const links = await page
				.locator("[href], [src], [action]")
				.evaluateAll((all) =>
					all.flatMap((element) => ["href", "src", "action"].map((name) => element.getAttribute(name) ?? "")),
				);
			expect(links.filter((link) => link.startsWith("http:"))).toEqual([]);

			// Stores something, to check that leaving deletes it.
			await page.evaluate(async () => {
				localStorage.setItem("left", "behind");
				sessionStorage.setItem("left", "behind");
				await caches.open("left");
			});
			const signedOut = page.waitForResponse((response) => response.url().endsWith("/sign-out"));
			await page.getByRole("button", { name: signInWords.leave, exact: true }).click();
			expect((await (await signedOut).allHeaders())["clear-site-data"]).toContain("storage");
			await expect(page.getByText("You are signed out.")).toBeVisible();
			// The new token of the form on this page.
			await expectBoundCookies(context, "code-sign-in");
			expect((await kept(page)).at(0)).toBe(0);
			expect((await kept(page)).at(2)).toBe(0);

			// When the language changes, typed text is kept in a cookie of this host only.
			const switched = page.waitForResponse((response) => response.url().endsWith("/language"));
			await page.getByLabel(signInWords.address).fill(person);
			await page.getByRole("button", { name: "Cymraeg" }).click();
			const typed = (await (await switched).headerValue("set-cookie")) ?? "";
			expect(typed).toMatch(/^__Host-typed=[\w-]+;/);
			for (const bound of [/; Path=\/(;|$)/i, /; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Max-Age=300/i])
				expect(typed).toMatch(bound);
			await expect(page.getByLabel("Cyfeiriad e-bost")).toHaveValue(person);
			await expectBoundCookies(context, "code-sign-in");
			await page.goto("/check");
			await expect(page).toHaveURL(/\/sign-in\?next=\/check/);
			expect(asked).toEqual([]);
			await context.close();
		},
	);

anywhere("staff's cookies are bound the same way", async ({ browser }) => {
	const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true });
	const page = await context.newPage();
	await page.goto("/staff/sign-in");
	await page.getByLabel(signInWords.workAddress).fill("admin@example.org");
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await page.getByLabel(signInWords.code).waitFor();
	await expectBoundCookies(context, "code-staff");
	await context.close();
});

anywhere("what is said while the database is away bears everything that other pages bear", async ({ browser }) => {
	anywhere.setTimeout(90_000);
	const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true });
	const page = await context.newPage();
	const faults: string[] = [];
	const look = async (path: string, status: number) => {
		expect((await page.goto(path))?.status(), path).toBe(status);
		for (const fault of await inspect(page)) faults.push(`${path}: ${fault}`);
	};
	await site.stopDatabase();
	for (const path of ["/check", "/cy/check", "/staff"]) await look(path, 503);
	for (const path of ["/updates/nobody-knows", "/cy/updates/nobody-knows"]) await look(path, 503);
	expect(faults).toEqual([]);
	await context.close();
});
