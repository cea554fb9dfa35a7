/**
 * Compares as many processes of the web as npm start runs with one, over the same database, from one build in one run: at pages of one person
 * and at home. PostgreSQL and what asks run on the machine's own processors beside the web; so that they take nothing from it, the web runs on
 * slow ones (support/slow-processors.ts), as many as the machine has, of which one process can use one, and its other threads the others. Where
 * these cannot be made, all share the machine's, and no bound is judged. Beside each, who used the processors meanwhile.
 */
import { readdirSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { chromium } from "@playwright/test";
import { freePort } from "@/db/embedded/free-port";
import { browser } from "../support/browser";
import { childrenMilliseconds, familyMilliseconds, parentOf } from "./support/cpu";
import { measuredJourney } from "./support/journey";
import { load } from "./support/load";
import { alone, compared, median, type Row } from "./support/row";
import { startBenchSite } from "./support/site";
import { SlowProcessors, slowShare } from "./support/slow-processors";

const rounds = 11;
const seconds = 2;
/** Several for each process, because connections do not spread evenly; no more, or a slow processor lets pages wait until they are refused. */
const connections = 8;

/** How much more as many processes as processors must give than one: 1.7 times on two. */
const leastOfEach = 0.85;

type Burst = { perSecond: number; perProcessorSecond: number };

/** The processors' time so far in milliseconds: of the web's processes, of this one, which asks, and of everybody on the machine. */
function processorsUsed(web: number): { web: number; generator: number; everybody: number } {
	const { user, system } = process.cpuUsage();
	const everybody = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
	return { web: familyMilliseconds(web), generator: (user + system) / 1_000, everybody };
}

/** Returns the processes of a web: itself, those that serve for it, and those that translate its code, which do nothing by then. */
const processesOf = (web: number): number[] => [
	web,
	...readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && parentIs(Number(name), web))
		.map(Number),
];

function parentIs(pid: number, parent: number): boolean {
	try {
		return parentOf(pid) === parent;
	} catch {
		// It has just ended.
		return false;
	}
}

type Web = { url: string; pid: number; slow: SlowProcessors | undefined };
type Pair = { many: Burst; one: Burst };
const pagesAsked = [
	["plan", "/plan"],
	["preferences", "/preferences"],
	["the answer", "/check"],
	["home", "/"],
] as const;

async function burst({ url, pid, slow }: Web, path: string, headers: Record<string, string>): Promise<Burst> {
	slow?.hold(processesOf(pid));
	const before = familyMilliseconds(pid);
	const { perSecond } = await load(url + path, headers, seconds, connections);
	return { perSecond, perProcessorSecond: (perSecond * seconds * 1_000) / (familyMilliseconds(pid) - before) };
}

/** Compares the two at a page, in alternation, so that other load on the machine affects both equally. */
async function comparedAt(one: Web, many: Web, name: string, path: string, headers: Record<string, string>) {
	const processes = availableParallelism();
	const pairs: Pair[] = [];
	const shares: number[] = [];
	const used = { web: 0, generator: 0, everybody: 0 };
	for (let round = 0; round < rounds; round++) {
		const alone = await burst(one, path, headers);
		const before = processorsUsed(many.pid);
		const processesBefore = childrenMilliseconds(many.pid);
		pairs.push({ one: alone, many: await burst(many, path, headers) });
		const after = processorsUsed(many.pid);
		const each = childrenMilliseconds(many.pid).map((now, at) => now - (processesBefore[at] ?? 0));
		shares.push((100 * Math.min(...each)) / each.reduce((sum, one) => sum + one, 0));
		for (const who of ["web", "generator", "everybody"] as const) used[who] += after[who] - before[who];
	}
	const rateOf = (what: keyof Burst, name: string, unit: string, bound: number | null): Row => ({
		...compared(
			name,
			median(pairs.map(({ many }) => many[what])),
			median(pairs.map(({ one }) => one[what])),
			unit,
			"higher",
			bound,
		),
		ratio: Number(median(pairs.map(({ many, one }) => many[what] / one[what])).toPrecision(3)),
	});
	const share = (who: "web" | "generator") => (100 * used[who]) / used.everybody;
	return [
		rateOf(
			"perSecond",
			`${name}, ${processes} processes against one`,
			"requests/s",
			many.slow ? leastOfEach * processes : null,
		),
		rateOf("perProcessorSecond", `${name}, the same for a second of the web's processor`, "requests", null),
		alone(`${name}: the less busy process's share of the web's work`, median(shares), "%", "higher"),
		alone(`${name}: the web's share of the processors' work`, share("web"), "%", "higher"),
		alone(`${name}: the generator's share`, share("generator"), "%", "lower"),
	];
}

export async function run(): Promise<Row[]> {
	const processes = availableParallelism();
	const site = await startBenchSite();
	const slow = ["one", "many"].map((name) => SlowProcessors.make(name, processes));
	try {
		const port = String(await freePort());
		const { pid } = await site.startWeb("web-processes", { PORT: port, WEB_PROCESSES: String(processes) });
		const launched = await chromium.launch(await browser());
		const { cookie } = await measuredJourney(launched, site).finally(() => launched.close());
		const headers = { "accept-encoding": "gzip", accept: "text/html", cookie };
		const webs = [
			{ url: site.url, pid: site.web.pid, slow: undefined },
			{ url: `http://localhost:${port}`, pid, slow: undefined },
		];
		// On the machine's own processors, so that the code of every page is compiled and its threads are there.
		for (const [, path] of pagesAsked) for (const web of webs) await burst(web, path, headers);
		const [one, many] = webs.map((web, at) => ({ ...web, slow: slow[at] }));
		if (!one || !many) throw new Error("there are two webs");
		if (many.slow)
			console.log(`The web runs on ${processes} emulated processors, each ${slowShare} of one of the machine's.`);
		else
			console.log(
				"No slow processors can be made here (root and a writable cgroup do it), so web, PostgreSQL and what asks share the machine's. No bound is judged.",
			);
		const rows: Row[] = [];
		for (const [name, path] of pagesAsked) rows.push(...(await comparedAt(one, many, name, path, headers)));
		return rows;
	} finally {
		await site.stop();
		for (const each of slow) await each?.remove();
	}
}
