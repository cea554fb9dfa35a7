/** docs/retention.md: what is kept how long. Rows are moved to just before and just after their end; the worker's nightly tasks run; rows are counted. */
import { readFileSync } from "node:fs";
import type { JobHelpers } from "graphile-worker";
import { beforeAll, expect, it } from "vitest";
import { lanes } from "@/lib/commands/tasks";
import { reportFake } from "@/lib/fakes";
import { askedCode, signedInMember } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const page = readFileSync("docs/retention.md", "utf8");
const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

/** The tables that delete themselves: how long they are kept after the time in a column. */
const timed = [...section("Deleted by themselves").matchAll(/^\| `(\w+)` \| [^|]+ \| (\d+) days \| ([^|]+) \|$/gm)].map(
	([, table = "", days = "", after = ""]) => ({
		table,
		days: Number(days),
		column: /^`(\w+)`/.exec(after)?.[1],
		parent: /^with `(\w+)`/.exec(after)?.[1],
	}),
);

it("every table of the database is on the page, once", async () => {
	const { rows } = await owner.query<{ name: string }>(
		`select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'exposure') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
	);
	const tables = page.split("\n## Elsewhere")[0] ?? "";
	const named = [...tables.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = ""]) =>
		[...cell.matchAll(/`([\w.]+)`/g)].map(([, name = ""]) => name),
	);
	expect(named.sort()).toEqual(rows.map(({ name }) => name).sort());
});

/** Makes at least one row of each table, by what the site does where that is short. */
beforeAll(async () => {
	await signedInMember("kept@example.org");
	await askedCode({ purpose: "sign-in", address: "asked@example.org", locale: "en" });
	await asRole("web", () => reportFake({ channel: "email", sender: "a@evil.test", text: "Pay now" }, "192.0.2.1"));
	const hash = "sha256('invented')";
	for (const statement of [
		`insert into replaced_code (challenge_id, code_hash, asked_at) select id, ${hash}, now() from challenge`,
		`insert into mailed_code (challenge_id, code_hash, long_code_hash, long_code_expires_at)
			select id, ${hash}, ${hash}, now() from challenge on conflict do nothing`,
		`insert into code_attempt (challenge_id, number, code_hash, compared) select id, 1, ${hash}, true from challenge on conflict do nothing`,
		"insert into wrong_code (hour, count) values (now(), 1) on conflict do nothing",
		`insert into known_browser (browser_hash, person_id) select ${hash}, id from person`,
		"insert into provider_sign_in (id, audience, outcome) values ('psi_invented', 'member', 'refused')",
		`insert into suppression (recipient, scope, reason, added_by, expires_at) values (${hash}, 'all', 'asked', 'stf_invented', now())`,
		`insert into webhook_report (webhook_id, sent_at, signature, body_sealed, network_hash) values ('msg', '1', 'v1,', '', ${hash})`,
	])
		await owner.query(statement);
});

const count = async (table: string) => Number((await owner.query(`select count(*) from ${table}`)).rows[0].count);

/** Runs as the worker what its timetable has for the night. */
const night = () =>
	asRole("worker", async () => {
		for (const { taskList, crontab = "" } of lanes as {
			taskList: (typeof lanes)[number]["taskList"];
			crontab?: string;
		}[])
			for (const [, name = ""] of crontab.matchAll(/^\d+ 3 \* \* \* (\w+)$/gm))
				await (taskList as Record<string, (payload: unknown, helpers: JobHelpers) => unknown>)[name]?.(
					{},
					{} as JobHelpers,
				);
	});

/** Moves the times of all tables to their end, `minutes` before it; after it if they are negative. One row is left of each, since hours differ. */
async function moveToEnd(minutes: number): Promise<void> {
	for (const { table, days, column } of timed)
		if (column) {
			await owner.query(`delete from ${table} where ctid <> (select ctid from ${table} limit 1)`);
			await owner.query(
				`update ${table} set ${column} = now() - make_interval(days => ${days}) + make_interval(mins => ${minutes})`,
			);
		}
}

it("what deletes itself is there to the end of its time, and gone the night after", async () => {
	expect(timed.length).toBeGreaterThan(9);
	expect(timed.filter(({ column, parent }) => !column === !parent)).toEqual([]);
	await moveToEnd(1);
	await night();
	for (const { table } of timed) expect({ table, rows: await count(table) }).toEqual({ table, rows: 1 });
	await moveToEnd(-1);
	await night();
	for (const { table } of timed) expect({ table, rows: await count(table) }).toEqual({ table, rows: 0 });
});
