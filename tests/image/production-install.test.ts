/**
 * The commands of Dockerfile, run without a container engine: in an empty folder, with only the files it copies and only the
 * packages production needs; then web and worker are started from that folder, which they cannot write, by a user of its own, and a browser
 * walks through it.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { removeCluster } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/free-port";
import { postgresAccount } from "@/db/embedded/unprivileged";
import { startWithoutPrograms } from "@/lib/commands/demo/site";
import { variableNames } from "@/lib/env";
import { browser } from "../support/browser";
import { sendCodeAndEnter, signIn } from "../support/journey";
import { signInWords } from "../support/page";
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
const dataFolder = path.resolve(".data", "image-data");
let data: Awaited<ReturnType<typeof startWithoutPrograms>>;
let url: string;
const [affected] = sampleMembers;
const publisher = sampleStaff.find(({ roles }) => (roles as readonly string[]).includes("publisher"));

/** Does what an instruction of the build stage says. */
function runInstruction(line: string): void {
	const copied = /^COPY (?!--)(.+) (\S+)$/.exec(line);
	const run = /^RUN (?:--mount=\S+ )?(.+)$/.exec(line);
	for (const name of copied?.[1]?.split(" ") ?? [])
		cpSync(name, path.join(site, copied?.[2] === "./" ? name : (copied?.[2] ?? "")), { recursive: true });
	const command = run?.[1]?.replace(/ && chown node:node .+$/, "");
	if (!command) return;
	const { NODE_ENV: _, ...environment } = needed;
	const options = { cwd: site, env: { ...environment, CI: "true" } as unknown as NodeJS.ProcessEnv, timeout: 500_000 };
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

/** The variables that a program of the site reads, without this process's own. */
const own = (environment: NodeJS.ProcessEnv) => ({
	...Object.fromEntries(Object.entries(environment).filter(([name, value]) => value && variableNames.includes(name))),
	SITE_URL: url,
	ORGANISATION_FILE: path.join(site, "db/demo/organisation.json"),
});

beforeAll(async () => {
	for (const made of [site, home]) mkdirSync(made);
	for (const line of lines) runInstruction(line);
	if (account) chownSync(path.join(site, ".kept"), account.uid, account.gid);
	// Root owns the folder, as in the image. Without root there is no other user, and the folder stays writable.
	execFileSync("chmod", ["-R", "a+rX,go-w", site]);
	if (existsSync(path.join(dataFolder, "postgres"))) await removeCluster(path.join(dataFolder, "postgres"));
	rmSync(dataFolder, { recursive: true, force: true });
	const port = await freePort();
	url = `http://localhost:${port}`;
	data = await startWithoutPrograms({ folder: dataFolder, port, say: () => {}, throwaway: true });
});

afterAll(async () => {
	for (const child of started) if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
	await data?.stop();
	removeReachableFolder("image", folder);
});

it("installs no package that is there for development", () => {
	for (const name of ["vitest", "@biomejs/biome", "drizzle-kit"])
		expect(existsSync(path.join(site, "node_modules", name)), name).toBe(false);
});

it("the database is migrated, and the web answers from a folder it cannot write", async () => {
	const migrate = start(["node", "lib/commands/run-command.mjs", "migrate"], { DATABASE_URL: data.database.owner });
	expect((await once(migrate, "exit"))[0]).toBe(0);
	start(["node", "lib/commands/run-command.mjs", "worker"], own(data.environment.worker));
	const command = JSON.parse(instructions("CMD").at(-1) ?? "[]") as string[];
	start(command, own(data.environment.web));
	const ready = () =>
		fetch(`${url}/readyz`).then(
			({ status }) => status,
			() => 0,
		);
	await expect.poll(ready, { timeout: 60_000 }).toBe(200);
	const page = await fetch(url);
	expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("</html>")]);
	expect(existsSync(path.join(site, ".kept", "BUILD_ID"))).toBe(true);
	// The page is kept for the time the database is away.
	const kept = () =>
		readdirSync(path.join(site, ".kept"), { recursive: true }).map((name) => path.basename(String(name)));
	await expect.poll(kept, { timeout: 20_000 }).toContain("en.html");
});

/** Opens an address and returns its status and heading. */
async function opened(page: Page, address: string): Promise<[number | undefined, string]> {
	const answer = await page.goto(address);
	return [answer?.status(), await page.getByRole("heading", { level: 1 }).first().innerText()];
}

it("a browser sees home in both languages, a member's answer and choice, a page of staff that runs React, and a page that is not there", async () => {
	const launched = await chromium.launch(await browser());
	const faults: string[] = [];
	try {
		const context = await launched.newContext({ baseURL: url, locale: "en-GB" });
		const page = await context.newPage();
		page.on("pageerror", ({ message }) => faults.push(message));
		page.on("console", (said) => said.text().includes("Content Security Policy") && faults.push(said.text()));
		page.on("response", (answer) => answer.status() >= 400 && faults.push(`${answer.status()} ${answer.url()}`));
		// What the next page cuts off has not failed.
		page.on("requestfailed", (request) => {
			const why = request.failure()?.errorText;
			if (why !== "net::ERR_ABORTED") faults.push(`${why} ${request.url()}`);
		});

		expect(await opened(page, "/cy")).toEqual([200, expect.stringMatching(/\S/)]);
		expect(await page.locator("html").getAttribute("lang")).toBe("cy");
		expect(await opened(page, "/")).toEqual([200, expect.stringMatching(/\S/)]);
		expect(await page.locator("html").getAttribute("lang")).toBe("en");
		const font = () => page.evaluate(async () => (await document.fonts.ready).status);
		expect(await font()).toBe("loaded");

		await signIn(page, affected?.email ?? "", data.mailbox);
		await page.getByText("Your records were in the affected data").first().waitFor();
		await page.goto("/preferences");
		await page.getByLabel("Email me about the incidents and my records").check();
		await page.getByRole("button", { name: "Save these choices" }).click();
		await page.getByText("We have saved your choices.").waitFor();
		await page.goto("/preferences");
		expect(await page.getByLabel("Email me about the incidents and my records").isChecked()).toBe(true);

		await page.goto("/staff/sign-in");
		await page.getByLabel(signInWords.workAddress).fill(publisher?.email ?? "");
		await sendCodeAndEnter(page, publisher?.email ?? "", signInWords.sendCode, data.mailbox);
		await page.waitForURL(/\/staff$/);
		await page.waitForLoadState("networkidle");
		// A document that was loaded anew would have lost it.
		await page.evaluate(() => Object.assign(window, { sameDocument: true }));
		await page.getByLabel("Reference", { exact: true }).fill("ABCD-EFGH");
		await page.getByLabel("Reference", { exact: true }).press("Enter");
		await page.getByText("Enter the reference again").first().waitFor();
		expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);

		expect(faults).toEqual([]);
		expect(await opened(page, "/no-such-page")).toEqual([404, "We cannot find that page"]);
		expect(faults.splice(0)).toEqual([`404 ${url}/no-such-page`]);
	} finally {
		await launched.close();
	}
});
