/** Compares as many processes of the web as npm start runs with one, over the same database, from one build in one run. */
import { availableParallelism } from "node:os";
import { chromium } from "@playwright/test";
import { freePort } from "@/db/embedded/free-port";
import { browser } from "../support/browser";
import { measuredJourney } from "./support/journey";
import { load } from "./support/load";
import { compared, median, type Row } from "./support/row";
import { startBenchSite } from "./support/site";

const rounds = 5;
const seconds = 4;
/** Several for each process, because connections do not spread evenly. */
const connections = 32;

export async function run(): Promise<Row[]> {
	const site = await startBenchSite();
	try {
		const port = String(await freePort());
		const processes = String(availableParallelism());
		await site.startWeb("web-processes", { PORT: port, WEB_PROCESSES: processes });
		const launched = await chromium.launch(await browser());
		const { cookie } = await measuredJourney(launched, site).finally(() => launched.close());
		const headers = { "accept-encoding": "gzip", accept: "text/html", cookie };
		const burst = async (origin: string, path: string) =>
			(await load(origin + path, headers, seconds, connections)).perSecond;
		const rows: Row[] = [];
		for (const [name, path, bound] of [
			["the answer", "/check", 1.7],
			["home", "/", null],
		] as const) {
			const pairs: { many: number; one: number }[] = [];
			for (let round = 0; round <= rounds; round++) {
				// Alternates, so that other load on the machine affects both equally. The first round warms them up.
				const one = await burst(site.url, path);
				const many = await burst(`http://localhost:${port}`, path);
				if (round > 0) pairs.push({ many, one });
			}
			const rate = compared(
				`${name}, ${processes} processes against one`,
				median(pairs.map(({ many }) => many)),
				median(pairs.map(({ one }) => one)),
				"requests/s",
				"higher",
				bound,
			);
			rows.push({ ...rate, ratio: Number(median(pairs.map(({ many, one }) => many / one)).toPrecision(3)) });
		}
		return rows;
	} finally {
		await site.stop();
	}
}
