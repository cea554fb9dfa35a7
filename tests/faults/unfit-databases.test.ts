/**
 * A database that is there and yet does not do what it should: it takes connections and never answers, it only reads, as after a
 * failover, or it is behind PgBouncer. Nobody is told "not found", public pages are there throughout, and all is well within 30 s.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { answerTitle } from "../support/answer-title";
import { databaseProcesses, outsider, startFaultSite } from "../support/fault-site";
import { FormBrowser } from "../support/form-browser";
import { signInAndCheck } from "../support/http-journey";
import { pgBouncerInstalled, startPgBouncer } from "../support/pgbouncer";
import { makeReachableFolder, removeReachableFolder } from "../support/reachable-folder";

let site: Site & { folder: string };
let administrator: pg.Pool;
let cookie: string;
const address = sampleMembers[0]?.email ?? "";
const affected = "Your records were in the affected data";

beforeAll(async () => {
	site = await startFaultSite("faults-unfit");
	administrator = outsider(site.administrator);
	cookie = await signInAndCheck({ ...site, port: Number(new URL(site.url).port) }, address);
	expect(await asked("/check")).toBe(affected);
	// Until all public pages are drawn, so that none is asked for the first time while the database is away.
	const visited = () => readFileSync(path.join(site.folder, "web.log"), "utf8").includes('"public-pages.visited"');
	await vi.waitUntil(visited, { timeout: 60_000 });
}, 120_000);
afterAll(async () => {
	await administrator?.end();
	await closeDatabase();
	await site?.stop();
});

/** Asks for a page as the member. Returns its status, or its title if that is 200. */
async function asked(path: string, origin = site.url): Promise<string> {
	const answer = await fetch(origin + path, { headers: { cookie }, redirect: "manual" });
	const title = answerTitle(await answer.text()) ?? "";
	return answer.status === 200 ? title : String(answer.status);
}

/** The web's connections by process id, with what they do. */
async function connections(): Promise<Map<number, string>> {
	const { rows } = await administrator.query(
		"select pid, coalesce(state, '') as state from pg_stat_activity where application_name = 'member-self-check' and usename = 'web'",
	);
	return new Map(rows.map(({ pid, state }) => [pid, state]));
}

/** Expects public pages, and that personal ones say that they cannot be shown. */
async function expectUnavailable(): Promise<void> {
	for (const page of ["/", "/cy", "/guidance", "/updates"]) expect(await asked(page), page).not.toMatch(/^\d+$/);
	for (const page of ["/check", "/plan", "/preferences", "/sign-in"])
		expect(await asked(page), page).toMatch(/^503$|^We could not check$/);
}

/** Expects that all is well within 30 s. */
async function expectBack(): Promise<void> {
	await expect.poll(() => asked("/check"), { timeout: 30_000, interval: 100 }).toBe(affected);
	expect(await asked("/preferences")).not.toMatch(/^\d+$/);
	const port = Number(new URL(site.url).port);
	await signInAndCheck({ ...site, port }, sampleMembers[1]?.email ?? "");
	await expect.poll(() => asked("/readyz").then(String), { timeout: 30_000 }).not.toMatch(/^\d+$/);
}

/** Asks for the answer many times at once. Returns what each was told, and the time until the last was. */
async function manyAtOnce(count: number): Promise<{ told: string[]; took: number }> {
	const start = performance.now();
	const told = await Promise.all(Array.from({ length: count }, () => asked("/check")));
	return { told, took: performance.now() - start };
}

it("a database that takes connections and never answers: pages under way say so within 20 s, and it is back by itself", async () => {
	// Halted while statements run: a lock holds them.
	const halted: number[] = [];
	const holder = await administrator.connect();
	await holder.query("begin; lock table session in access exclusive mode");
	const underWay = manyAtOnce(8);
	const stuck = async () => [...(await connections()).values()].filter((state) => state === "active").length;
	try {
		await expect.poll(stuck, { timeout: 4_000, interval: 20 }).toBeGreaterThan(0);
		const { first, others } = databaseProcesses(site.folder);
		halted.push(first, ...others);
		for (const pid of halted) process.kill(pid, "SIGSTOP");
		await expectUnavailable();
		const { told, took } = await underWay;
		for (const answer of told) expect(answer).toMatch(/^503$|^We could not check$/);
		expect(took).toBeLessThan(20_000);
		await expectUnavailable();
	} finally {
		for (const pid of halted) process.kill(pid, "SIGCONT");
		await holder.query("rollback").catch(() => {});
		holder.release(true);
	}
	await expectBack();
}, 120_000);

