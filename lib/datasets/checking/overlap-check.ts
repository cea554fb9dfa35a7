import type { PoolClient } from "pg";
import { identifierKinds } from "../../identifiers";
import { identifierColumn, type Report } from "../schema";

const fields = identifierKinds.map(identifierColumn);

/** How many records are looked up. A sample is enough to estimate the share. */
const sampleSize = 5_000;

/**
 * Counts how many identifiers of a new version another dataset has already. Returns the dataset that has most of them;
 * undefined if none has any. Looks up a sample by the indexes, which takes milliseconds for a table of any size.
 */
export async function countOverlap(
	client: PoolClient,
	version: { partition: number; datasetId: string },
): Promise<Report["elsewhere"]> {
	const table = `exposure.record_${version.partition}`;
	const { rows: others } = await client.query<{ name: string; partition: number }>(
		`SELECT d.name, v.partition FROM dataset d JOIN dataset_version v ON v.id = d.active_version_id WHERE d.id <> $1`,
		[version.datasetId],
	);
	const { rows: size } = await client.query<{ records: number }>(
		"SELECT greatest(1, reltuples)::int AS records FROM pg_class WHERE oid = $1::regclass",
		[table],
	);
	const percent = Math.min(100, (100 * sampleSize) / (size[0]?.records ?? 1));
	// Samples whole pages of the table. REPEATABLE selects the same pages each time.
	const sample = `${table} n TABLESAMPLE SYSTEM (${percent}) REPEATABLE (1)`;
	let largest: Report["elsewhere"];
	for (const { name, partition } of others) {
		const lookups = fields.map(
			(field) =>
				`SELECT EXISTS (SELECT FROM exposure.record o WHERE o.partition = ${partition} AND o.${field} = n.${field}) AS known FROM ${sample} WHERE n.${field} IS NOT NULL`,
		);
		const { rows } = await client.query<{ tried: string; known: string }>(
			`SELECT count(*) AS tried, count(*) FILTER (WHERE known) AS known FROM (${lookups.join(" UNION ALL ")}) sample`,
		);
		const found = { dataset: name, tried: Number(rows[0]?.tried ?? 0), known: Number(rows[0]?.known ?? 0) };
		if (found.known > (largest?.known ?? 0)) largest = found;
	}
	return largest;
}
