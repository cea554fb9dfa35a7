/**
 * The site through the front that `npm run front -- nginx` configures: public pages beside the same bytes served by nginx as files, pages
 * at fixed rates of arrival, and two and ten times as many arrivals as answers. Needs nginx on this machine.
 */
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { signInAndCheck } from "../support/http-journey";
import { certificateLines, nginxIsInstalled, startNginxFront } from "../support/nginx-front";
import { type Arrival, arrivals, quantile } from "./support/arrivals";
import { startAsking } from "./support/arrivals-apart";
import { cpuMilliseconds, quiet } from "./support/cpu";
import { load } from "./support/load";
import { alone, compared, median, type Row } from "./support/row";
import { startBenchSite } from "./support/site";

const rounds = 5;
const seconds = 3;
const asBrowser = { "accept-encoding": "gzip", accept: "text/html" };
const affected = "Your records were in the affected data";
/** Public pages as visitors ask for them: home most of all. */
const publicPages = ["/", "/", "/", "/", "/guidance", "/updates", "/contact", "/verify", "/privacy", "/cy"];
/** Arrivals in a second at which public pages are timed. */
const rates = [100, 400];
/** How many times as many answers are asked for as the site can give, and for how long. */
const overloads = [
	{ times: 2, seconds: 20 },
	{ times: 10, seconds: 60 },
];
const clients = 250;

type Through = {
	site: Site;
	origin: string;
	files: string;
	nginx: number;
	web: number;
	metrics: string;
	cookie: string;
};

/** Fetches a page of the front as a browser gets it, compressed. */
function fetched(url: string): Promise<{ bytes: Buffer; headers: IncomingMessage["headers"] }> {
	return new Promise((resolve, reject) => {
		get(url, { headers: asBrowser, rejectUnauthorized: false }, async (response) =>
			resolve({ bytes: Buffer.concat(await response.toArray()), headers: response.headers }),
		).once("error", reject);
	});
}

/** A server of nginx that sends the files of a folder, with headers like the front's. */
const filesServer = (folder: string, port: number) => `server {
	listen 127.0.0.1:${port} ssl http2;
	${certificateLines(folder)}
	ssl_protocols TLSv1.2 TLSv1.3;
	root ${folder}/files;
	gzip_static on;
	charset utf-8;
	types { text/html html; }
	include ${folder}/headers.conf;
}`;

/** Writes a page as a file, and the headers that came with it. */
async function writeAsFile(folder: string, url: string): Promise<void> {
	const { bytes, headers } = await fetched(url);
	if (headers["content-encoding"] !== "gzip") throw new Error("the front did not compress the page");
	mkdirSync(path.join(folder, "files"), { recursive: true });
	writeFileSync(path.join(folder, "files", "index.html.gz"), bytes);
	writeFileSync(path.join(folder, "files", "index.html"), "");
	const own = /^(date|server|connection|content-.*(?<!policy)|etag|last-modified|transfer-encoding|keep-alive)$/;
	const lines = Object.entries(headers)
		.filter(([name]) => !own.test(name))
		.map(([name, value]) => `add_header ${name} ${JSON.stringify(String(value))};`);
	writeFileSync(path.join(folder, "headers.conf"), lines.join("\n"));
}

/** Returns how many requests the web has handed to its pages. */
async function originRequests({ metrics }: Through): Promise<number> {
	const text = await (await fetch(metrics)).text();
	return [...text.matchAll(/^selfcheck_requests_total\{[^}]*\} (\d+)/gm)].reduce(
		(sum, [, count]) => sum + Number(count),
		0,
	);
}

/** Alternates between the front and the files. A rate is of nginx's processor time, since the generator takes most of the machine's. */
async function besideFiles(through: Through): Promise<Row[]> {
	const burst = async (url: string) => {
		const before = cpuMilliseconds(through.nginx);
		const { perSecond, bytes } = await load(url, asBrowser, seconds, 16);
		const asked = perSecond * seconds;
		return { perSecond, bytes, asked, perCpuSecond: asked / ((cpuMilliseconds(through.nginx) - before) / 1_000) };
	};
	const [front, files] = [`${through.origin}/`, `${through.files}/`];
	await burst(front);
	await burst(files);
	const pairs: Record<"front" | "files", Awaited<ReturnType<typeof burst>>>[] = [];
	let origin = 0;
	for (let round = 0; round < rounds; round++) {
		const before = await originRequests(through);
		const ofFront = await burst(front);
		origin += (await originRequests(through)) - before;
		pairs.push({ front: ofFront, files: await burst(files) });
	}
	const of = (which: "front" | "files", what: "perSecond" | "perCpuSecond" | "bytes") =>
		median(pairs.map((pair) => pair[which][what]));
	// The page may be drawn anew meanwhile, with another time on it, which compresses to a byte more or less.
	if (Math.abs(of("front", "bytes") - of("files", "bytes")) > 10)
		throw new Error("the two did not send the same bytes");
	const asked = pairs.reduce((sum, pair) => sum + pair.front.asked, 0);
	const ratio = Number(median(pairs.map((pair) => pair.front.perCpuSecond / pair.files.perCpuSecond)).toPrecision(3));
	return [
		{
			...compared(
				"home through the front, beside files",
				of("front", "perCpuSecond"),
				of("files", "perCpuSecond"),
				"requests/s of nginx's processor",
				"higher",
				0.67,
			),
			ratio,
		},
		compared(
			"home through the front, beside files",
			of("front", "perSecond"),
			of("files", "perSecond"),
			"requests/s",
			"higher",
			0.67,
		),
		alone(
			`origin requests in a million of home, ${Math.round(of("front", "perSecond"))} a second`,
			(origin / asked) * 1e6,
			"requests",
			"lower",
		),
	];
}

