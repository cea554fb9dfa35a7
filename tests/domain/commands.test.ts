import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
	appendFileSync,
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { isBlocked } from "@/lib/commands/demo/blocked-port";
import { variableNames, variablesOf } from "@/lib/env";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const run = promisify(execFile);

type End = { code: number; stdout: string; stderr: string };

const urls = { web: "DATABASE_URL_WEB", worker: "DATABASE_URL_WORKER", migrate: "DATABASE_URL" } as const;
type Process = keyof typeof urls;

/** The environment of a process in a deployment, without this test's other variables. */
function environmentOf(of: Process, change: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
	const needed = [urls[of], ...variablesOf[of === "migrate" ? "owner" : of]];
	const others = Object.keys(process.env).filter((name) => !variableNames.includes(name));
	const kept = [...others, ...needed, "LOG_LEVEL"].map((name) => [name, process.env[name]]);
	return { ...Object.fromEntries(kept), ...change };
}

/** The environment of npm run staff: the owner's connection and the worker's keys. */
const environmentOfStaff = (DATABASE_URL = process.env.DATABASE_URL) =>
	environmentOf("worker", { DATABASE_URL, DATABASE_URL_WORKER: undefined });

/** Runs a program as in a deployment, with some variables changed. */
function command(of: Process, change: Record<string, string | undefined> = {}): Promise<End> {
	const words = of === "web" ? ["--import", "tsx", "tests/support/start-web.ts"] : runs(of);
	return program(words, environmentOf(of, change));
}

/**
 * Runs the first steps of a start in this process, with reloaded modules, because modules read the environment once. Returns the
 * notices. Throws the error that ends the start.
 */
async function checked(of: Process, change: Record<string, string | undefined> = {}): Promise<string[]> {
	vi.unstubAllEnvs();
	const environment = environmentOf(of, change);
	for (const name of variableNames) vi.stubEnv(name, environment[name]);
	vi.resetModules();
	const { checkStart } = await import("@/lib/commands/check-start");
	return checkStart(of === "migrate" ? "owner" : of);
}
afterEach(() => {
	vi.unstubAllEnvs();
});

const everyCommand = ["web", "worker", "migrate"] as const;
const serving = ["web", "worker"] as const;
const notOnHttps = /^SITE_URL starts with http:\/\/: cookies are not kept to https /;

const runs = (name: string, ...words: string[]) => ["lib/commands/run-command.mjs", name, ...words];

async function program(words: string[], env = environmentOf("worker"), cwd = "."): Promise<End> {
	return run(process.execPath, words, { env, cwd }).then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		(error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
	);
}

