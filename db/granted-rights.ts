import type { ClientBase } from "pg";
import { functionRights, tableRights } from "./role-rights";

type Client = Pick<ClientBase, "query">;
type Role = "web" | "worker";

// Partitions of the record and profile tables have rights by the state of their version, which captured-process.test.ts tests.
const tables = `select n.nspname || '.' || c.relname as name, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where n.nspname in ('public', 'exposure') and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition`;
// Several functions of one name are listed once: each must have the same rights.
const functions = `select n.nspname || '.' || p.proname as name, p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
	where n.nspname in ('public', 'exposure') and p.prorettype <> 'trigger'::regtype`;

/** Returns the rights of a database role on each table. A right on some columns alone is written with them: UPDATE(kept). */
async function grantedTables(client: Client, role: string): Promise<Record<string, string>> {
	const { rows } = await client.query<{ name: string; rights: string }>(
		`select t.name, coalesce(string_agg(r.kind || coalesce(c.columns, ''), ' ' order by r.at), '') as rights
		from (${tables}) t cross join unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) with ordinality r(kind, at)
		left join lateral (
			select '(' || string_agg(a.attname, ',' order by a.attname) || ')' as columns from pg_attribute a
			where r.kind not in ('DELETE', 'TRUNCATE', 'TRIGGER') and not has_table_privilege($1, t.oid, r.kind)
				and a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege($1, t.oid, a.attnum, r.kind)
		) c on true
		where has_table_privilege($1, t.oid, r.kind) or c.columns is not null group by t.name`,
		[role],
	);
	return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]));
}

/** Returns the tables on which everybody who can connect has a right. */
export const tablesOfEverybody = async (client: Client): Promise<string[]> =>
	Object.keys(await grantedTables(client, "public"));

/** Returns the names of the functions that a database role may call. */
async function grantedFunctions(client: Client, role: string): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		`select distinct f.name from (${functions}) f where has_function_privilege($1, f.oid, 'EXECUTE') order by f.name`,
		[role],
	);
	return rows.map(({ name }) => name);
}

const namesIn = async (client: Client, list: string) =>
	(await client.query<{ name: string }>(`select distinct name from (${list}) x`)).rows.map(({ name }) => name);

/** Returns the tables and functions that are not listed in role-rights.ts, and those that are listed and not there. */
export async function unlistedObjects(client: Client): Promise<string[]> {
	const found = [...(await namesIn(client, tables)), ...(await namesIn(client, functions))];
	const listed = [...Object.keys(tableRights), ...Object.keys(functionRights)];
	return [
		...found.filter((name) => !listed.includes(name)).map((name) => `${name} is not listed`),
		...listed.filter((name) => !found.includes(name)).map((name) => `${name} is not there`),
	].sort();
}

/** Returns each table and function on which a role has other rights than role-rights.ts lists, with both. */
export async function differingRights(client: Client, role: Role): Promise<string[]> {
	const granted = await grantedTables(client, `selfcheck_${role}`);
	const named = (rights: string | undefined) => rights || "nothing";
	const onTables = [...new Set([...Object.keys(granted), ...Object.keys(tableRights)])].flatMap((name) => {
		const [has, should] = [named(granted[name]), named(tableRights[name]?.[role])];
		return has === should ? [] : [`${name}: has ${has}, should have ${should}`];
	});
	const callable = await grantedFunctions(client, `selfcheck_${role}`);
	const onFunctions = [...new Set([...callable, ...Object.keys(functionRights)])].flatMap((name) => {
		const [has, should] = [callable.includes(name), functionRights[name]?.includes(role) ?? false];
		return has === should ? [] : [`${name}(): ${has ? "may call it and should not" : "should be able to call it"}`];
	});
	return [...onTables, ...onFunctions].sort();
}

/** Returns the functions that run as their owner and do not fix where they look for tables. */
export async function unfixedFunctions(client: Client): Promise<string[]> {
	const { rows } = await client.query<{ proname: string }>(
		`select p.proname from pg_proc p where p.pronamespace in ('public'::regnamespace, 'exposure'::regnamespace)
		and p.prosecdef and not coalesce(array_to_string(p.proconfig, ' '), '') like '%search_path=pg_catalog%'`,
	);
	return rows.map(({ proname }) => proname);
}

/** Returns the tables and functions that do not belong to the role to whom the database belongs, each with its owner. */
export async function foreignObjects(client: Client): Promise<string[]> {
	const { rows } = await client.query<{ name: string; owner: string }>(
		`select n.nspname || '.' || o.name as name, pg_get_userbyid(o.owner) as owner
		from (select relnamespace as space, relname as name, relowner as owner from pg_class where relkind in ('r', 'p', 'v')
			union all select pronamespace, proname, proowner from pg_proc) o join pg_namespace n on n.oid = o.space
		where n.nspname in ('public', 'exposure', 'graphile_worker')
			and o.owner <> (select datdba from pg_database where datname = current_database()) order by 1`,
	);
	return rows.map(({ name, owner }) => `${name} belongs to ${owner}`);
}

/**
 * Returns whether a role may create in a schema, move the numbers of rows, reach what is of the queue, the migrations or a version's rows, or is an
 * administrator, as a few words for each. The worker takes its jobs from the queue and reads rows.
 */
export async function excessPowers(client: Client, role: Role): Promise<string[]> {
	const { rows } = await client.query<{ powers: string[] }>(
		`select array_remove(array[
			case when has_schema_privilege(oid, 'public', 'CREATE') or has_schema_privilege(oid, 'exposure', 'CREATE') then 'creates in a schema' end,
			case when has_database_privilege(oid, current_database(), 'CREATE') then 'creates schemas' end,
			case when exists (select from pg_class c where c.relnamespace in ('public'::regnamespace, 'exposure'::regnamespace)
				and case when c.relkind = 'S' then has_sequence_privilege(r.oid, c.oid, 'USAGE, SELECT, UPDATE') end) then 'moves a sequence' end,
			case when rolname = 'selfcheck_web' and exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
				where (n.nspname in ('graphile_worker', 'drizzle') or c.relispartition) and c.relkind in ('r', 'p', 'v')
				and has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE')) then 'reaches the queue, the migrations or rows' end,
			case when rolsuper then 'SUPERUSER' end, case when rolcreaterole then 'CREATEROLE' end,
			case when rolcreatedb then 'CREATEDB' end, case when rolbypassrls then 'BYPASSRLS' end], null) as powers
		from pg_roles r where rolname = $1`,
		[`selfcheck_${role}`],
	);
	return rows[0]?.powers ?? ["is not there"];
}
