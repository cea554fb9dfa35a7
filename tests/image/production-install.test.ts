/**
 * The commands of Dockerfile, run without a container engine: in an empty folder, with only the files it copies and only the
 * packages production needs; then the site is started from that folder, which it cannot write, by a user of its own.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { postgresAccount } from "@/db/embedded/unprivileged";
import { leftFolder, makeReachableFolder, removeReachableFolder } from "../support/reachable-folder";

const lines = readFileSync("Dockerfile", "utf8").replace(/\\\n/g, " ").split("\n");
const instructions = (name: string) =>
	lines.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
const account = postgresAccount();
const left = leftFolder("image");
if (left) removeReachableFolder("image", left);
const folder = makeReachableFolder("image");
const site = path.join(folder, "site");
const home = path.join(folder, "home");
const needed = { PATH: process.env.PATH, HOME: home, NODE_ENV: "production" as const };
const started: ChildProcess[] = [];

/** Does what an instruction of the build stage says. */
function runInstruction(line: string): void {
	const copied = /^COPY (?!--)(.+) (\S+)$/.exec(line);
	const run = /^RUN (?:--mount=\S+ )?(.+)$/.exec(line);
	for (const name of copied?.[1]?.split(" ") ?? [])
		cpSync(name, path.join(site, copied?.[2] === "./" ? name : (copied?.[2] ?? "")), { recursive: true });
	const command = run?.[1]?.replace(/ && chown node:node .+$/, "");
	if (!command) return;
	const { NODE_ENV: _, ...environment } = needed;
	const options = { cwd: site, env: { ...environment, CI: "true" } as unknown as NodeJS.ProcessEnv, timeout: 280_000 };
	execFileSync("sh", ["-c", command], { ...options, stdio: ["ignore", "inherit", "inherit"] });
}

/** Starts a command as the user of the image. */
function start(command: string[], env: Record<string, string | undefined>): ChildProcess {
	const [file = "", ...words] = command;
	const child = spawn(file, words, {
		cwd: site,
		env: { ...needed, ...env },
		stdio: ["ignore", "pipe", "inherit"],
		...account,
	});
	started.push(child);
	return child;
}

beforeAll(() => {
	for (const made of [site, home]) mkdirSync(made);
	for (const line of lines) runInstruction(line);
	if (account) chownSync(path.join(site, ".kept"), account.uid, account.gid);
	// Root owns the folder, as in the image. Without root there is no other user, and the folder stays writable.
	execFileSync("chmod", ["-R", "a+rX,go-w", site]);
});

afterAll(async () => {
	for (const child of started) if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
	removeReachableFolder("image", folder);
});

it("installs no package that is there for development", () => {
	for (const name of ["vitest", "@biomejs/biome", "drizzle-kit"])
		expect(existsSync(path.join(site, "node_modules", name)), name).toBe(false);
});

it("the database is migrated, and the web answers from a folder it cannot write", async () => {
	const { owner, web } = inject("template");
	const [code] = await once(
		start(["node", "lib/commands/run-command.mjs", "migrate"], { DATABASE_URL: owner }),
		"exit",
	);
	expect(code).toBe(0);
	const port = String(await freePort());
	const settings = {
		SITE_URL: `http://localhost:${port}`,
		ORGANISATION_FILE: path.join(site, "db/demo/organisation.json"),
	};
	const command = JSON.parse(instructions("CMD").at(-1) ?? "[]") as string[];
	start(command, { ...inject("keys"), ...settings, DATABASE_URL_WEB: web, PORT: port, WEB_PROCESSES: "1" });
	await expect
		.poll(
			() =>
				fetch(`http://127.0.0.1:${port}/healthz`).then(
					({ status }) => status,
					() => 0,
				),
			{ timeout: 60_000 },
		)
		.toBe(200);
	const page = await fetch(`http://127.0.0.1:${port}/`);
	expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("</html>")]);
	expect(existsSync(path.join(site, ".kept", "BUILD_ID"))).toBe(true);
	// The page is kept for the time the database is away.
	const kept = () =>
		readdirSync(path.join(site, ".kept"), { recursive: true }).map((name) => path.basename(String(name)));
	await expect.poll(kept, { timeout: 20_000 }).toContain("en.html");
});
