/**
 * Compares as many processes of the web as npm start runs with one, over the same database, from one build in one run: at the answer, at pages
 * that React draws, where the web does most of the work, and at home. By the clock, where PostgreSQL and what asks share the processors with
 * them; and by the web's own processor time, which says what they would give if each had a processor to itself. Beside each, who used the
 * processors meanwhile.
 */
import { availableParallelism, cpus } from "node:os";
import { chromium } from "@playwright/test";
import { freePort } from "@/db/embedded/free-port";
import { browser } from "../support/browser";
import { childrenMilliseconds, familyMilliseconds } from "./support/cpu";
import { measuredJourney } from "./support/journey";
import { load } from "./support/load";
import { alone, compared, median, type Row } from "./support/row";
import { startBenchSite } from "./support/site";

const rounds = 5;
const seconds = 4;
/** Several for each process, because connections do not spread evenly; no more, or pages that React draws are refused on a busy machine. */
const connections = 12;

/** 1.7 times on two processors: what each of several processes must give of what one alone gives for the same processor time. */
const leastEfficiency = 0.85;

type Burst = { perSecond: number; perProcessorSecond: number };

/** The processors' time so far in milliseconds: of the web's processes, of this one, which asks, and of everybody on the machine. */
function processorsUsed(web: number): { web: number; generator: number; everybody: number } {
	const { user, system } = process.cpuUsage();
	const everybody = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
	return { web: familyMilliseconds(web), generator: (user + system) / 1_000, everybody };
}

export async function run(): Promise<Row[]> {
	const site = await startBenchSite();
	try {
		const port = String(await freePort());
		const processes = String(availableParallelism());
		const { pid } = await site.startWeb("web-processes", { PORT: port, WEB_PROCESSES: processes });
		const launched = await chromium.launch(await browser());
		const { cookie } = await measuredJourney(launched, site).finally(() => launched.close());
		const headers = { "accept-encoding": "gzip", accept: "text/html", cookie };
		const burst = async (origin: string, web: number, path: string): Promise<Burst> => {
			const before = familyMilliseconds(web);
			const { perSecond } = await load(origin + path, headers, seconds, connections);
			return { perSecond, perProcessorSecond: (perSecond * seconds * 1_000) / (familyMilliseconds(web) - before) };
		};
		const rows: Row[] = [];
		for (const [name, path, bound] of [
			["plan", "/plan", 1.7],
			["preferences", "/preferences", 1.7],
			["the answer", "/check", null],
			["home", "/", null],
		] as const) {
			const pairs: { many: Burst; one: Burst }[] = [];
			const shares: number[] = [];
			const used = { web: 0, generator: 0, everybody: 0 };
			for (let round = 0; round <= rounds; round++) {
				// Alternates, so that other load on the machine affects both equally. The first round warms them up.
				const one = await burst(site.url, site.web.pid, path);
				const before = processorsUsed(pid);
				const processesBefore = childrenMilliseconds(pid);
				const many = await burst(`http://localhost:${port}`, pid, path);
				const after = processorsUsed(pid);
				if (round === 0) continue;
				pairs.push({ many, one });
				const each = childrenMilliseconds(pid).map((now, at) => now - (processesBefore[at] ?? 0));
				shares.push((100 * Math.min(...each)) / each.reduce((sum, one) => sum + one, 0));
				for (const who of ["web", "generator", "everybody"] as const) used[who] += after[who] - before[who];
			}
			const ratioOf = (what: keyof Burst) => median(pairs.map(({ many, one }) => many[what] / one[what]));
			const rateOf = (what: keyof Burst, name: string, unit: string, bound: number | null): Row => ({
				...compared(
					name,
					median(pairs.map(({ many }) => many[what])),
					median(pairs.map(({ one }) => one[what])),
					unit,
					"higher",
					bound,
				),
				ratio: Number(ratioOf(what).toPrecision(3)),
			});
			rows.push(
				rateOf("perSecond", `${name}, ${processes} processes against one`, "requests/s", bound),
				rateOf(
					"perProcessorSecond",
					`${name}, for a second of the web's processor, ${processes} processes against one`,
					"requests",
					leastEfficiency,
				),
				alone(`${name}: the less busy process's share of the web's work`, median(shares), "%", "higher"),
			);
			const share = (who: "web" | "generator") => (100 * used[who]) / used.everybody;
			rows.push(
				alone(`${name}: the web's share of the processors' work`, share("web"), "%", "higher"),
				alone(`${name}: the generator's share`, share("generator"), "%", "lower"),
			);
		}
		return rows;
	} finally {
		await site.stop();
	}
}
