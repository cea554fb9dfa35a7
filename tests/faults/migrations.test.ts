/**
 * Migrations whose connection is killed at a statement, and run again. FAULTS is the number of points, spread over all statements that change the
 * schema: npm run faults does twenty.
 */
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, superuser } from "@/db/embedded/cluster";
import { administer, openSiteDatabase } from "@/db/embedded/site-database";
import { migrate } from "@/db/migrate";
import { runStatements } from "../support/run-statements";
import { startThrowawayCluster } from "../support/throwaway-database";

const times = Number(process.env.FAULTS ?? 3);

let cluster: Cluster;
/** What a database that was migrated undisturbed has, and how many statements that took. */
let undisturbed: { schema: string[]; tables: number; statements: number };

beforeAll(async () => {
	cluster = await startThrowawayCluster(path.resolve(".data", "tests", "migrations"));
	// Creates the roles too.
	await openSiteDatabase(cluster, "roles");
	await makeDatabase("undisturbed", 0);
	await migrate(cluster.url("owner", "undisturbed"), []);
	const name = "undisturbed";
	undisturbed = { schema: await schemaOf(name), tables: await tablesOf(name), statements: await countedIn(name) };
}, 120_000);
afterAll(() => cluster?.stop());

/** Runs statements in a database as its administrator. Returns the rows of the last one. */
const inDatabase = (name: string, ...statements: string[]) =>
	runStatements(cluster.url(superuser, name), ...statements);

/** Creates an empty database that ends the connection of the statement with a number; none with 0. */
async function makeDatabase(name: string, killedAt: number): Promise<void> {
	await administer(cluster, async (client) => {
		await client.query(`create database ${name} owner owner`);
	});
	await inDatabase(
		name,
		"create schema counted",
		"create sequence counted.statements",
		`create function counted.kill() returns event_trigger language plpgsql security definer as $$
		begin
			if nextval('counted.statements') = ${killedAt} then perform pg_terminate_backend(pg_backend_pid()); end if;
		end $$`,
		"create event trigger kill_at_statement on ddl_command_start execute function counted.kill()",
	);
}

const countedIn = async (name: string) =>
	Number((await inDatabase(name, "select last_value from counted.statements"))[0]?.last_value);

/** Returns how many tables of ours there are, without the queue's. */
const tablesOf = async (name: string) =>
	Number(
		(await inDatabase(name, "select count(*) as n from pg_tables where schemaname in ('public', 'exposure')"))[0]?.n,
	);

/** Lists what a database has of ours: columns, functions, triggers, indexes, constraints, and the rights on them. */
async function schemaOf(name: string): Promise<string[]> {
	const rows = await inDatabase(
		name,
		`with ours as (select oid, nspname from pg_namespace where nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'counted'))
		select concat_ws(' ', 'column', c.oid::regclass, c.relkind, c.relacl, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attacl) as line
			from pg_class c join ours on ours.oid = relnamespace join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
		union all select concat_ws(' ', 'function', p.oid::regprocedure, proacl, md5(pg_get_functiondef(p.oid))) from pg_proc p join ours on ours.oid = pronamespace where prokind = 'f'
		union all select concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid)) from pg_trigger t where not tgisinternal
		union all select concat_ws(' ', 'index', indexdef) from pg_indexes join ours on nspname = schemaname
		union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) from pg_constraint k join ours on ours.oid = connamespace
		union all select concat_ws(' ', 'policy', schemaname, tablename, policyname, roles, qual) from pg_policies
		union all select concat_ws(' ', 'migration', hash) from drizzle.__drizzle_migrations
		order by 1`,
	);
	return rows.map(({ line }) => String(line));
}

it(`killed at ${times} of their statements and run again, they make the same database as undisturbed`, async () => {
	expect(undisturbed.statements).toBeGreaterThan(300);
	expect(undisturbed.tables).toBeGreaterThan(30);
	expect(undisturbed.schema.length).toBeGreaterThan(500);
	for (let at = 0; at < times; at++) {
		const killedAt = 1 + Math.floor((at * (undisturbed.statements - 1)) / (times - 1));
		const name = `killed_${killedAt}`;
		await makeDatabase(name, killedAt);
		const url = cluster.url("owner", name);
		await expect(migrate(url, []), `killed at ${killedAt}`).rejects.toThrow();
		expect([0, undisturbed.tables], `killed at ${killedAt}`).toContain(await tablesOf(name));
		await migrate(url, []);
		expect(await schemaOf(name), `killed at ${killedAt}`).toEqual(undisturbed.schema);
		await administer(cluster, async (client) => {
			await client.query(`drop database ${name} with (force)`);
		});
	}
}, 600_000);