it("a database that only reads: nobody is told wrongly, and the connections that were open write again afterwards", async () => {
	const before = await connections();
	const reads = async (on: "on" | "off") => {
		await administrator.query(`alter system set default_transaction_read_only = ${on}`);
		await administrator.query("select pg_reload_conf()");
		const { rows } = await (await outsiderNow()).query("show default_transaction_read_only");
		expect(rows[0].default_transaction_read_only).toBe(on);
	};
	await reads("on");
	for (const page of ["/", "/cy", "/guidance", "/updates"]) expect(await asked(page), page).not.toMatch(/^\d+$/);
	expect([affected, "503", "We could not check"]).toContain(await asked("/check"));
	const browser = new FormBrowser(site.url);
	const page = await browser.ask("/sign-in");
	await expect(browser.ask("/sign-in", browser.fill(page.text, "email", [address]))).rejects.toThrow("503");
	expect(await asked("/readyz")).toBe("503");
	await reads("off");
	await expectBack();
	const kept = [...(await connections()).keys()].filter((pid) => before.has(pid));
	expect(kept.length, "connections from before").toBeGreaterThan(0);
}, 120_000);

/** A new connection, which has the newest settings. */
async function outsiderNow(): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: site.database.owner });
	await client.connect();
	closing.push(client);
	return client;
}
const closing: pg.Client[] = [];
afterAll(() => Promise.all(closing.map((client) => client.end())));

describe.runIf(pgBouncerInstalled)("behind PgBouncer", () => {
	const name = "faults-pgbouncer";
	let folder: string;
	let pooler: Awaited<ReturnType<typeof startPgBouncer>> | undefined;
	beforeAll(() => {
		folder = makeReachableFolder(name);
	});
	afterAll(async () => {
		await pooler?.stop();
		removeReachableFolder(name, folder);
	});

	it("in session mode a member gets a code, signs in and is answered", async () => {
		pooler = await startPgBouncer(folder, "session", Object.values(site.database));
		const port = await freePort();
		const url = `http://localhost:${port}`;
		const web = await site.startWeb("web-session", {
			PORT: String(port),
			SITE_URL: url,
			DATABASE_URL_WEB: pooler.through(site.database.web),
		});
		const worker = site.startWorker("worker-session", {
			DATABASE_URL_WORKER: pooler.through(site.database.worker),
		});
		// The code comes from the worker behind PgBouncer.
		process.kill(site.worker.pid, "SIGSTOP");
		await signInAndCheck({ ...site, url, port }, sampleMembers[2]?.email ?? "");
		process.kill(site.worker.pid, "SIGCONT");
		expect(await asked("/check", url)).toBe(affected);
		await web.stop();
		await worker.stop();
		await pooler.stop();
	}, 60_000);

	it.each(["web", "worker"] as const)(
		"in transaction mode the %s refuses to start with a sentence",
		async (program) => {
			pooler = await startPgBouncer(folder, "transaction", Object.values(site.database));
			const variable = { web: "DATABASE_URL_WEB", worker: "DATABASE_URL_WORKER" }[program];
			const own = { [variable]: pooler.through(site.database[program]), PORT: String(await freePort()) };
			const started = spawnSync(process.execPath, ["lib/commands/run-command.mjs", program], {
				env: { ...site.environment[program], ...own },
				encoding: "utf8",
				timeout: 20_000,
				killSignal: "SIGKILL",
			});
			await pooler.stop();
			expect({ code: started.status, said: started.stderr.trim().split("\n").at(-1) }).toEqual({
				code: 1,
				said: `${variable} leads through a pooler that gives each transaction another session: set its mode to session (PgBouncer: pool_mode = session), or connect to PostgreSQL itself.`,
			});
		},
		60_000,
	);
});
if (!pgBouncerInstalled) console.warn("NOT RUN: PgBouncer is not installed.");
