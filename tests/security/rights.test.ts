// Promise of SECURITY.md: each database role has the rights that rights.ts lists and no others; a new table or function fails until it is listed.
import { describe, expect, it } from "vitest";
import { connectAs } from "../support/roles";
import { functionRights, tableRights } from "./rights";

const owner = connectAs("owner");
// Partitions of the record and profile tables have rights by the state of their version, which captured-process.test.ts tests.
const tables = `select n.nspname || '.' || c.relname as name, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where n.nspname in ('public', 'exposure') and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition`;
// Several functions of one name are listed once: each must have the same rights.
const functions = `select n.nspname || '.' || p.proname as name, p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
	where n.nspname in ('public', 'exposure') and p.prorettype <> 'trigger'::regtype`;

/** Rights on each table by role. A right on some columns alone is written with them: UPDATE(kept). */
async function grantedTables(role: string): Promise<Record<string, string>> {
	const { rows } = await owner.query<{ name: string; rights: string }>(
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

async function grantedFunctions(role: string): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select distinct f.name from (${functions}) f where has_function_privilege($1, f.oid, 'EXECUTE') order by f.name`,
		[role],
	);
	return rows.map(({ name }) => name);
}

/** What rights.ts lists for one role, without what it has no right on. */
function listed(role: "web" | "worker"): Record<string, string> {
	return Object.fromEntries(
		Object.entries(tableRights).flatMap(([name, rights]) => (rights[role] ? [[name, rights[role]]] : [])),
	);
}

describe.each([
	["web", "selfcheck_web"],
	["worker", "selfcheck_worker"],
] as const)("the %s", (role, group) => {
	it("has the listed rights on tables", async () => {
		expect(await grantedTables(group)).toEqual(listed(role));
	});

	it("may call the listed functions", async () => {
		const named = Object.entries(functionRights).filter(([, callers]) => callers.some((caller) => caller === role));
		expect(await grantedFunctions(group)).toEqual(named.map(([name]) => name).sort());
	});

	it("creates nothing in a schema and is no administrator", async () => {
		const { rows } = await owner.query(
			`select has_schema_privilege($1, 'public', 'CREATE') or has_schema_privilege($1, 'exposure', 'CREATE') as creates,
			rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as administrator from pg_roles where rolname = $1`,
			[group],
		);
		expect(rows).toEqual([{ creates: false, administrator: false }]);
	});
});

it("every table and function is listed", async () => {
	const names = async (query: string) =>
		(await owner.query(`select distinct name from (${query}) x`)).rows.map((row) => row.name);
	expect((await names(tables)).sort()).toEqual(Object.keys(tableRights).sort());
	expect((await names(functions)).sort()).toEqual(Object.keys(functionRights).sort());
});

it("whoever has no role of the site has a right on no table", async () => {
	expect(await grantedTables("public")).toEqual({});
});

it("every function that runs as the owner fixes where it looks for tables", async () => {
	const { rows } = await owner.query(
		`select p.proname from pg_proc p where p.pronamespace in ('public'::regnamespace, 'exposure'::regnamespace)
		and p.prosecdef and not coalesce(array_to_string(p.proconfig, ' '), '') like '%search_path=pg_catalog%'`,
	);
	expect(rows).toEqual([]);
});
