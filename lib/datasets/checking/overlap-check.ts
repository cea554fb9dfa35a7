import type { PoolClient } from "pg";
import { identifierKinds } from "../../identifiers";
import { columnOf } from "../importing/copy-lines";
import type { Report } from "../schema";

const fields = identifierKinds.map(columnOf);

/** So many records are looked at; a share does not need all of millions. */
const sample = 5_000;

/**
 * How much of a new version stands in another dataset already, by the active version that knows most of it; undefined where none
 * knows anything. Looks a sample of its identifiers up in each through the indexes, which takes milliseconds for any size.
 */
export async function countOverlap(
	client: PoolClient,
	version: { partition: number; datasetId: string },
): Promise<Report["elsewhere"]> {
	const own = `exposure.record_${version.partition}`;
	const { rows: others } = await client.query<{ name: string; partition: number }>(
		`SELECT d.name, v.partition FROM dataset d JOIN dataset_version v ON v.id = d.active_version_id WHERE d.id <> $1`,
		[version.datasetId],
	);
	const { rows: size } = await client.query<{ records: number }>(
		"SELECT greatest(1, reltuples)::int AS records FROM pg_class WHERE oid = $1::regclass",
		[own],
	);
	const percent = Math.min(100, (100 * sample) / (size[0]?.records ?? 1));
	// Whole pages of the table, and the same ones each time.
	const looked = `${own} n TABLESAMPLE SYSTEM (${percent}) REPEATABLE (1)`;
	let most: Report["elsewhere"];
	for (const { name, partition } of others) {
		const known = fields.map(
			(field) =>
				`SELECT EXISTS (SELECT FROM exposure.record o WHERE o.partition = ${partition} AND o.${field} = n.${field}) AS known FROM ${looked} WHERE n.${field} IS NOT NULL`,
		);
		const { rows } = await client.query<{ tried: string; known: string }>(
			`SELECT count(*) AS tried, count(*) FILTER (WHERE known) AS known FROM (${known.join(" UNION ALL ")}) each`,
		);
		const found = { dataset: name, tried: Number(rows[0]?.tried ?? 0), known: Number(rows[0]?.known ?? 0) };
		if (found.known > (most?.known ?? 0)) most = found;
	}
	return most;
}
