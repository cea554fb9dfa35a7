/** npm start and npm run worker with the existing build: missing variables, signals, an incomplete build. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { isBuilt } from "@/lib/commands/demo/build-marker";
import type { variablesOf } from "@/lib/env";

const key = () => randomBytes(32).toString("base64");
const whole: Record<"DATABASE_URL_WEB" | (typeof variablesOf.web)[number], string> = {
	DATABASE_URL_WEB: "postgresql://web@127.0.0.1:1/selfcheck",
	SITE_URL: "http://localhost",
	ORGANISATION_FILE: "db/demo/organisation.json",
	IDENTIFIER_KEY: key(),
	SEALING_KEY: key(),
	AUTH_SECRET: key(),
	CONFIRMATION_KEY: key(),
};

/** Each sentence, in a process of the test: domain/commands.test.ts. */
const faulty = [
	["AUTH_SECRET", "", "AUTH_SECRET is missing; .env.example explains it.\n"],
	["DATABASE_URL_WEB", "", "DATABASE_URL_WEB is missing; .env.example explains it.\n"],
	[
		"SEALING_KEY",
		"short",
		"SEALING_KEY must be 32 random bytes in base64 (openssl rand -base64 32); .env.example explains it.\n",
	],
] as const;

it.each(process.env.FAULTS ? faulty : faulty.slice(0, 1))(
	"npm start ends with one sentence where %s is %j",
	(name, value, sentence) => {
		const started = spawnSync("npm", ["start", "--silent"], {
			env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "3999", ...whole, [name]: value },
			encoding: "utf8",
			timeout: 20_000,
			killSignal: "SIGKILL",
		});
		expect({ code: started.status, said: started.stderr }).toEqual({ code: 1, said: sentence });
	},
	30_000,
);

const nowhere = "postgresql://nobody@127.0.0.1:1/selfcheck";

/** Starts a script of package.json without a database. */
function npm(script: string, own: Record<string, string> = {}): ChildProcess & { said(): string } {
	const { DATABASE_URL_WEB, ...settings } = whole;
	const urls =
		script === "start" ? { DATABASE_URL_WEB } : { DATABASE_URL_WORKER: nowhere, SMTP_URL: "smtp://127.0.0.1:1" };
	// Several processes: web-processes.test.ts.
	const one = { NODE_ENV: "production" as const, WEB_PROCESSES: "1" };
	const env = { PATH: process.env.PATH, ...one, ...settings, ...urls, ...own };
	const child = spawn("npm", ["run", script, "--silent"], { env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
	return Object.assign(child, { said: () => said });
}

/** Whether a process listens on a port of an address. */
function isOpen(port: number, address = "127.0.0.1"): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, address, () => resolve(!socket.destroy().connecting));
		socket.once("error", () => resolve(false));
	});
}

const started = { start: '"web.started"', worker: '"worker.started"|"worker.lost"' };
const closed = { start: '"web.stopping"', worker: '"worker.stopped"' };

it.each([
	["start", "SIGKILL"],
	["worker", "SIGTERM"],
	["worker", "SIGKILL"],
] as const)(
	"npm run %s ends with npm, which gets %s, and keeps no port",
	async (script, signal) => {
		const port = await freePort();
		const child = npm(script, { PORT: String(port), HOST: "127.0.0.1" });
		await expect.poll(child.said, { timeout: 30_000 }).toMatch(new RegExp(started[script]));
		if (script === "start") expect(await isOpen(port)).toBe(true);
		child.kill(signal);
		// The pipe closes when the last process with it has ended.
		await once(child, "close");
		expect(child.said()).toMatch(new RegExp(closed[script]));
		expect(await isOpen(port)).toBe(false);
	},
	60_000,
);

it("a web bound to an address answers only there; on SIGTERM to npm it finishes responses that have begun, closes kept-alive connections, and keeps no port", async () => {
	const [port, host] = [await freePort(), "127.0.0.2"];
	const child = npm("start", { PORT: String(port), HOST: host });
	await expect.poll(child.said, { timeout: 30_000 }).toMatch(new RegExp(started.start));
	expect(await isOpen(port), "127.0.0.1 is closed").toBe(false);
	expect(await isOpen(port, host)).toBe(true);
	const page = await fetch(`http://${host}:${port}/guidance`);
	expect(page.status).toBe(200);
	expect(await page.text()).toContain("<h1");
	const kept = connect(port, host);
	const keptClosed = once(kept, "close");
	kept.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
	await once(kept, "data");
	// A body that is still being sent when the signal comes.
	const slow = request({
		port,
		host,
		path: "/language",
		method: "POST",
		headers: { "content-length": "8", origin: "http://localhost" },
	});
	slow.write("a=b&");
	await wait(500);
	child.kill("SIGTERM");
	await expect.poll(child.said, { timeout: 10_000 }).toContain(closed.start);
	await keptClosed;
	expect(await isOpen(port, host)).toBe(false);
	slow.end("c=de");
	const [response] = await once(slow, "response");
	expect(response.headers.connection).toBe("close");
	response.resume();
	await once(child, "close");
}, 60_000);

it("a build copied without its links to packages does not count as built", () => {
	const copy = path.resolve(".data", "faults-links");
	rmSync(copy, { recursive: true, force: true });
	mkdirSync(path.join(copy, "node_modules"), { recursive: true });
	cpSync(path.join(".next", "built-from"), path.join(copy, "built-from"));
	expect(isBuilt(".next")).toBe(true);
	const { links } = JSON.parse(readFileSync(path.join(copy, "built-from"), "utf8"));
	expect(links.length).toBeGreaterThan(0);
	expect(readdirSync(path.join(copy, "node_modules"))).toEqual([]);
	expect(isBuilt(copy)).toBe(false);
	cpSync(path.join(".next", "node_modules"), path.join(copy, "node_modules"), { recursive: true, dereference: true });
	expect(links.every((name: string) => existsSync(path.join(copy, "node_modules", name)))).toBe(true);
	expect(isBuilt(copy)).toBe(true);
	rmSync(copy, { recursive: true });
});