describe("a variable that is missing or malformed stops the start with one sentence that names it", () => {
	const explained = "; .env.example explains it.";
	const base64 = "must be 32 random bytes in base64 (openssl rand -base64 32)";

	it.each([
		["DATABASE_URL_WEB", undefined, ["web"], "is missing"],
		["DATABASE_URL_WORKER", undefined, ["worker"], "is missing"],
		["DATABASE_URL", undefined, ["migrate"], "is missing"],
		["IDENTIFIER_KEY", undefined, serving, "is missing"],
		["AUTH_SECRET", "", ["web"], "is missing"],
		["SITE_URL", undefined, ["web"], "is missing"],
		["SMTP_URL", undefined, ["worker"], "is missing"],
		["SMTP_URL", "http://mail", everyCommand, "must be a URL that starts with smtp:// or smtps://"],
		["CONFIRMATION_KEY", "c2hvcnQ=", everyCommand, base64],
		["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "c2hvcnQ=", everyCommand, base64],
		["NOTIFY_EMAIL_TEMPLATE", "emails", ["worker"], "must be the id of a template, as Notify's page of it shows it"],
		[
			"NOTIFY_API_KEY",
			"secret",
			["worker"],
			"must be a key of GOV.UK Notify: a name and two ids, with dashes between them",
		],
		["NOTIFY_URL", "http://notify.example", ["worker"], "must start with https://"],
		[
			"CONFIRMATION_OLD_KEYS",
			"c2hvcnQ=",
			everyCommand,
			"must be public keys of 32 bytes in base64, with commas between them",
		],
		[
			"SITE_URL",
			"http://check.example.org",
			["web"],
			"must start with https:// unless its host is localhost or 127.0.0.1, since cookies would cross the network in the clear",
		],
	] as const)("%s=%s", async (name, value, processes, fault) => {
		for (const of of processes)
			await expect(checked(of, { [name]: value })).rejects.toMatchObject({
				name: "EnvironmentError",
				message: `${name} ${fault}${explained}`,
			});
	});

	// A process prints only the sentence of the error, on standard error, and exits with 1. npm start: faults/start.test.ts.
	it.each([
		["worker", "IDENTIFIER_KEY"],
		["migrate", "DATABASE_URL"],
	] as const)("said by a process of its own: %s without %s", async (of, name) => {
		const said = { code: 1, stdout: "", stderr: `${name} is missing${explained}\n` };
		expect(await command(of, { [name]: undefined })).toEqual(said);
	});

	it("a template of GOV.UK Notify without its key", async () => {
		const template = { NOTIFY_EMAIL_TEMPLATE: "0b8cfb0e-6f5e-4a64-9d4a-7b1a1f0e6a01" };
		await expect(checked("worker", template)).rejects.toThrow(
			`NOTIFY_API_KEY is missing beside NOTIFY_EMAIL_TEMPLATE${explained}`,
		);
	});

	it("one half of DKIM without the other, and a half that is none", async () => {
		const DKIM_PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----\ninvented\n-----END PRIVATE KEY-----";
		const DKIM_SELECTOR = "mail2026";
		await expect(checked("worker", { DKIM_SELECTOR })).rejects.toThrow(
			`DKIM_PRIVATE_KEY is missing beside DKIM_SELECTOR${explained}`,
		);
		await expect(checked("worker", { DKIM_PRIVATE_KEY })).rejects.toThrow(
			`DKIM_SELECTOR is missing beside DKIM_PRIVATE_KEY${explained}`,
		);
		await expect(checked("worker", { DKIM_PRIVATE_KEY: "invented", DKIM_SELECTOR })).rejects.toThrow(
			`DKIM_PRIVATE_KEY must be a private key in PEM${explained}`,
		);
		await expect(checked("worker", { DKIM_PRIVATE_KEY, DKIM_SELECTOR: "mail_2026." })).rejects.toThrow(
			`DKIM_SELECTOR must be the selector of a DKIM record, such as mail2026${explained}`,
		);
		await expect(checked("worker", { DKIM_PRIVATE_KEY, DKIM_SELECTOR })).resolves.toBeDefined();
	});

	it.each(["STAFF", "MEMBERS"])("an incomplete provider for %s", async (who) => {
		const [issuer, id, secret] = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"].map((part) => `OIDC_${who}_${part}`) as [
			string,
			string,
			string,
		];
		const half = { [issuer]: "https://login.example.org", [id]: "us" };
		await expect(checked("web", half)).rejects.toThrow(`${secret} is missing beside ${issuer} and ${id}${explained}`);
		await expect(checked("web", { [secret]: "s" })).rejects.toThrow(
			`${issuer} is missing beside ${secret}${explained}`,
		);
		await expect(checked("web", { ...half, [secret]: "s" })).resolves.toEqual([expect.stringMatching(notOnHttps)]);
		// The secret is the web's, which alone has the key of sessions.
		await expect(checked("worker", { AUTH_SECRET: undefined, ...half })).resolves.toBeDefined();
		await expect(checked("worker", { AUTH_SECRET: undefined, [issuer]: "https://login.example.org" })).rejects.toThrow(
			`${id} is missing beside ${issuer}${explained}`,
		);
	});

	it("so does the organisation's file and each of its settings", async () => {
		const unread = "ORGANISATION_FILE names /nowhere.json, which cannot be read.";
		for (const of of serving)
			await expect(checked(of, { ORGANISATION_FILE: "/nowhere.json" })).rejects.toMatchObject({
				name: "EnvironmentError",
				message: unread,
			});
		const file = path.join(tmpdir(), `organisation-${process.pid}.json`);
		writeFileSync(file, JSON.stringify({ name: { en: "One", cy: "Un" } }));
		await expect(checked("worker", { ORGANISATION_FILE: file })).rejects.toMatchObject({
			name: "EnvironmentError",
			message: expect.stringMatching(/^ORGANISATION_FILE .*organisation-\d+\.json: shortName: .*\.$/),
		});
	});

	it("so does a secret given twice or in a file that is not there; one in a file is read", async () => {
		const file = path.join(tmpdir(), `secret-${process.pid}`);
		const secret = process.env.AUTH_SECRET;
		const fromFile = async (change: Record<string, string | undefined>) => {
			for (const [name, value] of Object.entries(change)) if (name.endsWith("_FILE")) vi.stubEnv(name, value);
			return checkedWith(change);
		};
		const checkedWith = async (change: Record<string, string | undefined>) => {
			for (const name of variableNames) vi.stubEnv(name, environmentOf("web", change)[name]);
			vi.resetModules();
			const { checkStart } = await import("@/lib/commands/check-start");
			const { env } = await import("@/lib/env");
			checkStart("web");
			return env().AUTH_SECRET;
		};
		writeFileSync(file, `${secret}\n`);
		expect(await fromFile({ AUTH_SECRET: "", AUTH_SECRET_FILE: file })).toBe(secret);
		await expect(fromFile({ AUTH_SECRET: secret, AUTH_SECRET_FILE: file })).rejects.toThrow(
			"AUTH_SECRET and AUTH_SECRET_FILE are both given: give one of them.",
		);
		await expect(fromFile({ AUTH_SECRET: "", AUTH_SECRET_FILE: "/nowhere" })).rejects.toThrow(
			"AUTH_SECRET_FILE names /nowhere, which cannot be read.",
		);
		rmSync(file);
	});

	it("so does a missing logo", async () => {
		const file = path.join(tmpdir(), `organisation-logo-${process.pid}.json`);
		const demo = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));
		writeFileSync(file, JSON.stringify({ ...demo, logo: { file: "nowhere.svg", width: 120, height: 40 } }));
		await expect(checked("web", { ORGANISATION_FILE: file })).rejects.toMatchObject({
			name: "EnvironmentError",
			message: "ORGANISATION_FILE names the logo nowhere.svg, which cannot be read.",
		});
	});

	it("so does the key of forms, before the build", async () => {
		const words = ["node_modules/next/dist/bin/next", "build"];
		const env = { ...process.env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "c2hvcnQ=", NODE_ENV: "production" as const };
		const end = await run(process.execPath, words, { env }).catch((error) => error);
		expect(end.code).toBe(1);
		expect(end.stderr).toBe(`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ${base64}${explained}\n`);
	});
});

