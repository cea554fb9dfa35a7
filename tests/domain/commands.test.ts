import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const run = promisify(execFile);

type End = { code: number; stdout: string; stderr: string };

/** Runs a command of package.json as a deployment would, with some variables changed. */
async function command(name: string, change: Record<string, string | undefined> = {}): Promise<End> {
	const words = ["--import", "tsx", `lib/commands/${name}.ts`];
	const env = { ...process.env, ...change };
	return run(process.execPath, words, { env }).then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		(error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
	);
}

describe("a variable that is missing or malformed stops the start with one sentence that names it", () => {
	it.each([
		["IDENTIFIER_KEY", undefined, "IDENTIFIER_KEY is missing; .env.example explains it.\n"],
		[
			"SMTP_URL",
			"http://mail",
			"SMTP_URL must be a URL that starts with smtp:// or smtps://; .env.example explains it.\n",
		],
		[
			"CONFIRMATION_KEY",
			"c2hvcnQ=",
			"CONFIRMATION_KEY must be 32 random bytes in base64 (openssl rand -base64 32); .env.example explains it.\n",
		],
		[
			"CONFIRMATION_OLD_KEYS",
			"c2hvcnQ=",
			"CONFIRMATION_OLD_KEYS must be public keys of 32 bytes in base64, with commas between them; .env.example explains it.\n",
		],
		["ORGANISATION_FILE", "/nowhere.json", "ORGANISATION_FILE names /nowhere.json, which cannot be read.\n"],
	])("%s", async (name, value, sentence) => {
		for (const of of ["migrate", "worker"])
			expect(await command(of, { [name]: value })).toEqual({ code: 1, stdout: "", stderr: sentence });
	});

	it("also inside the organisation's file", async () => {
		const file = path.join(tmpdir(), `organisation-${process.pid}.json`);
		writeFileSync(file, JSON.stringify({ name: { en: "One", cy: "Un" } }));
		const { code, stderr } = await command("migrate", { ORGANISATION_FILE: file });
		expect(code).toBe(1);
		expect(stderr).toMatch(/^ORGANISATION_FILE .*organisation-\d+\.json: shortName: .*\.\n$/);
	});
});

it("migrates a migrated database without a change, and says that one URL serves all", async () => {
	const end = await command("migrate", { DATABASE_URL_WEB: "", DATABASE_URL_WORKER: "" });
	expect(end.stdout).toBe("The database has this version's schema.\n");
	expect(end.stderr).toMatch(/^DATABASE_URL_WEB and DATABASE_URL_WORKER not set: the owner .*\n$/);
});

it.each(["4190", "6000", "6665"])("the demo says at once that no browser opens port %s", async (PORT) => {
	const end = await run(process.execPath, ["--import", "tsx", "lib/commands/demo/main.ts"], {
		env: { ...process.env, PORT },
	}).catch((error) => error);
	expect(end.code).toBe(1);
	expect(end.stderr).toBe(
		`PORT is ${PORT}, which no browser opens: it is kept for something else. Choose another, as in PORT=3000 npm run demo.\n`,
	);
});

describe("the worker", () => {
	async function started(): Promise<ChildProcess> {
		const child = spawn(process.execPath, ["--import", "tsx", "lib/commands/worker.ts"], {
			env: { ...process.env, LOG_LEVEL: "info" },
			stdio: ["ignore", "pipe", "inherit"],
		});
		for await (const line of child.stdout) if (String(line).includes("worker.started")) break;
		return child;
	}

	it("waits for a database that is away, and stops on SIGTERM then too", async () => {
		const away = (process.env.DATABASE_URL_WORKER ?? "").replace(/:\d+\//, ":1/");
		const child = spawn(process.execPath, ["--import", "tsx", "lib/commands/worker.ts"], {
			env: { ...process.env, DATABASE_URL_WORKER: away, LOG_LEVEL: "info" },
			stdio: ["ignore", "pipe", "inherit"],
		});
		let said = "";
		child.stdout.on("data", (line) => {
			said += line;
		});
		await expect.poll(() => said.split("worker.lost").length, { timeout: 20_000 }).toBeGreaterThan(2);
		expect(said).toContain('"code":"ECONNREFUSED"');
		child.kill("SIGTERM");
		const [code] = await once(child, "exit");
		expect(code).toBe(0);
	});

	it("works as the role worker and stops on SIGTERM", async () => {
		const child = await started();
		const { rows } = await owner.query(
			"select distinct usename from pg_stat_activity where application_name like '%-queue'",
		);
		expect(rows).toEqual([{ usename: "worker" }]);
		child.kill("SIGTERM");
		const [code] = await once(child, "exit");
		expect(code).toBe(0);
	});
});
