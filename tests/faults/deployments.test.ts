/**
 * From one release to the next while people use the site: a second build of sources with other texts, made in a folder of its own as
 * docs/upgrade.md says. Then code over a schema that is not its own. The tests run in order.
 */
import { execFile } from "node:child_process";
import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import { copyOfBuild } from "@/lib/commands/demo/build";
import { type Child, untilAnswered } from "@/lib/commands/demo/child";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { answerTitle } from "../support/answer-title";
import { outsider, startFaultSite } from "../support/fault-site";
import { FormBrowser } from "../support/form-browser";
import { signInAndCheck } from "../support/http-journey";

let site: Site & { folder: string };
let owner: pg.Pool;
let web: Child;
let url: string;
let cookie: string;
const affected = "Your records were in the affected data";
const heading = { before: "Check your records", after: "Check your record2" };

const run = promisify(execFile);
/** The build's folder, in each release's. */
let dist: string;
let release: string;

/** Makes the next release: the sources with another text, and a build of them. */
async function makeRelease(folder: string): Promise<void> {
	const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
	for (const file of stdout.split("\0").filter((name) => name && !/^(tests|docs)\//.test(name)))
		cpSync(file, path.join(folder, file), { recursive: true });
	const text = path.join(folder, "lib/i18n/en/signIn.ts");
	const before = readFileSync(text, "utf8");
	const changed = before.replaceAll(heading.before, heading.after);
	expect(changed).not.toBe(before);
	writeFileSync(text, changed);
	const environment = {
		...process.env,
		NODE_ENV: "production" as const,
		NEXT_TELEMETRY_DISABLED: "1",
		TYPES_CHECKED: "yes",
	};
	await run("npm", ["run", "build"], { cwd: folder, env: { ...environment, NEXT_DIST_DIR: dist } });
}

/** Types npm run roll-over in the folder of the running web. Returns its exit code and what it printed. */
async function rollOver(...args: string[]): Promise<{ code: number; said: string }> {
	const env = { ...process.env, NEXT_DIST_DIR: dist };
	const done = await run("npm", ["run", "--silent", "roll-over", "--", ...args], { env }).then(
		(output) => ({ ...output, code: 0 }),
		(error) => error as { stdout: string; stderr: string; code: number },
	);
	return { code: done.code, said: done.stdout + done.stderr };
}

const said = () => readFileSync(path.join(site.folder, "web-two.log"), "utf8");
const title = (text: string) => answerTitle(text) ?? "";

beforeAll(async () => {
	site = await startFaultSite("faults-deployments");
	owner = outsider(site.database.owner);
	// Of its own: the site's first web runs from another copy.
	dist = path.relative(".", copyOfBuild(path.join(site.folder, "two")));
	release = path.join(site.folder, "release");
	await makeRelease(release);
	const port = await freePort();
	url = `http://localhost:${port}`;
	web = await site.startWeb("web-two", {
		PORT: String(port),
		SITE_URL: url,
		WEB_PROCESSES: "2",
		NEXT_DIST_DIR: dist,
	});
	await untilAnswered(`${url}/readyz`, path.join(site.folder, "web-two.log"));
	await vi.waitFor(() => expect(said()).toContain("web.processes-started"), { timeout: 60_000 });
	cookie = await signInAndCheck({ ...site, url, port }, sampleMembers[0]?.email ?? "");
}, 600_000);
afterAll(async () => {
	await owner?.end();
	await closeDatabase();
	await site?.stop();
});

/** Asks for a page as the member, and for sign-in as somebody else. Returns its status and its title. */
async function asked(page: string): Promise<string> {
	const headers: Record<string, string> = page === "/sign-in" ? {} : { cookie };
	const answer = await fetch(url + page, { headers, redirect: "manual" });
	return `${answer.status} ${title(await answer.text())}`;
}

it("a build in the folder of the running web is refused, and so is going over to a folder without a build", async () => {
	const env = { ...process.env, NEXT_DIST_DIR: dist };
	await expect(run("npm", ["run", "build"], { env })).rejects.toThrow("A web runs from");
	const answer = await rollOver(path.join(site.folder, "mailbox"));
	expect(answer.code).toBe(1);
	expect(answer.said).toMatch(/There is no build in .+: type npm run build there first\. Nothing has changed/);
	expect(await asked("/check")).toBe(`200 ${affected}`);
}, 60_000);

it("over to a build that cannot draw its pages: the old one stays, and the command says why", async () => {
	const page = path.join(release, dist, "server/app/[locale]/(member)/sign-in/route.js");
	renameSync(page, `${page}.away`);
	const answer = await rollOver(release);
	renameSync(`${page}.away`, page);
	console.log(answer.said);
	expect(answer.code).toBe(1);
	expect(answer.said).toContain("Its page /sign-in cannot be drawn");
	expect(answer.said).toContain("Nothing has changed: the web serves from");
	expect(said()).not.toContain("web.process-ended");
	expect(await asked("/sign-in")).toBe(`200 ${heading.before}`);
}, 120_000);

/** Asks for a page as somebody whose browser then fetches its scripts. Returns what went wrong with them, or the page's status and title. */
async function askedWithScripts(page: string): Promise<string> {
	const text = await (await fetch(url + page)).text();
	const files = [...text.matchAll(/"(\/_next\/static\/[^"?]+\.js)/g)];
	if (files.length === 0) return `${page} without scripts`;
	for (const [, file] of files) {
		const script = await fetch(url + file);
		const body = await script.text();
		if (script.status !== 200 || !body || !/javascript/.test(script.headers.get("content-type") ?? ""))
			return `${file} ${script.status}`;
	}
	return `200 ${title(text)}`;
}

