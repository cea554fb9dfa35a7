/**
 * Lets one statement of the web that writes fail, by triggers on every table of the tested site, and tells what was written in the end:
 * a row of failing.written is rolled back with the change that it is about.
 */
import { inSiteDatabase } from "./site-database";

/** Its tables, but for the parts of partitioned ones, which the web fills by statements on the whole. */
const tables = `select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'failing')`;

/** Runs a statement for each table, in a transaction of its own: one over all of them would wait for the worker, and the worker for it. */
const forEachTable = (statement: string) =>
	inSiteDatabase(
		`do $$ declare one regclass; begin for one in ${tables} loop execute format('${statement}', one); commit; end loop; end $$`,
	);

export async function addFailingTriggers(): Promise<void> {
	await inSiteDatabase(`
		create schema failing;
		create table failing.statement (number int not null);
		create table failing.written (what text not null);
		create sequence failing.counted;
		create function failing.fail() returns trigger language plpgsql security definer as $$
		begin
			if session_user = 'web' and nextval('failing.counted') = (select number from failing.statement) then
				raise exception 'one write fails: % of %', lower(tg_op), tg_table_name;
			end if;
			return null;
		end $$;
		create function failing.write_down() returns trigger language plpgsql security definer as $$
		begin
			if session_user = 'web' then
				insert into failing.written values (lower(tg_op) || ' ' || tg_table_schema || '.' || tg_table_name);
			end if;
			return null;
		end $$`);
	await forEachTable(
		"create trigger one_write_fails before insert or update or delete or truncate on %s for each statement execute function failing.fail()",
	);
	await forEachTable(
		"create trigger a_write_is_written_down after insert or update or delete on %s for each row execute function failing.write_down()",
	);
}

export async function removeFailingTriggers(): Promise<void> {
	await forEachTable("drop trigger if exists one_write_fails on %s");
	await forEachTable("drop trigger if exists a_write_is_written_down on %s");
	await inSiteDatabase("drop schema if exists failing cascade");
}

/** Lets a statement fail, counted from now on, and forgets what was written before. None fails with 0. */
export async function failAt(number: number): Promise<void> {
	await inSiteDatabase(
		`with gone as (delete from failing.statement), earlier as (delete from failing.written)
		select setval('failing.counted', 1, false)`,
	);
	await inSiteDatabase("insert into failing.statement values ($1)", [number]);
}

/** Returns what the web has written since, and whether the statement that was to fail has been met. */
export async function writtenSince(number: number): Promise<{ met: boolean; written: string[] }> {
	const { rows } = await inSiteDatabase(
		`select is_called and last_value >= $1 as met,
			array(select distinct what from failing.written order by what) as written from failing.counted`,
		[number],
	);
	return rows[0];
}
