/** Commands of docs/, run as they are written there: PostgreSQL's users, the secrets of compose, nginx's configuration. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, superuser } from "@/db/embedded/cluster";
import { boxesOf } from "../support/documented-commands";
import { startThrowawayCluster } from "../support/throwaway-database";

const run = promisify(execFile);
const boxes = (page: string) => boxesOf(readFileSync(`docs/${page}.md`, "utf8"));
const statements = (page: string) => boxes(page).find(([first]) => first?.startsWith("CREATE ROLE owner")) ?? [];
const password = "invented-password";

/** Runs the commands of ours as somebody who has only these variables. */
const command = (words: string[], variables: Record<string, string>) =>
	run(process.execPath, ["lib/commands/run-command.mjs", ...words], {
		env: { PATH: process.env.PATH, ...variables } as unknown as NodeJS.ProcessEnv,
	});

describe.each(["install-by-hand", "install-compose"])("the users and the database of docs/%s.md", (page) => {
	let cluster: Cluster;
	beforeAll(async () => {
		cluster = await startThrowawayCluster(path.resolve(".data", "tests", page));
		const client = new pg.Client({ connectionString: cluster.url(superuser, "postgres") });
		await client.connect();
		// The image of PostgreSQL makes the database that POSTGRES_DB names.
		if (page === "install-compose") await client.query("CREATE DATABASE selfcheck");
		for (const statement of statements(page)) await client.query(statement.replace("…", password));
		await client.end();
	});
	afterAll(() => cluster.stop());

	const url = (user: string) => `postgresql://${user}:${password}@127.0.0.1:${cluster.port}/selfcheck`;

	it("let the owner migrate, and web and worker in with the rights of their groups alone", async () => {
		expect(statements(page).length).toBe(7);
		await command(["migrate"], { DATABASE_URL: url("owner") });
		for (const user of ["web", "worker"]) {
			const client = new pg.Client({ connectionString: url(user) });
			await client.connect();
			const { rows } = await client.query(
				"select array_agg(rolname::text) as groups from pg_roles where rolname <> current_user and pg_has_role(oid, 'member')",
			);
			expect(rows).toEqual([{ groups: [`selfcheck_${user}`] }]);
			await expect(client.query("create table public.mine (id int)")).rejects.toThrow("permission denied");
			await client.end();
		}
	});
});

const tools = spawnSync("sh", ["-c", "command -v openssl"]).status === 0;
if (!tools) console.warn("openssl is not installed: the commands that make secrets are not checked.");

describe.skipIf(!tools)("the secrets of docs/install-compose.md", () => {
	const folder = mkdtempSync(path.join(tmpdir(), "compose-"));
	afterAll(() => rmSync(folder, { recursive: true }));

	it("are made for each service of compose.yaml, each key 32 random bytes and unlike the others", async () => {
		const [box = []] = boxes("install-compose").filter(([first]) => first?.startsWith("mkdir -p secrets"));
		await run("sh", ["-e", "-c", box.join("\n")], { cwd: folder });
		const read = (name: string) => readFileSync(path.join(folder, "secrets", name), "utf8").trim();
		const named = [...readFileSync("compose.yaml", "utf8").matchAll(/file: \.\/secrets\/(\w+)/g)].map(
			([, name = ""]) => name,
		);
		expect(named.length).toBeGreaterThan(9);
		const made = readdirSync(path.join(folder, "secrets"));
		expect(named.filter((name) => !made.includes(name))).toEqual([]);
		const keys = named.filter((name) => name.endsWith("_key")).map(read);
		expect(keys.map((key) => Buffer.from(key, "base64").length)).toEqual(keys.map(() => 32));
		expect(new Set(keys).size).toBe(keys.length);
		expect(new URL(read("database_web"))).toMatchObject({
			username: "web",
			password: read("password_web"),
			pathname: "/selfcheck",
		});
		expect(statSync(path.join(folder, "secrets")).mode & 0o777).toBe(0o700);
	});

	it("of docs/keys.md are 32 bytes in base64 as well", async () => {
		const [line = ""] = boxes("keys")
			.flat()
			.filter((command) => command.startsWith("openssl rand"));
		const { stdout } = await run("sh", ["-c", line]);
		expect(Buffer.from(stdout, "base64").length).toBe(32);
	});
});

it("npm run front, as docs/mirror.md has it, prints the configuration of nginx with the mirror's folder", async () => {
	const [line = ""] = boxes("mirror")
		.flat()
		.filter((command) => command.startsWith("npm run front -- "));
	const words = line.replace("npm run front -- ", "").replace(/ > .*/, "").split(" ");
	const { stdout } = await command(["front", ...words], { SITE_URL: "https://check.example.org" });
	expect(stdout).toContain("server_name check.example.org;");
	expect(stdout).toContain("root /var/lib/selfcheck/mirror;");
	expect(stdout).toContain('add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;');
});