/** Asks for each public page. One that nginx does not keep yet is fetched once, and whoever asks meanwhile waits half a second (proxy_cache_lock). */
async function fillCache({ origin }: Through): Promise<void> {
	for (const page of new Set(publicPages)) await load(origin + page, asBrowser, 0.1, 1);
}

/** Times public pages at fixed rates of arrival, and counts what reaches the web. */
async function atRates(through: Through): Promise<Row[]> {
	const rows: Row[] = [];
	await fillCache(through);
	for (const perSecond of rates) {
		const before = await originRequests(through);
		const told = await arrivals({
			origin: through.origin,
			perSecond,
			seconds: 10,
			clients,
			page: (at) => ({ path: publicPages[at % publicPages.length] ?? "/", headers: asBrowser }),
		});
		const origin = (await originRequests(through)) - before;
		const name = `public pages at ${perSecond} arrivals a second`;
		rows.push(
			alone(`${name}, p50`, quantile(told, 0.5), "ms", "lower"),
			alone(`${name}, p99`, quantile(told, 0.99), "ms", "lower", 200),
			alone(`${name}, not 200`, told.filter(({ status }) => status !== 200).length, "requests", "lower", 0),
			alone(`${name}, origin requests in a million`, (origin / told.length) * 1e6, "requests", "lower"),
		);
	}
	return rows;
}

/** Asks for the answer until ten in a row come within a second. Returns the seconds that took. */
async function recovered(origin: string, cookie: string): Promise<number> {
	const start = performance.now();
	for (let good = 0; good < 10; ) {
		const [told] = await arrivals({
			origin,
			perSecond: 10,
			seconds: 0.1,
			page: () => ({ path: "/check", headers: { cookie } }),
		});
		good = told?.status === 200 && told.ms < 1_000 ? good + 1 : 0;
	}
	// The ten themselves took a tenth of a second each at least.
	return (performance.now() - start) / 1_000;
}

/** Names what requests were told that were neither answered nor refused, with how many each. */
function others(told: readonly Arrival[]): string {
	const counts = new Map<string, number>();
	for (const { status } of told)
		if (status !== 200 && status !== 503) counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
	return counts.size === 0 ? "" : ` (${[...counts].map(([status, count]) => `${count} ${status}`).join(", ")})`;
}

