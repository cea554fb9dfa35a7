import type { PoolClient } from "pg";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { identifierColumn, type Report } from "../schema";
import { countOverlap } from "./overlap-check";

const fields = identifierKinds.map(identifierColumn);

type Version = { id: string; partition: number };
type Comparison = Pick<Report, "duplicates" | "sharedIdentifiers" | "change" | "elsewhere"> & {
	firstDuplicates: number[];
};

/** Counts the distinct identifiers of a kind in a version. Reads only the index. */
export async function countDistinct(client: PoolClient, partition: number, kind: IdentifierKind): Promise<number> {
	const field = identifierColumn(kind);
	const { rows } = await client.query<{ n: string }>(
		`SELECT count(DISTINCT ${field}) AS n FROM exposure.record_${partition} WHERE ${field} IS NOT NULL`,
	);
	return Number(rows[0]?.n);
}

/**
 * Counts duplicates, shared identifiers and changes since the active version. Requires the version's indexes. `repeated` lists
 * the kinds with an identifier that occurs twice: duplicate rows share their identifiers, so other kinds are not read.
 */
export async function compareTables(
	client: PoolClient,
	version: Version & { datasetId: string },
	repeated: readonly IdentifierKind[],
	active?: Version & { number: number },
): Promise<Comparison> {
	const overlap = await countOverlap(client, version);
	return {
		...(await compareRows(client, version, repeated)),
		...(overlap ? { elsewhere: overlap } : {}),
		...(active ? { change: await compareVersions(client, version.partition, active) } : {}),
	};
}

async function compareRows(
	client: PoolClient,
	version: Version,
	repeated: readonly IdentifierKind[],
): Promise<Pick<Comparison, "duplicates" | "firstDuplicates" | "sharedIdentifiers">> {
	if (repeated.length === 0) return { duplicates: 0, firstDuplicates: [], sharedIdentifiers: 0 };
	const table = `exposure.record_${version.partition}`;
	const repeats = repeated
		.map(identifierColumn)
		.map(
			(field) => `SELECT '${field}' AS field, ${field} AS print, r.record, r.subject, r.digest FROM ${table} r JOIN
				(SELECT ${field} FROM ${table} WHERE ${field} IS NOT NULL GROUP BY ${field} HAVING count(*) > 1) twice USING (${field})`,
		)
		.join(" UNION ALL ");
	const { rows } = await client.query<{ shared: string; rows: string; firsts: number[] | null }>(
		`WITH repeats AS MATERIALIZED (${repeats}),
		same AS (SELECT count(DISTINCT record) AS n, max(record) AS later FROM repeats GROUP BY digest HAVING count(DISTINCT record) > 1)
		SELECT (SELECT count(*) FROM (SELECT FROM repeats GROUP BY field, print HAVING count(DISTINCT subject) > 1) g) AS shared,
			coalesce(sum(n - 1), 0) AS rows, (array_agg(later ORDER BY later))[1:1000] AS firsts FROM same`,
	);
	return {
		duplicates: Number(rows[0]?.rows ?? 0),
		firstDuplicates: rows[0]?.firsts ?? [],
		sharedIdentifiers: Number(rows[0]?.shared ?? 0),
	};
}

/** Counts records by whether the active version has one of their identifiers, and whether a record there has the same digest. */
async function compareVersions(
	client: PoolClient,
	own: number,
	active: Version & { number: number },
): Promise<NonNullable<Report["change"]>> {
	const [newTable, oldTable] = [`exposure.record_${own}`, `exposure.record_${active.partition}`];
	const matches = fields
		.map(
			(field) =>
				`SELECT n.record AS new, o.record AS old, n.digest = o.digest AS same FROM ${newTable} n JOIN ${oldTable} o USING (${field})`,
		)
		.join(" UNION ALL ");
	const found = await client.query<{ added: string; changed: string; same: string; gone: string }>(
		`WITH matches AS MATERIALIZED (${matches}), known AS (SELECT new, bool_or(same) AS same FROM matches GROUP BY new)
		SELECT (SELECT count(DISTINCT record) FROM ${newTable}) - count(*) AS added,
			count(*) FILTER (WHERE NOT same) AS changed, count(*) FILTER (WHERE same) AS same,
			(SELECT count(DISTINCT record) FROM ${oldTable}) - (SELECT count(DISTINCT old) FROM matches) AS gone
		FROM known`,
	);
	const row = found.rows[0];
	return {
		versionNumber: active.number,
		added: Number(row?.added ?? 0),
		changed: Number(row?.changed ?? 0),
		same: Number(row?.same ?? 0),
		gone: Number(row?.gone ?? 0),
	};
}