describe("a process starts with its own variables", () => {
	it("the web without the owner's and the worker's connections and without the mail relay", async () => {
		const env = environmentOf("web", { SITE_URL: "https://check.example.org" });
		for (const name of ["DATABASE_URL", "DATABASE_URL_WORKER", "SMTP_URL"]) expect(env).not.toHaveProperty(name);
		expect(await command("web", { SITE_URL: "https://check.example.org" })).toEqual({
			code: 0,
			stdout: "started\n",
			stderr: "",
		});
	});

	it("and warns if SITE_URL is not https", async () => {
		expect(await checked("web")).toEqual([expect.stringMatching(notOnHttps)]);
	});

	it("and warns if it has another process's connection", async () => {
		const both = { DATABASE_URL: process.env.DATABASE_URL, DATABASE_URL_WORKER: process.env.DATABASE_URL_WORKER };
		expect(await checked("web", { ...both, SITE_URL: "https://check.example.org" })).toEqual([
			"DATABASE_URL and DATABASE_URL_WORKER should not be handed to the web, which connects with DATABASE_URL_WEB alone.",
		]);
	});

	it("so does every command that runs as the worker, on standard error", async () => {
		const both = environmentOf("worker", { DATABASE_URL: process.env.DATABASE_URL });
		const { stderr } = await program(runs("import", "/nowhere.csv", "--propose"), both);
		expect(stderr).toBe(
			"DATABASE_URL should not be handed to the worker, which connects with DATABASE_URL_WORKER alone.\n/nowhere.csv cannot be read (ENOENT).\n",
		);
	});

	it("or with the owner's connection only, with a warning", async () => {
		const alone = {
			DATABASE_URL: process.env.DATABASE_URL,
			DATABASE_URL_WEB: "",
			SITE_URL: "https://check.example.org",
		};
		expect(await checked("web", alone)).toEqual([
			expect.stringMatching(/^DATABASE_URL_WEB is not set: the owner of the database in DATABASE_URL is used /),
		]);
	});

	it("migrates an up-to-date database without a change, with only the owner's connection", async () => {
		const done = { code: 0, stdout: "The database has this version's schema.\n", stderr: "" };
		expect(await command("migrate")).toEqual(done);
	});
});

