import type { CDPSession, Page } from "@playwright/test";

export type Traffic = { requests: number; bytes: number };

/** Counts the requests of a page over the network and the transferred bytes: compressed, headers included. */
export async function countTraffic(page: Page): Promise<Traffic> {
	const traffic: Traffic = { requests: 0, bytes: 0 };
	const session: CDPSession = await page.context().newCDPSession(page);
	await session.send("Network.enable");
	session.on("Network.requestWillBeSent", () => {
		traffic.requests++;
	});
	session.on("Network.requestServedFromCache", () => {
		traffic.requests--;
	});
	session.on("Network.loadingFinished", ({ encodedDataLength }) => {
		traffic.bytes += encodedDataLength;
	});
	return traffic;
}
