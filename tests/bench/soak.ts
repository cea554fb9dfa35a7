/**
 * The site at half load for SOAK_MINUTES (20 unless said otherwise; `npm run bench soak`, not part of `npm run bench`): what web and worker keep
 * in memory after a collection of garbage, their descriptors and their connections to the database stay the same.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { signInAndCheck } from "../support/http-journey";
import { type Arrival, arrivals, quantile } from "./support/arrivals";
import { load } from "./support/load";
import { alone, type Row } from "./support/row";
import { startBenchSite } from "./support/site";

const minutes = Number(process.env.SOAK_MINUTES ?? 20);
/** How long caches fill before anything is compared, as a share of all. */
const warmUp = 0.4;
const sampleMs = 10_000;
const pages = ["/", "/guidance", "/updates", "/check", "/plan", "/preferences", "/feeds/updates.xml", "/cy"];

type Report = { kept: number; rss: number; descriptors: number; resources: number };
type Part = { name: string; pid: number; file: string };
type Sample = Report & { at: number };

const folder = path.resolve(".data", "bench", "soak");
const variables = (name: string) => ({
	NODE_OPTIONS: `--import=${pathToFileURL(path.resolve("tests/bench/support/memory-report.mjs")).href}`,
	MEMORY_REPORT: path.join(folder, `${name}.json`),
});

/** Asks a program for its report. */
async function reportOf({ pid, file }: Part): Promise<Report> {
	rmSync(file, { force: true });
	process.kill(pid, "SIGUSR2");
	for (;;) {
		await wait(50);
		try {
			return JSON.parse(readFileSync(file, "utf8"));
		} catch {
			// It is not written yet, or not whole.
		}
	}
}

/** Returns the slope of a figure over time by least squares, in an hour. */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
	const middle = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const at = middle(samples.map((sample) => sample.at));
	const value = middle(samples.map(of));
	const up = samples.reduce((sum, sample) => sum + (sample.at - at) * (of(sample) - value), 0);
	return (up / samples.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0)) * 3_600_000;
}

/** Sends half of what the site can answer, and a person who signs in every second, until it is over. */
async function halfLoad(
	site: Site,
	url: string,
	port: number,
): Promise<{ told: Arrival[]; perSecond: number; people: number }> {
	const cookie = await signInAndCheck({ url, port, mailbox: site.mailbox }, sampleMembers[0]?.email ?? "");
	const headers = { cookie, accept: "text/html", "accept-encoding": "gzip" };
	const whole = await Promise.all(pages.map((page) => load(url + page, headers, 4, 2)));
	const perSecond = whole.reduce((sum, one) => sum + one.perSecond, 0) / 2;
	const told: Arrival[] = [];
	const end = Date.now() + minutes * 60_000;
	let people = 0;
	const signingIn = (async () => {
		for (; Date.now() < end; people++) {
			await signInAndCheck({ url, port, mailbox: site.mailbox }, `soak.${people}@example.org`);
			await wait(1_000);
		}
	})();
	while (Date.now() < end) {
		const page = (at: number) => ({ path: pages[at % pages.length] ?? "/", headers });
		const some = await arrivals({ origin: url, perSecond, seconds: 10, page });
		// What went well is kept as a sample: an hour of all of them would be this process's own leak.
		told.push(...some.filter(({ status }, at) => status !== 200 || at % 50 === 0));
	}
	await signingIn;
	return { told, perSecond, people };
}

export async function run(): Promise<Row[]> {
	const site = await startBenchSite();
	try {
		mkdirSync(folder, { recursive: true });
		const port = await freePort();
		const url = `http://localhost:${port}`;
		const web = await site.startWeb("web-soak", { PORT: String(port), SITE_URL: url, ...variables("web") });
		const worker = site.startWorker("worker-soak", variables("worker"));
		await site.worker.stop();
		const parts: Part[] = [
			{ name: "web", pid: web.pid, file: path.join(folder, "web.json") },
			{ name: "worker", pid: worker.pid, file: path.join(folder, "worker.json") },
		];
		const database = new pg.Client({ connectionString: site.administrator });
		await database.connect();
		const connections = async () =>
			(await database.query("select count(*)::int as n from pg_stat_activity")).rows[0].n as number;
		const samples = new Map<string, Sample[]>(parts.map(({ name }) => [name, []]));
		const open: number[] = [];
		let over = false;
		const start = Date.now();
		const sampling = (async () => {
			while (!over) {
				await wait(sampleMs);
				for (const part of parts) samples.get(part.name)?.push({ ...(await reportOf(part)), at: Date.now() - start });
				open.push(await connections());
			}
		})();
		const { told, perSecond, people } = await halfLoad(site, url, port).finally(() => {
			over = true;
		});
		await sampling;
		await database.end();
		const rows: Row[] = [
			alone("minutes at half load", minutes, "min", "higher"),
			alone("pages", perSecond, "requests/s", "higher"),
			alone("sign-ins with a code", people, "people", "higher"),
			alone("pages, p99", quantile(told, 0.99), "ms", "lower"),
			alone("pages that are not 200", told.filter(({ status }) => status !== 200).length, "requests", "lower", 0),
		];
		for (const { path, status, ms } of told.filter(({ status }) => status !== 200))
			console.log(`not 200: ${path} answered ${status} after ${Math.round(ms)} ms`);
		const growth = (values: number[]) => {
			const early = Math.floor(values.length * warmUp);
			return Math.max(...values.slice(-10)) - Math.max(...values.slice(early, early + 10));
		};
		for (const { name } of parts) {
			const all = samples.get(name) ?? [];
			const late = all.slice(Math.floor(all.length * warmUp));
			const last = late.at(-1);
			rows.push(
				alone(`${name}: kept after a collection of garbage`, (last?.kept ?? 0) / 1e6, "MB", "lower"),
				alone(
					`${name}: slope of that`,
					slope(late, ({ kept }) => kept / 1e6),
					"MB/h",
					"lower",
					1,
				),
				alone(`${name}: resident`, (last?.rss ?? 0) / 1e6, "MB", "lower"),
				alone(
					`${name}: descriptors, more than after the warm-up`,
					growth(all.map(({ descriptors }) => descriptors)),
					"",
					"lower",
					2,
				),
			);
		}
		rows.push(alone("connections to the database, more than after the warm-up", growth(open), "", "lower", 0));
		return rows;
	} finally {
		await site.stop();
	}
}
