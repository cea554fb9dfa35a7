import type { Page } from "@playwright/test";

/** Slows a page's connection down to "slow 3G", so that a second press comes while the first is under way. */
export async function onSlow3g(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const bytes = (400 * 1024) / 8;
	await session.send("Network.enable");
	await session.send("Network.emulateNetworkConditions", {
		offline: false,
		latency: 400,
		downloadThroughput: bytes,
		uploadThroughput: bytes,
	});
}
