/** npm run doctor on a database: what it says of a good one, that it sees what is wrong, prints no secret and changes nothing. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Finding } from "@/lib/commands/doctor/check-finding";
import { databaseChecks } from "@/lib/commands/doctor/database-checks";
import { keyChecks } from "@/lib/commands/doctor/key-checks";
import { database } from "@/lib/database";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
/** The tests' PostgreSQL is set up for speed. */
const ofTheTestsServer = ["database durability", "database log", "database connections"];

const notOk = (findings: Finding[]) =>
	findings.filter(({ what, state }) => state !== "ok" && !ofTheTestsServer.includes(what)).map(({ what }) => what);

/** Changes the database for one look of the doctor. */
async function whileChanged(change: string, back: string): Promise<string[]> {
	await owner.query(change);
	try {
		return notOk(await databaseChecks());
	} finally {
		await owner.query(back);
	}
}

it("a migrated database and its users are in order", async () => {
	const findings = await databaseChecks();
	expect(notOk(findings)).toEqual([]);
	expect(findings.map(({ what }) => what)).toContain("database user of the worker");
});

it.each([
	[
		"database rights",
		"grant select on public.outbox_message to selfcheck_web",
		"revoke select on public.outbox_message from selfcheck_web",
	],
	[
		"database rights",
		"grant execute on function public.report_worker(bytea) to selfcheck_web",
		"revoke execute on function public.report_worker(bytea) from selfcheck_web",
	],
	[
		"database rights",
		"revoke select on public.person from selfcheck_worker",
		"grant select on public.person to selfcheck_worker",
	],
	["database objects", "create table public.left_over (id int)", "drop table public.left_over"],
	[
		"functions of the owner",
		"alter function public.report_worker(bytea) reset search_path",
		"alter function public.report_worker(bytea) set search_path = pg_catalog, pg_temp",
	],
])("%s: %s", async (what, change, back) => {
	expect(await whileChanged(change, back)).toContain(what);
});

it("sees a key that is another than the one the database was filled with", async () => {
	await database().$client.query("select 1");
	expect(notOk(await keyChecks())).toEqual(["key NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"]);
	await owner.query("update key_check set value = $1 where name = 'SEALING_KEY'", [randomBytes(16)]);
	expect(notOk(await keyChecks())).toContain("SEALING_KEY and the database");
});

it("prints a line for each check, no secret, and exits with 1 if something is wrong", async () => {
	const AUTH_SECRET = process.env.IDENTIFIER_KEY;
	const environment = {
		...process.env,
		AUTH_SECRET,
		ORGANISATION_FILE: "/no/such.json",
		SMTP_URL: "smtp://user:needle@127.0.0.1:1",
	};
	const end = await promisify(execFile)(
		process.execPath,
		["lib/commands/run-command.mjs", "doctor", "--resolver", "127.0.0.1:1"],
		{
			env: environment,
		},
	).catch((error) => error);
	expect(end.code).toBe(1);
	expect(end.stderr).toBe("");
	expect(end.stdout).toMatch(/^wrong +key AUTH_SECRET: is the same as IDENTIFIER_KEY\. To do: /m);
	expect(end.stdout).toMatch(/^wrong +mail server: does not answer \((ESOCKET|ECONNECTION|ECONNREFUSED)\)/m);
	expect(end.stdout).toMatch(
		/^wrong +organisation's file: ORGANISATION_FILE names \S+, which cannot be read\. To do: /m,
	);
	expect(end.stdout).toMatch(/\n\d+ wrong, \d+ to look at, \d+ in order, \d+ not checked\.\n$/);
	const secrets = [process.env.IDENTIFIER_KEY, process.env.SEALING_KEY, "needle", /\/\/[^@\s]*@/] as (
		| string
		| RegExp
	)[];
	for (const secret of secrets) expect(end.stdout).not.toMatch(secret);
});
