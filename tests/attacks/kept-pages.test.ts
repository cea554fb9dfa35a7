/** Public pages while none can be drawn, though the database answers. */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, expect, inject, it } from "vitest";

const site = inject("site");
const owner = new pg.Pool({ connectionString: site.database, max: 1 });
owner.on("error", () => {});
afterAll(() => owner.end());

const pages = ["/", "/cy", "/updates", "/incidents/may-2020-fundraising-supplier", "/feeds/updates.xml"];

async function ask(page: string): Promise<string> {
	const answer = await fetch(`http://127.0.0.1:${site.port}${page}`);
	// The words alone: an empty boundary of React's may come or go between two drawings.
	const words = (await answer.text()).replace(/<!--.*?-->|<[^>]+>/gs, " ").replace(/\s+/g, " ");
	return `${answer.status} ${words}`;
}

/** Returns what the pages say, once it is the same after the time for which a page counts as fresh. */
async function settled(): Promise<string[]> {
	let before: string[] = [];
	for (let round = 0; round < 10; round++) {
		const now = await Promise.all(pages.map(ask));
		if (now.join() === before.join()) return now;
		before = now;
		await wait(6_000);
	}
	throw new Error("the public pages do not settle within a minute");
}

it("a public page whose drawing fails is served as it was kept, and drawn anew once it can be", async () => {
	const before = await settled();
	expect(before.filter((text) => !text.startsWith("200 "))).toEqual([]);
	// Not a lost connection: a statement that is refused, as any bug in a page would throw.
	await owner.query("revoke select on incident, incident_update from selfcheck_web");
	try {
		// A page counts as fresh for five seconds. The first reader after them makes Next draw it; the next ones meet the result.
		for (let round = 0; round < 4; round++) {
			await wait(3_000);
			expect(await Promise.all(pages.map(ask))).toEqual(before);
		}
	} finally {
		await owner.query("grant select on incident, incident_update to selfcheck_web");
	}
	await owner.query("update incident set title_en = title_en || ' anew', question_en = question_en || ' anew'");
	await expect
		.poll(() => ask("/incidents/may-2020-fundraising-supplier"), { timeout: 40_000, interval: 1_000 })
		.toContain(" anew");
}, 120_000);
