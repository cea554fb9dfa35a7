/**
 * From one build to another while people use the site. The other build is a copy whose texts, build id and server actions have other
 * names, as those of a release with changed code; to build twice would take minutes. Then code over a schema that is not its own.
 */
import { cpSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sampleMembers } from "@/db/demo/samples";
import { freePort } from "@/db/embedded/free-port";
import { type Child, untilAnswered } from "@/lib/commands/demo/child";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
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

/** Copies a build, and gives its texts, its build id and its server actions other names. */
function copyAsAnotherBuild(from: string, to: string): void {
	cpSync(from, to, { recursive: true, verbatimSymlinks: true });
	const manifest = JSON.parse(readFileSync(path.join(to, "server", "server-reference-manifest.json"), "utf8"));
	const names = new Map<string, string>([
		[readFileSync(path.join(to, "BUILD_ID"), "utf8"), "another-build-of-this0"],
		...Object.keys(manifest.node).map((id): [string, string] => [id, `${id.slice(0, -8)}00000000`]),
	]);
	expect(names.size).toBeGreaterThan(20);
	const known = new RegExp([...names.keys()].join("|"), "g");
	for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		if (!entry.isFile() || !/\.(m?js|json|html|rsc|meta|body)$|BUILD_ID$/.test(file)) continue;
		const text = readFileSync(file, "utf8");
		const changed = text.replaceAll(known, (name) => names.get(name) ?? name).replaceAll(heading.before, heading.after);
		if (changed !== text) writeFileSync(file, changed);
	}
}

/** Makes the link that the web's processes follow as they start lead to a build. */
function useBuild(name: string): void {
	const link = path.join(site.folder, "next-current");
	symlinkSync(name, `${link}.new`);
	renameSync(`${link}.new`, link);
}

const said = () => readFileSync(path.join(site.folder, "web-two.log"), "utf8");
const title = (text: string) => /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1] ?? "";

beforeAll(async () => {
	site = await startFaultSite("faults-deployments");
	owner = outsider(site.database.owner);
	copyAsAnotherBuild(path.join(site.folder, "next"), path.join(site.folder, "next-after"));
	useBuild("next");
	const port = await freePort();
	url = `http://localhost:${port}`;
	web = await site.startWeb("web-two", {
		PORT: String(port),
		SITE_URL: url,
		WEB_PROCESSES: "2",
		NEXT_DIST_DIR: path.relative(".", path.join(site.folder, "next-current")),
	});
	await untilAnswered(`${url}/readyz`, path.join(site.folder, "web-two.log"));
	cookie = await signInAndCheck({ ...site, url, port }, sampleMembers[0]?.email ?? "");
}, 120_000);
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

it("SIGHUP goes over to another build: no request fails, the answer stays, and a form opened before keeps what was typed", async () => {
	await expect.poll(said, { timeout: 60_000 }).toContain("web.processes-started");
	const opened = new FormBrowser(url);
	const form = await opened.ask("/sign-in");
	expect(title(form.text)).toBe(heading.before);
	const answer = await asked("/check");
	expect(answer).toBe(`200 ${affected}`);

	useBuild("next-after");
	const told = new Map<string, number>();
	let over = false;
	const people = ["/check", "/sign-in", "/guidance", "/plan"].map(async (page) => {
		while (!over) {
			// The machine also has to start the successors.
			await wait(25);
			const now = `${page} ${await asked(page).catch((error) => String(error.cause ?? error))}`;
			told.set(now, (told.get(now) ?? 0) + 1);
		}
	});
	process.kill(web.pid, "SIGHUP");
	await expect.poll(said, { timeout: 100_000 }).toContain("web.rolled-over");
	const mark = [...told.values()].reduce((sum, count) => sum + count, 0);
	const after = () => [...told.values()].reduce((sum, count) => sum + count, 0);
	await expect.poll(after, { timeout: 20_000 }).toBeGreaterThan(mark + 20);
	over = true;
	await Promise.all(people);
	console.log(Object.fromEntries(told));
	expect([...told.keys()].filter((one) => !/ 200 /.test(one))).toEqual([]);
	expect([...told.keys()].filter((one) => one.startsWith("/check "))).toEqual([`/check ${answer}`]);
	expect(told.has(`/sign-in 200 ${heading.after}`)).toBe(true);

	const sent = await opened.ask("/sign-in", opened.fill(form.text, "email", ["typed.before@example.org"]));
	expect({ status: sent.status, title: title(sent.text) }).toEqual({ status: 409, title: "That form is out of date" });
	expect(sent.text).toContain("typed.before@example.org");
}, 200_000);

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
