import type { Browser } from "@playwright/test";
import type { Site } from "@/lib/commands/demo/site";
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
): Promise<Traffic & { cpu: number; cookie: string }> {
	const before = cpuMilliseconds(site.web.pid);
	const context = await browser.newContext({ baseURL: site.url, viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	const traffic = await countTraffic(page);
	await page.goto("/");
	await signIn(page, "affected.member@example.org", site.mailbox);
	for (const path of ["/plan", "/preferences"]) await page.goto(path, { waitUntil: "networkidle" });
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
	await context.close();
	return { ...traffic, cpu: cpuMilliseconds(site.web.pid) - before, cookie };
}
