/**
 * The site through the front that `npm run front -- nginx` configures: public pages beside the same bytes served by nginx as files, pages
 * at fixed rates of arrival, and twice as many arrivals as answers. Needs nginx on this machine.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { signInAndCheck } from "../support/http-journey";
import { certificateLines, nginxIsInstalled, startNginxFront } from "../support/nginx-front";
import { type Arrival, arrivals, quantile } from "./support/arrivals";
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
const overloadSeconds = 20;
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

/** Times public pages at fixed rates of arrival, and counts what reaches the web. */
async function atRates(through: Through): Promise<Row[]> {
	const rows: Row[] = [];
	// A page that nginx does not keep yet is fetched once, and whoever asks meanwhile waits half a second (proxy_cache_lock).
	for (const page of new Set(publicPages)) await load(through.origin + page, asBrowser, 0.1, 1);
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
async function recovered({ origin, cookie }: Through): Promise<number> {
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

/** Twice as many people ask for their answer as the site can answer, while others read public pages. */
async function overloaded(through: Through): Promise<Row[]> {
	const { origin, cookie } = through;
	const { perSecond } = await load(`${origin}/check`, { ...asBrowser, cookie }, 5, 8);
	const page = () => ({ path: "/check", headers: { cookie, accept: "text/html" } });
	const [told, reading] = await Promise.all([
		arrivals({ origin, perSecond: 2 * perSecond, seconds: overloadSeconds, clients, page, readText: true }),
		arrivals({
			origin,
			perSecond: 20,
			seconds: overloadSeconds,
			clients,
			page: (at) => ({ path: publicPages[at % publicPages.length] ?? "/", headers: asBrowser }),
		}),
	]);
	const back = await recovered(through);
	const admitted = told.filter(({ status }) => status === 200);
	const refused = told.filter(({ status }) => status === 503);
	const count = (name: string, list: Arrival[], bound: number | null = 0) =>
		alone(name, list.length, "requests", "lower", bound);
	return [
		alone("answers the site can give through the front", perSecond, "requests/s", "higher"),
		alone("at twice that: answered", admitted.length / overloadSeconds, "requests/s", "higher"),
		alone("at twice that: answered, p50", quantile(admitted, 0.5), "ms", "lower"),
		alone("at twice that: answered, p99", quantile(admitted, 0.99), "ms", "lower"),
		count(
			"at twice that: answered wrongly",
			admitted.filter(({ text }) => !text.includes(affected)),
		),
		alone("at twice that: refused (503)", refused.length / overloadSeconds, "requests/s", "lower"),
		alone("at twice that: refused, p99", quantile(refused, 0.99), "ms", "lower"),
		count(
			"at twice that: refused without Retry-After or the page",
			refused.filter(({ retryAfter, text }) => !retryAfter || !text.includes("<h1")),
		),
		count(
			"at twice that: anything else",
			told.filter(({ status }) => status !== 200 && status !== 503),
		),
		alone("at twice that: public pages, p99", quantile(reading, 0.99), "ms", "lower", 200),
		count(
			"at twice that: public pages that are not 200",
			reading.filter(({ status }) => status !== 200),
		),
		alone("back to answers within a second each, after the end", back, "s", "lower", 10),
	];
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
		return [...(await besideFiles(through)), ...(await atRates(through)), ...(await overloaded(through))];
	} finally {
		await front?.stop();
		await site.stop();
	}
}
