/** Reads and re-seals the sealed values of all tables, as the owner of the database. */
import type { Pool, PoolClient } from "pg";
import { sealedColumns } from "@/db/sealed-columns";
import { type SealPurpose, seal, sealPrefixBytes, sealPrefixes, unsealBytes } from "../crypto/seal";

/** A column of one table, with quoted names. */
type Column = { name: string; table: string; column: string; purpose: SealPurpose };

/** Returns the columns of sealed values, those of the records with one table for each version, also one that is being imported. */
export async function columnsOf(client: Pick<Pool, "query">): Promise<Column[]> {
	const { rows } = await client.query<{ name: string; table: string }>(
		`select c.relname as name, format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'exposure' and c.relkind = 'r' and c.relname ~ '^record_\\d+$' order by c.oid`,
	);
	return sealedColumns.flatMap(({ table, column, purpose }): Column[] => {
		if (table !== "exposure.record") return [{ name: `${table.slice(7)}.${column}`, table, column, purpose }];
		return rows.map((version) => ({ name: `${version.name}.${column}`, table: version.table, column, purpose }));
	});
}

/** Values that are wiped are empty. */
const isSealed = (column: string) => `octet_length(${column}) > 0`;
const prefix = (column: string) => `substring(${column} from 1 for ${sealPrefixBytes})`;

/** Returns how many values of a column begin with each prefix. Those sealed before keys had ids are counted as one. */
export async function countByKey(client: Pick<Pool, "query">, { table, column }: Column): Promise<Map<string, number>> {
	const { rows } = await client.query<{ key: string; count: string }>(
		`select case get_byte(${column}, 0) when 2 then 'none' else encode(${prefix(column)}, 'hex') end as key, count(*) as count
		from ${table} where ${isSealed(column)} group by 1`,
	);
	return new Map(rows.map(({ key, count }) => [key, Number(count)]));
}

/** How many pages of a table one transaction walks: about 10,000 short rows, so that no row is locked for more than a moment. */
const pagesAtOnce = 64;

async function pagesOf(client: Pick<Pool, "query">, table: string): Promise<number> {
	const { rows } = await client.query(
		"select pg_relation_size($1::regclass) / current_setting('block_size')::int as pages",
		[table],
	);
	return Number(rows[0].pages);
}

/** Seals the values in some pages under the current key, where they are under another. Returns how many. The rows are locked meanwhile. */
async function resealPages(client: PoolClient, { table, column, purpose }: Column, from: number): Promise<number> {
	const [current] = sealPrefixes();
	const { rows } = await client.query<{ at: string; sealed: Buffer }>(
		`select ctid::text as at, ${column} as sealed from ${table}
		where ctid >= $1::tid and ctid < $2::tid and ${isSealed(column)} and ${prefix(column)} <> $3 for update`,
		[`(${from},0)`, `(${from + pagesAtOnce},0)`, current],
	);
	if (!rows.length) return 0;
	const sealed = rows.map((row) => seal(purpose, unsealBytes(purpose, row.sealed)));
	await client.query(
		`update ${table} t set ${column} = v.sealed from unnest($1::text[], $2::bytea[]) v(at, sealed) where t.ctid = v.at::tid`,
		[rows.map(({ at }) => at), sealed],
	);
	return rows.length;
}

/**
 * Seals a column's values under the current key. Each transaction walks a few pages, so it can be stopped and run again, and the
 * site goes on meanwhile. Calls `onPages` with the share that is done. Returns how many values it sealed.
 */
export async function resealColumn(
	pool: Pool,
	column: Column,
	stopping: AbortSignal,
	onPages: (share: number) => void,
): Promise<number> {
	const pages = await pagesOf(pool, column.table);
	let count = 0;
	for (let page = 0; page < pages && !stopping.aborted; page += pagesAtOnce) {
		const client = await pool.connect();
		try {
			await client.query("begin");
			count += await resealPages(client, column, page);
			await client.query("commit");
			client.release();
		} catch (error) {
			client.release(true);
			throw error;
		}
		onPages(Math.min(1, (page + pagesAtOnce) / pages));
	}
	return count;
}
