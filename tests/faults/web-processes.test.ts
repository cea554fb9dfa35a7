/** npm start in several processes: one dies, all are replaced under load, all end. Without a database, which public pages do not need. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { Agent, get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort } from "@/db/embedded/free-port";

const run = promisify(execFile);
let first: ChildProcess;
let said = "";
let port: number;
let metricsPort: number;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

const times = (event: string) => said.split(`"${event}"`).length - 1;
/** The processes that the first one started to serve the site. It may have started esbuild too. */
const processes = () =>
	execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
		.split("\n")
		.filter((line) => line.includes("run-command.mjs web"))
		.map((line) => line.trim().split(/\s+/).map(Number))
		.flatMap(([pid = 0, parent]) => (parent === first.pid ? [pid] : []));

beforeAll(async () => {
	port = await freePort();
	metricsPort = await freePort();
	const key = () => randomBytes(32).toString("base64");
	first = spawn(process.execPath, ["lib/commands/run-command.mjs", "web"], {
		env: {
			PATH: process.env.PATH,
			NODE_ENV: "production",
			DATABASE_URL_WEB: "postgresql://web@127.0.0.1:1/selfcheck",
			SITE_URL: "http://localhost",
			ORGANISATION_FILE: "db/demo/organisation.json",
			IDENTIFIER_KEY: key(),
			SEALING_KEY: key(),
			AUTH_SECRET: key(),
			CONFIRMATION_KEY: key(),
			HOST: "127.0.0.1",
			PORT: String(port),
			METRICS_PORT: String(metricsPort),
			WEB_PROCESSES: "2",
		},
		stdio: ["ignore", "pipe", "inherit"],
	});
	first.stdout?.on("data", (piece) => (said += piece));
	await vi.waitFor(() => expect(times("web.processes-started")).toBe(1), { timeout: 55_000 });
});
afterAll(() => first.kill("SIGKILL"));

/** Asks for a page over a kept-alive connection. Returns its status, or the error's code. */
function ask(path: string): Promise<number | string> {
	return new Promise((resolve) => {
		get({ port, host: "127.0.0.1", path, agent }, (response) => {
			response
				.resume()
				.once("end", () => resolve(response.statusCode ?? 0))
				.once("error", () => resolve("cut"));
		}).once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
	});
}

it("npm run roll-over replaces every process while no request fails", async () => {
	const before = processes();
	const answers = new Map<number | string, number>();
	let over = false;
	const loads = Array.from({ length: 4 }, async () => {
		while (!over) {
			// The machine also has to start the successors.
			await wait(25);
			const answer = await ask("/guidance");
			answers.set(answer, (answers.get(answer) ?? 0) + 1);
		}
	});
	await expect.poll(() => answers.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(20);
	// Other tests' webs run from the same folder.
	const words = ["lib/commands/run-command.mjs", "roll-over", "--port", String(port)];
	const { stdout } = await run(process.execPath, words);
	over = true;
	await Promise.all(loads);
	agent.destroy();
	expect(processes().filter((pid) => before.includes(pid))).toEqual([]);
	expect(processes()).toHaveLength(2);
	expect([...answers.keys()], `${answers.get(200)} answered`).toEqual([200]);
	expect(stdout).toMatch(/1 of 2: a process of \S+ answers\.[\s\S]+All 2 processes serve from/);
	// Only the web's user and root may tell it to.
	const [socket = ""] = readdirSync(".next").filter((name) => name === `web-${port}.sock`);
	expect(statSync(`.next/${socket}`).mode & 0o777).toBe(0o600);
}, 180_000);

it("a process that dies is replaced, and the site answers meanwhile", async () => {
	const [victim = 0] = processes();
	const started = times("web.started");
	process.kill(victim, "SIGKILL");
	// Until the first process has noticed, it may hand a connection to the one that is gone.
	await expect.poll(() => times("web.process-ended"), { timeout: 10_000 }).toBe(1);
	expect(processes()).not.toContain(victim);
	agent.destroy();
	for (let at = 0; at < 20; at++) expect(await ask("/healthz")).toBe(200);
	await expect.poll(() => times("web.started"), { timeout: 50_000 }).toBe(started + 1);
	expect(processes()).toHaveLength(2);
}, 90_000);

it("every process has more room for new objects than V8 takes by itself, those that took over too", () => {
	const v8Own = 16;
	const rooms = processes().map((pid) => {
		const words = execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
		return Number(/ --max-semi-space-size=(\d+) /.exec(words)?.[1] ?? v8Own);
	});
	expect(rooms).toHaveLength(2);
	for (const room of rooms) expect(room).toBeGreaterThan(v8Own);
});

it("/metrics counts the requests of all processes", async () => {
	for (let at = 0; at < 6; at++) {
		agent.destroy();
		await ask("/guidance");
	}
	const text = await vi.waitFor(
		async () => {
			const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
			expect(answer.status).toBe(200);
			return answer.text();
		},
		{ timeout: 15_000 },
	);
	expect(
		Number(/selfcheck_requests_total\{route="\/guidance",status="200"\} (\d+)/.exec(text)?.[1]),
	).toBeGreaterThanOrEqual(6);
	expect(text).toContain('selfcheck_unready{reason="database-away"} 1');
}, 20_000);

it("SIGTERM ends all of them and frees the port", async () => {
	const all = processes();
	first.kill("SIGTERM");
	const [code] = await once(first, "exit");
	expect(code).toBe(0);
	expect(all.filter((pid) => processes().includes(pid))).toEqual([]);
	expect(await ask("/healthz")).toBe("ECONNREFUSED");
}, 40_000);
