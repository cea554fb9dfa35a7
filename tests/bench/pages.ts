/** Compares the cost of the busiest pages with empty pages, from one build in one run. */
import { chromium } from "@playwright/test";
import type { Site } from "@/lib/commands/demo/site";
import { browser } from "../support/browser";
import { affectedPerson } from "../support/demo-people";
import { cpuMilliseconds, quiet } from "./support/cpu";
import { firstVisit, measuredJourney, warmingJourney } from "./support/journey";
import { type Load, load } from "./support/load";
import { queriesDuring } from "./support/queries";
import { alone, compared, median, type Row } from "./support/row";
import { startBenchSite } from "./support/site";

const rounds = 5;
const seconds = 2;
const journeys = 3;
/** How many visits come between those after the start and those of a process that has served for a while. */
const warming = 60;
/** Headers of a browser, which accepts compression, and of a proxy that compresses itself. */
const asBrowser = { "accept-encoding": "gzip", accept: "text/html" };
const asProxy = { "accept-encoding": "identity", accept: "text/html" };

export async function run(): Promise<Row[]> {
	const site = await startBenchSite();
	try {
		const launched = await chromium.launch(await browser());
		try {
			const visit = await firstVisit(launched, site);
			await quiet(site.web.pid);
			const trips: Awaited<ReturnType<typeof measuredJourney>>[] = [];
			for (let at = 0; at < journeys; at++) trips.push(await measuredJourney(launched, site));
			const cookie = trips.at(-1)?.cookie ?? "";
			for (let at = 0; at < warming; at++) await warmingJourney(site, affectedPerson(at).email);
			await quiet(site.web.pid);
			const later: typeof trips = [];
			for (let at = warming; at < warming + journeys; at++)
				later.push(await measuredJourney(launched, site, affectedPerson(at).email));
			const middle = (of: (trip: (typeof trips)[number]) => number) => median(trips.map(of));
			return [
				...(await besideEmpty(site, "home, to a proxy", "/", "/empty", asProxy, 0.9)),
				...(await besideEmpty(site, "home, to a browser", "/", "/empty", asBrowser, 0.9)),
				...(await besideEmpty(site, "answer, to a browser", "/check", "/check/empty", { ...asBrowser, cookie }, 0.9)),
				alone("first visit to home, compressed, fonts in", visit.bytes / 1_000, "kB", "lower", 200),
				alone("first visit to home", visit.requests, "requests", "lower"),
				alone(
					"journey home to preferences",
					middle((trip) => trip.requests),
					"requests",
					"lower",
					25,
				),
				alone("journey home to preferences", middle((trip) => trip.bytes) / 1_000, "kB", "lower", 150),
				alone(
					`journey home to preferences, web's processor, the first ${journeys} since the start`,
					middle((trip) => trip.cpu),
					"ms",
					"lower",
				),
				alone(
					`journey home to preferences, web's processor, after ${journeys + warming} others`,
					median(later.map((trip) => trip.cpu)),
					"ms",
					"lower",
				),
				...(await sizes(site, cookie)),
				...(await queries(site, cookie)),
			];
		} finally {
			await launched.close();
		}
	} finally {
		await site.stop();
	}
}

/** Alternates between the two, so that other load on the machine affects both equally. */
async function besideEmpty(
	site: Site,
	name: string,
	page: string,
	empty: string,
	headers: Record<string, string>,
	bound: number,
): Promise<Row[]> {
	const burst = async (path: string): Promise<Load & { cpu: number }> => {
		const before = cpuMilliseconds(site.web.pid);
		const result = await load(site.url + path, headers, seconds);
		return { ...result, cpu: (cpuMilliseconds(site.web.pid) - before) / (result.perSecond * seconds) };
	};
	await burst(page);
	await burst(empty);
	const pairs: { page: Awaited<ReturnType<typeof burst>>; empty: Awaited<ReturnType<typeof burst>> }[] = [];
	for (let round = 0; round < rounds; round++)
		pairs.push(
			round % 2
				? { empty: await burst(empty), page: await burst(page) }
				: { page: await burst(page), empty: await burst(empty) },
		);
	const middle = (of: (pair: (typeof pairs)[number]) => number) => median(pairs.map(of));
	const rate = compared(
		`${name} against an empty page`,
		middle((pair) => pair.page.perSecond),
		middle((pair) => pair.empty.perSecond),
		"requests/s",
		"higher",
		bound,
	);
	return [
		{ ...rate, ratio: Number(middle((pair) => pair.page.perSecond / pair.empty.perSecond).toPrecision(3)) },
		compared(
			`${name}, web's processor a request`,
			middle((pair) => pair.page.cpu),
			middle((pair) => pair.empty.cpu),
			"ms",
			"lower",
		),
	];
}

async function sizes(site: Site, cookie: string): Promise<Row[]> {
	const size = async (path: string, headers: Record<string, string> = {}) =>
		(await (await fetch(site.url + path, { headers })).arrayBuffer()).byteLength / 1_000;
	return [
		alone("home, HTML", await size("/"), "kB", "lower", 40),
		alone("answer, HTML", await size("/check", { cookie }), "kB", "lower", 60),
	];
}

async function queries(site: Site, cookie: string): Promise<Row[]> {
	const times = 10;
	const rows: Row[] = [];
	for (const path of ["/", "/check", "/plan", "/preferences"]) {
		const ask = () =>
			fetch(site.url + path, { headers: { cookie }, redirect: "manual" }).then((answer) => answer.text());
		await ask();
		const count = await queriesDuring(site.administrator, async () => {
			for (let at = 0; at < times; at++) await ask();
		});
		rows.push(alone(`${path}, queries a page`, count / times, "queries", "lower"));
	}
	return rows;
}
