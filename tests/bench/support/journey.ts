import type { Browser } from "@playwright/test";
import type { Site } from "@/lib/commands/demo/site";
import { signInAndCheck } from "../../support/http-journey";
import { signIn } from "../../support/journey";
import { countTraffic, type Traffic } from "../../support/traffic";
import { cpuMilliseconds } from "./cpu";

/** Visits the home page with a new browser, until there are no more requests. */
export async function firstVisit(browser: Browser, site: Site): Promise<Traffic> {
	const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
	const traffic = await countTraffic(page);
	await page.goto(site.url, { waitUntil: "networkidle" });
	await page.close();
	return { ...traffic };
}

/** Makes one whole visit with a new browser: home, sign-in, code, answer, plan, preferences. Returns the session's `cookie` too. */
export async function measuredJourney(
	browser: Browser,
	site: Site,
	address = "affected.member@example.org",
): Promise<Traffic & { cpu: number; cookie: string }> {
	const before = cpuMilliseconds(site.web.pid);
	const context = await browser.newContext({ baseURL: site.url, viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	const traffic = await countTraffic(page);
	await page.goto("/");
	await signIn(page, address, site.mailbox);
	for (const path of ["/plan", "/preferences"]) await page.goto(path, { waitUntil: "networkidle" });
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
	await context.close();
	return { ...traffic, cpu: cpuMilliseconds(site.web.pid) - before, cookie };
}

/** Makes the same visit over HTTP, without the files of its pages: so that the web's code is compiled, as it is on most of a day. */
export async function warmingJourney(site: Site, address: string): Promise<void> {
	const { url, mailbox } = site;
	await (await fetch(url)).text();
	const cookie = await signInAndCheck({ url, port: Number(new URL(url).port), mailbox }, address);
	for (const path of ["/plan", "/preferences"]) await (await fetch(url + path, { headers: { cookie } })).text();
}