/** More people ask for their answer than the site can answer, while others read public pages and type codes, each from a process of their own. */
async function overloaded({ origin, cookie }: Through, whole: number, times: number, seconds: number): Promise<Row[]> {
	const isRight = (status: number, text: string) => text.includes(status === 200 ? affected : "<h1");
	const asked = { origin, seconds, clients };
	const [read, type] = [await startAsking(), await startAsking()];
	const [told, reading, typing] = await Promise.all([
		arrivals({
			...asked,
			perSecond: times * whole,
			page: () => ({ path: "/check", headers: { cookie, accept: "text/html" } }),
			isRight,
		}),
		read({ ...asked, perSecond: 20, pages: publicPages.map((path) => ({ path, headers: asBrowser })) }),
		type({
			...asked,
			perSecond: 5,
			pages: [{ path: "/sign-in/code", headers: { cookie: "__Host-code-1=x; code-1=x", accept: "text/html" } }],
		}),
	]);
	const back = await recovered(origin, cookie);
	const admitted = told.filter(({ status }) => status === 200);
	const refused = told.filter(({ status }) => status === 503);
	const at = `at ${times} times that`;
	const count = (name: string, list: Arrival[], bound: number | null = 0) =>
		alone(`${at}: ${name}`, list.length, "requests", "lower", bound);
	const time = (name: string, list: Arrival[], share: number, bound: number | null = null) =>
		alone(`${at}: ${name}, p${share * 100}`, quantile(list, share), "ms", "lower", bound);
	/** Without the lag of the generator, which shares the processors with the site. */
	const sinceSent = (name: string, list: Arrival[], bound: number) =>
		alone(
			`${at}: ${name}, p99 since they were sent`,
			quantile(list, 0.99, ({ ms, late }) => ms - late),
			"ms",
			"lower",
			bound,
		);
	const lag = (share: number) =>
		alone(
			`${at}: the generator's own lag, p${share * 100}`,
			quantile(told, share, ({ late }) => late),
			"ms",
			"lower",
		);
	return [
		alone(`${at}: asked`, told.length / seconds, "requests/s", "higher"),
		lag(0.5),
		lag(0.99),
		alone(`${at}: answered`, admitted.length / seconds, "requests/s", "higher"),
		time("answered", admitted, 0.5),
		time("answered", admitted, 0.9),
		time("answered", admitted, 0.99),
		sinceSent("answered", admitted, 1_000),
		count(
			"answered wrongly",
			admitted.filter(({ right }) => !right),
		),
		alone(`${at}: refused (503)`, refused.length / seconds, "requests/s", "lower"),
		time("refused", refused, 0.5),
		time("refused", refused, 0.99),
		count(
			"refused without Retry-After or the page",
			refused.filter(({ retryAfter, right }) => !retryAfter || !right),
		),
		count(
			`anything else${others(told)}`,
			told.filter(({ status }) => status !== 200 && status !== 503),
		),
		time("public pages", reading, 0.5),
		time("public pages", reading, 0.99),
		sinceSent("public pages", reading, 200),
		count(
			"public pages that are not 200",
			reading.filter(({ status }) => status !== 200),
		),
		time("pages of codes under way", typing, 0.99),
		count(
			"pages of codes under way that are refused",
			typing.filter(({ status }) => typeof status !== "number" || status >= 500),
			null,
		),
		alone(`${at}: back to answers within a second each, after the end`, back, "s", "lower", 30),
	];
}

/** Twice as many arrivals as answers for a while, and ten times as many for a minute. */
async function atOverloads(through: Through): Promise<Row[]> {
	const { perSecond } = await load(`${through.origin}/check`, { ...asBrowser, cookie: through.cookie }, 5, 8);
	const rows = [alone("answers the site can give through the front", perSecond, "requests/s", "higher")];
	await fillCache(through);
	for (const { times, seconds } of overloads) rows.push(...(await overloaded(through, perSecond, times, seconds)));
	return rows;
}

/** Writes the mirror, whose page nginx shows to those whom it refuses. */
async function makeMirror(site: Site, folder: string, origin: string, upstream: number): Promise<void> {
	const command = ["lib/commands/run-command.mjs", "mirror", folder, "--from", `http://127.0.0.1:${upstream}`];
	await promisify(execFile)(process.execPath, command, { env: { ...site.environment.web, SITE_URL: origin } });
}

export async function run(): Promise<Row[]> {
	if (!nginxIsInstalled) {
		console.log("not measured: nginx is not installed on this machine.");
		return [];
	}
	const site = await startBenchSite();
	// Not below the site's folder, which nginx's own user may not read.
	const folder = path.resolve(".data", "bench", "front");
	rmSync(folder, { recursive: true, force: true });
	let front: Awaited<ReturnType<typeof startNginxFront>> | undefined;
	try {
		const [port, upstream, metricsPort, filesPort] = [
			await freePort(),
			await freePort(),
			await freePort(),
			await freePort(),
		];
		const origin = `https://localhost:${port}`;
		const web = await site.startWeb("web-front", {
			PORT: String(upstream),
			SITE_URL: origin,
			TRUSTED_PROXIES: "127.0.0.1",
			METRICS_PORT: String(metricsPort),
		});
		// nginx's configuration is made from it, as npm run front does.
		process.env.SITE_URL = origin;
		const settings = { folder, siteUrl: origin, port, upstream };
		front = await startNginxFront(settings);
		await wait(500);
		await writeAsFile(folder, `${origin}/`);
		await makeMirror(site, path.join(folder, "mirror"), origin, upstream);
		await front.stop();
		front = await startNginxFront({ ...settings, servers: filesServer(folder, filesPort) });
		const cookie = await signInAndCheck(
			{ url: origin, port: upstream, mailbox: site.mailbox },
			sampleMembers[0]?.email ?? "",
		);
		await quiet(web.pid);
		const through: Through = {
			site,
			origin,
			files: `https://localhost:${filesPort}`,
			nginx: front.pid,
			web: web.pid,
			metrics: `http://127.0.0.1:${metricsPort}/metrics`,
			cookie,
		};
		if (process.env.BENCH_OVERLOAD === "only") return await atOverloads(through);
		return [...(await besideFiles(through)), ...(await atRates(through)), ...(await atOverloads(through))];
	} finally {
		await front?.stop();
		await site.stop();
	}
}