describe("with another key than the database was filled with", () => {
	const other = Buffer.alloc(32, 7).toString("base64");
	const sentence = (name: string) =>
		`${name} is not the key this database was filled with: start with that key, or no record would be found.\n`;
	beforeAll(async () => {
		const filled = await program(
			runs("staff", "add", "first@example.org", "--name", "Fay First", "--role", "admin"),
			environmentOfStaff(),
		);
		expect(filled.stderr).toBe("");
	});

	it.each([
		["the web", "IDENTIFIER_KEY", ["--import", "tsx", "tests/support/start-web.ts"]],
		["the worker", "IDENTIFIER_KEY", runs("worker")],
		["npm run staff", "SEALING_KEY", runs("staff", "list")],
	])("%s does not start: %s", async (who, name, words) => {
		const web = { ...environmentOf("web", { [name]: other, SITE_URL: "https://check.example.org" }) };
		const env =
			who === "the web"
				? web
				: who === "npm run staff"
					? { ...environmentOfStaff(), [name]: other }
					: environmentOf("worker", { [name]: other });
		expect(await program(words, env)).toEqual({ code: 1, stdout: "", stderr: sentence(name) });
	});
});

it("the demo refuses at once a port that browsers block", async () => {
	for (const port of [4190, 6000, 6665]) expect(await isBlocked(port), String(port)).toBe(true);
	const PORT = "6000";
	const end = await run(process.execPath, ["--import", "tsx", "lib/commands/demo/main.ts"], {
		env: { ...process.env, PORT },
	}).catch((error) => error);
	expect(end.code).toBe(1);
	expect(end.stderr).toBe(
		`PORT is ${PORT}, which no browser opens: it is kept for something else. Choose another, as in PORT=3000 npm run demo.\n`,
	);
});

