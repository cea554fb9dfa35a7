/**
 * The site at half load for SOAK_MINUTES (20 unless said otherwise; `npm run bench soak`, not part of `npm run bench`): what web and worker keep
 * in memory, their descriptors and their connections to the database stay the same. What they keep is counted from all of their objects while
 * nobody asks, once they are warm and at the end, without the machine code that V8 goes on making of the program for hours: that is a row of
 * its own.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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
/** How long caches fill before anything is counted, as a share of all. */
const warmUp = 0.4;
/** How long nobody asks before what is kept is counted: what was under way has ended, and connections that were idle for 30 s are closed. */
const quietMs = 45_000;
const pages = ["/", "/guidance", "/updates", "/check", "/plan", "/preferences", "/feeds/updates.xml", "/cy"];

type Part = { name: string; pid: number; file: string };
/** What a program keeps, at a time in milliseconds: resident bytes, descriptors, and bytes after a collection of garbage. `code` is what V8 has made of the program to run it. */
type Kept = { at: number; rss: number; descriptors: number; data: number; code: number };

const folder = path.resolve(".data", "bench", "soak");
const variables = (name: string) => ({
	NODE_OPTIONS: `--import=${pathToFileURL(path.resolve("tests/bench/support/memory-report.mjs")).href}`,
	MEMORY_REPORT: path.join(folder, `${name}.json`),
});

/** Counts what a program keeps, from all of its objects. Halts it for seconds. */
async function keptBy({ pid, file }: Part): Promise<Kept> {
	const at = performance.now();
	rmSync(file, { force: true });
	process.kill(pid, "SIGUSR2");
	while (!existsSync(file)) await wait(50);
	const report: { rss: number; descriptors: number } = JSON.parse(readFileSync(file, "utf8"));
	const { snapshot, nodes } = JSON.parse(readFileSync(`${file}.heapsnapshot`, "utf8"));
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
	const kept = { ...report, at, data: 0, code: 0 };
	for (let node = 0; node < nodes.length; node += fields.length) {
		// V8's hidden objects are lists of the code that depends on a shape of objects.
		const isCode = ["code", "hidden"].includes(types[type][nodes[node + type]]);
		kept[isCode ? "code" : "data"] += nodes[node + size];
	}
	return kept;
}

/** Sends half of what the site can answer, and a person who signs in every second, until it is over. Calls `onceWarm` in between, while nobody asks. */
async function halfLoad(
	site: Site,
	url: string,
	port: number,
	onceWarm: () => Promise<void>,
): Promise<{ told: Arrival[]; perSecond: number; people: number }> {
	const cookie = await signInAndCheck({ url, port, mailbox: site.mailbox }, sampleMembers[0]?.email ?? "");
	const headers = { cookie, accept: "text/html", "accept-encoding": "gzip" };
	// Each by itself: asked at once, the cheap pages would be most of what is answered, and they are not when all come as often.
	let secondsForEach = 0;
	for (const page of pages) secondsForEach += 1 / (await load(url + page, headers, 2, 4)).perSecond;
	const perSecond = pages.length / secondsForEach / 2;
	const told: Arrival[] = [];
	let people = 0;
	const page = (at: number) => ({ path: pages[at % pages.length] ?? "/", headers });
	const loadUntil = async (end: number) => {
		const signingIn = (async () => {
			for (; Date.now() < end; people++) {
				await signInAndCheck({ url, port, mailbox: site.mailbox }, `soak.${people}@example.org`);
				await wait(1_000);
			}
		})();
		while (Date.now() < end) {
			const some = await arrivals({ origin: url, perSecond, seconds: 10, page });
			// What went well is kept as a sample: an hour of all of them would be this process's own leak.
			told.push(...some.filter(({ status }, at) => status !== 200 || at % 50 === 0));
		}
		await signingIn;
	};
	const length = minutes * 60_000;
	await loadUntil(Date.now() + warmUp * length);
	await onceWarm();
	await loadUntil(Date.now() + (1 - warmUp) * length);
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
			(await database.query("select count(*)::int as n from pg_stat_activity where backend_type = 'client backend'"))
				.rows[0].n as number;
		const kept = new Map<string, Kept[]>(parts.map(({ name }) => [name, []]));
		const open: number[] = [];
		const count = async () => {
			await wait(quietMs);
			open.push(await connections());
			for (const part of parts) kept.get(part.name)?.push(await keptBy(part));
		};
		const { told, perSecond, people } = await halfLoad(site, url, port, count);
		await count();
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
		for (const { name } of parts) {
			const [warm, end] = kept.get(name) ?? [];
			if (!warm || !end) throw new Error(`${name} was not counted twice`);
			const hours = (end.at - warm.at) / 3_600_000;
			rows.push(
				alone(`${name}: resident`, end.rss / 1e6, "MB", "lower"),
				alone(`${name}: data kept after a collection of garbage`, end.data / 1e6, "MB", "lower"),
				alone(`${name}: slope of that`, (end.data - warm.data) / 1e6 / hours, "MB/h", "lower", 1),
				alone(`${name}: slope of compiled code`, (end.code - warm.code) / 1e6 / hours, "MB/h", "lower"),
				alone(`${name}: descriptors left over`, end.descriptors - warm.descriptors, "", "lower", 0),
			);
		}
		const [warm = 0, end = 0] = open;
		rows.push(alone("connections to the database left over", end - warm, "", "lower", 0));
		return rows;
	} finally {
		await site.stop();
	}
}
