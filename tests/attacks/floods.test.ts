/**
 * A member signs in and checks while the site is flooded. `npm run security` floods for a minute, `vitest run --project attacks` for five seconds.
 * The figures go to tests/bench/results/security.json.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, inject, it } from "vitest";
import { alone, compared, keeps, type Row } from "../bench/support/row";
import { signInAndCheck } from "../support/http-journey";

const site = inject("site");
const long = process.env.SECURITY === "long";
const seconds = long ? 60 : 5;
const quietSeconds = long ? 10 : 2;

/** The resident memory of the web process in MB. */
const memory = () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(site.webPid)], { encoding: "utf8" })) / 1024;

const p95 = (times: readonly number[]) =>
	[...times].sort((one, other) => one - other)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;

/** What a member meets during some seconds: times of the home page and of the steps of sign-in and check, and the web's memory. */
async function measure(name: string, forSeconds: number) {
	const end = performance.now() + forSeconds * 1_000;
	const home: number[] = [];
	const steps: number[] = [];
	let peak = 0;
	const until = async (pauseMs: number, run: () => Promise<void> | void) => {
		while (performance.now() < end) {
			await run();
			await wait(pauseMs);
		}
	};
	let people = 0;
	await Promise.all([
		until(100, async () => {
			const start = performance.now();
			const answer = await fetch(`http://127.0.0.1:${site.port}/`);
			await answer.text();
			home.push(performance.now() - start);
			expect(answer.status).toBe(200);
		}),
		until(200, async () => {
			await signInAndCheck(site, `${name}${people++}@example.org`, (_, took) => steps.push(took));
		}),
		until(250, () => {
			peak = Math.max(peak, memory());
		}),
	]);
	return { home: p95(home), steps: p95(steps), peak, people };
}

/** Returns the id of a server action of the build. */
function anyAction(): string {
	const manifest = path.join(site.folder, "next", "server", "server-reference-manifest.json");
	return Object.keys(JSON.parse(readFileSync(manifest, "utf8")).node)[0] ?? "";
}

/** Starts the flood. `answers` resolves with how its requests were answered. */
async function startFlood() {
	const given = { port: site.port, origin: site.url, seconds: seconds + 1, action: anyAction() };
	const child = spawn(process.execPath, ["--import", "tsx", "tests/support/flood.ts", JSON.stringify(given)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let said = "";
	child.stdout.on("data", (piece) => (said += piece));
	const ended = once(child, "exit");
	await once(child.stdout, "data");
	return {
		answers: ended.then(
			() => JSON.parse(said.trim().split("\n").at(-1) ?? "") as Record<string, Record<string, number>>,
		),
		stop: () => child.kill(),
	};
}

it(
	`a member signs in and checks during ${seconds} s of long texts, large bodies, deep arguments and slow connections`,
	async () => {
		await measure("warm", 1);
		const before = await measure("before", quietSeconds);
		const flood = await startFlood();
		const during = await measure("during", seconds).catch((error) => {
			flood.stop();
			throw error;
		});
		// It ends by itself, a moment after its last request.
		const answers = await flood.answers;
		const after = await measure("after", quietSeconds);
		// Five seconds are few, and other tests may have the processors: the short form compares with the slower of both quiet runs.
		const quiet = {
			home: Math.max(50, before.home, after.home),
			steps: Math.max(250, before.steps, after.steps),
		};
		const times = 12;
		const home = "home during floods, p95";
		const steps = "a step of sign-in and check during floods, p95";
		const rows: Row[] = [
			...(long
				? [
						alone(home, during.home, "ms", "lower", 200),
						alone("home before floods, p95", before.home, "ms", "lower"),
						alone(steps, during.steps, "ms", "lower", 1_000),
						alone("a step before floods, p95", before.steps, "ms", "lower"),
					]
				: [
						compared(home, during.home, quiet.home, "ms", "lower", times),
						compared(steps, during.steps, quiet.steps, "ms", "lower", times),
					]),
			compared("home after floods, p95", after.home, quiet.home, "ms", "lower", times),
			alone("sign-ins during floods", during.people, "people", "higher", 1),
			alone("memory during floods above quiet", during.peak - before.peak, "MB", "lower", 300),
		];
		mkdirSync(path.join("tests", "bench", "results"), { recursive: true });
		writeFileSync(path.join("tests", "bench", "results", "security.json"), `${JSON.stringify(rows, null, "\t")}\n`);
		if (long) console.table(rows);
		expect(rows.filter((row) => !keeps(row))).toEqual([]);
		const only = (kind: string, ...statuses: string[]) => {
			const given = answers[kind] ?? {};
			expect(Object.keys(given), kind).not.toEqual([]);
			expect(
				Object.keys(given).filter((status) => !statuses.includes(status)),
				kind,
			).toEqual([]);
		};
		// A connection may close before the client has read the page.
		for (const kind of ["texts of 879 kB", "arguments of 957 kB", "bodies of 5 MB"]) only(kind, "413", "closed");
	},
	(seconds + 2 * quietSeconds) * 1_000 + 120_000,
);