it("npm run roll-over goes over to the next release: no request fails, the answer stays; of forms opened before, a document's is taken, and one of Next's keeps what was typed", async () => {
	const opened = new FormBrowser(url);
	const form = await opened.ask("/sign-in");
	expect(title(form.text)).toBe(heading.before);
	const follow = await opened.ask("/follow");
	const answer = await asked("/check");
	expect(answer).toBe(`200 ${affected}`);

	const told = new Map<string, number>();
	const asks: [string, () => Promise<string>][] = ["/check", "/sign-in", "/guidance"].map((page) => [
		page,
		() => asked(page),
	]);
	asks.push(["/staff/sign-in", () => askedWithScripts("/staff/sign-in")]);
	let over = false;
	const people = asks.map(async ([page, ask]) => {
		while (!over) {
			// The machine also has to start the successors.
			await wait(25);
			const now = `${page} ${await ask().catch((error) => String(error.cause ?? error))}`;
			told.set(now, (told.get(now) ?? 0) + 1);
		}
	});
	const done = await rollOver(release);
	const sum = () => [...told.values()].reduce((total, count) => total + count, 0);
	const mark = sum();
	await expect.poll(sum, { timeout: 20_000 }).toBeGreaterThan(mark + 20);
	over = true;
	await Promise.all(people);
	console.log(done.said, Object.fromEntries(told));
	expect(done.code).toBe(0);
	expect(done.said).toContain(`All 2 processes serve from ${release}`);
	expect([...told.keys()].filter((one) => !/ 200 /.test(one))).toEqual([]);
	expect([...told.keys()].filter((one) => one.startsWith("/check "))).toEqual([`/check ${answer}`]);
	expect(told.has(`/sign-in 200 ${heading.after}`)).toBe(true);

	const taken = await opened.ask("/sign-in", opened.fill(form.text, "email", ["signs.in@example.org"]));
	expect({ status: taken.status, location: taken.location }).toMatchObject({
		status: 303,
		location: expect.stringMatching(/^\/sign-in\/code/),
	});
	const sent = await opened.ask("/follow", opened.fill(follow.text, "email", ["typed.before@example.org"]));
	expect({ status: sent.status, title: title(sent.text) }).toEqual({ status: 409, title: "That form is out of date" });
	expect(sent.text).toContain("typed.before@example.org");

	// The folder of the release before is free for a build, that of the new one is not.
	expect((await rollOver()).said).toContain("No web runs from");
	await expect(
		run("npm", ["run", "build"], { cwd: release, env: { ...process.env, NEXT_DIST_DIR: dist } }),
	).rejects.toThrow("A web runs from");
}, 200_000);

it("SIGHUP starts the processes anew, from the release that serves", async () => {
	process.kill(web.pid, "SIGHUP");
	await expect.poll(() => said().split("web.rolled-over").length - 1, { timeout: 100_000 }).toBe(2);
	expect(await asked("/sign-in")).toBe(`200 ${heading.after}`);
}, 120_000);

it("two builds side by side answer alike, and know the same sessions", async () => {
	const words = async (origin: string) => {
		const answer = await fetch(`${origin}/check`, { headers: { cookie } });
		return (await answer.text()).replace(/<head>.*?<\/head>|<script.*?<\/script>|<[^>]+>/gs, " ");
	};
	expect(await words(url)).toContain(affected);
	expect(await words(url)).toBe(await words(site.url));
});

it.each([
	["older", "delete from drizzle.__drizzle_migrations where created_at = $1 returning *"],
	[
		"newer",
		"insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later release', 1 + $1::bigint) returning *",
	],
])(
	"over a schema that is %s than its code, the web is not ready and answers nobody wrongly",
	async (_, change) => {
		const { rows } = await owner.query("select * from drizzle.__drizzle_migrations order by created_at desc limit 1");
		const { rows: changed } = await owner.query(change, [rows[0].created_at]);
		expect(changed).toHaveLength(1);
		await expect.poll(() => asked("/readyz"), { timeout: 10_000 }).toMatch(/^503/);
		expect(await asked("/guidance")).toMatch(/^200/);
		expect([`200 ${affected}`, "503 "]).toContain(await asked("/check"));
		await owner.query("delete from drizzle.__drizzle_migrations where created_at >= $1", [rows[0].created_at]);
		const { id, hash, created_at } = rows[0];
		await owner.query("insert into drizzle.__drizzle_migrations (id, hash, created_at) values ($1, $2, $3)", [
			id,
			hash,
			created_at,
		]);
		await expect.poll(() => asked("/readyz"), { timeout: 10_000 }).toMatch(/^200/);
	},
	40_000,
);