describe("a command that fails", () => {
	const add = ["add", "needle@example.org", "--name", "Nina Needle", "--role", "admin"];

	it("prints only an error's code, because the database's message could quote typed values", async () => {
		await owner.query("alter table staff_member add constraint nobody check (false) not valid");
		const end = await program(runs("staff", ...add), environmentOfStaff());
		await owner.query("alter table staff_member drop constraint nobody");
		expect(end.code).toBe(1);
		expect(end.stdout + end.stderr).not.toMatch(/needle|insert/i);
		expect(end.stderr).toMatch(/^Something went wrong that this command does not foresee \(23514\); [^\n]*\.\n$/);
		expect(await program(runs("staff", ...add), environmentOfStaff())).toEqual({
			code: 0,
			stdout: "Added.\n",
			stderr: "",
		});
	});

	it("says that the database does not answer", async () => {
		const away = (process.env.DATABASE_URL ?? "").replace(/:\d+\//, ":1/");
		const end = await program(runs("staff", "list"), environmentOfStaff(away));
		expect(end).toEqual({ code: 1, stdout: "", stderr: "The database does not answer (ECONNREFUSED).\n" });
	});

	it.each([
		[["table.csv", "--unknown"], /^npm run import -- FILE /],
		[["/nowhere.csv", "--mapping", "README.md"], /^README\.md is not valid JSON\.\n$/],
	])("explains what is wrong with npm run import -- %j", async (words, said) => {
		const end = await program(runs("import", ...words));
		expect({ code: end.code, stdout: end.stdout }).toEqual({ code: 1, stdout: "" });
		expect(end.stderr).toMatch(said);
	});
});

describe("the worker", () => {
	async function started(): Promise<ChildProcess> {
		const child = spawn(process.execPath, runs("worker"), {
			env: environmentOf("worker", { LOG_LEVEL: "info" }),
			stdio: ["ignore", "pipe", "inherit"],
		});
		for await (const line of child.stdout) if (String(line).includes("worker.started")) break;
		return child;
	}

	it("waits for an unreachable database, and stops on SIGTERM meanwhile", async () => {
		const away = (process.env.DATABASE_URL_WORKER ?? "").replace(/:\d+\//, ":1/");
		const child = spawn(process.execPath, runs("worker"), {
			env: environmentOf("worker", { DATABASE_URL_WORKER: away, LOG_LEVEL: "info" }),
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

	it("needs neither the connections of web and owner nor the session key, runs as the role worker, and stops on SIGTERM", async () => {
		const unused = ["DATABASE_URL", "DATABASE_URL_WEB", "AUTH_SECRET", "CONFIRMATION_KEY"];
		for (const name of unused) expect(environmentOf("worker")).not.toHaveProperty(name);
		const child = await started();
		const { rows } = await owner.query(
			"select distinct usename from pg_stat_activity where application_name like '%-queue' and datname = current_database()",
		);
		expect(rows).toEqual([{ usename: "worker" }]);
		child.kill("SIGTERM");
		const [code] = await once(child, "exit");
		expect(code).toBe(0);
	});
});

describe("the bundle of the commands", () => {
	/** Copies the sources to a new folder that uses this one's packages. */
	function copyOfSources(): string {
		const copy = mkdtempSync(path.join(tmpdir(), "commands-"));
		for (const part of ["app", "components", "lib", "db", "package.json", "package-lock.json", "tsconfig.json"])
			cpSync(part, path.join(copy, part), { recursive: true });
		symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
		return copy;
	}

	it("is built once, and again after a source has changed, also concurrently", async () => {
		const copy = copyOfSources();
		const one = () => program(runs("staff", "list"), environmentOfStaff(), copy);
		const several = () => Promise.all([one(), one()]);
		const good = (ends: End[]) =>
			expect(ends).toEqual(ends.map(() => ({ code: 0, stdout: expect.any(String), stderr: "" })));
		const bundles = path.join(copy, ".commands");
		const newest = () => {
			const note = path.join(bundles, "newest.json");
			return { ...JSON.parse(readFileSync(note, "utf8")), at: statSync(note).mtimeMs };
		};
		good(await several());
		const first = newest();
		good([await one()]);
		expect(newest()).toEqual(first);
		appendFileSync(path.join(copy, "lib", "commands", "staff.ts"), 'console.log("changed");\n');
		good(await several());
		const second = newest();
		expect(second.name).not.toBe(first.name);
		// Keeps the previous bundle, because a process may run from it, and deletes older ones.
		expect(readdirSync(bundles).sort()).toEqual([first.name, second.name, "newest.json"].sort());
		rmSync(copy, { recursive: true });
	});
	it("prints an error if it is missing and cannot be built", async () => {
		const copy = copyOfSources();
		writeFileSync(path.join(copy, ".commands"), "");
		const end = await program(runs("staff", "list"), environmentOfStaff(), copy);
		expect(end.code).toBe(1);
		expect(end.stderr).toMatch(/^Commands run from \.commands\/, which is missing .* \(ENOTDIR\)\. .* there\.\n$/);
		rmSync(copy, { recursive: true });
	});
	it("lists the commands", async () => {
		const { code, stderr } = await program(runs("imports"));
		expect([code, stderr]).toEqual([
			1,
			'There is no command "imports". There are: doctor, export-objections, front, import, keys, migrate, mirror, read-bounces, read-recipients, roll-over, staff, worker, write-letters, web.\n',
		]);
	});
});
