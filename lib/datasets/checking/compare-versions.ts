import type { PoolClient } from "pg";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { identifierColumn, type Report } from "../schema";
import { countOverlap } from "./overlap-check";
import { countSharedAddresses } from "./shared-addresses";

const fields = identifierKinds.map(identifierColumn);

type Version = { id: string; partition: number };
type Comparison = Pick<Report, "duplicates" | "sharedAddresses" | "askedForDetail" | "change" | "elsewhere"> & {
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
 * Counts duplicates, shared addresses and changes since the active version. Requires the version's indexes. `repeated` lists
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
		...(await countDuplicates(client, version, repeated)),
		...(repeated.includes("email")
			? await countSharedAddresses(client, version.partition)
			: { sharedAddresses: 0, askedForDetail: 0 }),
		...(overlap ? { elsewhere: overlap } : {}),
		...(active ? { change: await compareVersions(client, version.partition, active) } : {}),
	};
}

async function countDuplicates(
	client: PoolClient,
	version: Version,
	repeated: readonly IdentifierKind[],
): Promise<Pick<Comparison, "duplicates" | "firstDuplicates">> {
	if (repeated.length === 0) return { duplicates: 0, firstDuplicates: [] };
	const table = `exposure.record_${version.partition}`;
	const repeats = repeated
		.map(identifierColumn)
		.map(
			(field) => `SELECT r.record, r.digest FROM ${table} r JOIN
				(SELECT ${field} FROM ${table} WHERE ${field} IS NOT NULL GROUP BY ${field} HAVING count(*) > 1) twice USING (${field})`,
		)
		.join(" UNION ALL ");
	const { rows } = await client.query<{ rows: string; firsts: number[] | null }>(
		`WITH same AS (SELECT count(DISTINCT record) AS n, max(record) AS later FROM (${repeats}) repeats GROUP BY digest HAVING count(DISTINCT record) > 1)
		SELECT coalesce(sum(n - 1), 0) AS rows, (array_agg(later ORDER BY later))[1:1000] AS firsts FROM same`,
	);
	return {
		duplicates: Number(rows[0]?.rows ?? 0),
		firstDuplicates: rows[0]?.firsts ?? [],
	};
}

/**
 * Counts records by whether the active version has one of their identifiers, and whether a record there has the same digest.
 * A row that repeats another counts once, so that added + changed + same = records - duplicates.
 * Each side is only asked whether the other has an identifier, never paired with it: a role mailbox would make its square of pairs.
 */
async function compareVersions(
	client: PoolClient,
	own: number,
	active: Version & { number: number },
): Promise<NonNullable<Report["change"]>> {
	const [newTable, oldTable] = [`exposure.record_${own}`, `exposure.record_${active.partition}`];
	// One after the other, so that each returns its memory before the next.
	const count = async (query: string) => Number((await client.query<{ n: string }>(query)).rows[0]?.n);
	const records = (table: string) => count(`SELECT count(*) AS n FROM (SELECT DISTINCT digest FROM ${table}) records`);
	const inOther = (table: string, other: string, columns: (field: string) => string) =>
		count(
			`SELECT count(*) AS n FROM (${fields
				.map(
					(field) =>
						`SELECT digest FROM ${table} WHERE (${columns(field)}) IN (SELECT ${columns(field)} FROM ${other} WHERE ${field} IS NOT NULL)`,
				)
				.join(" UNION ")}) found`,
		);
	const known = await inOther(newTable, oldTable, (field) => field);
	const same = await inOther(newTable, oldTable, (field) => `${field}, digest`);
	const kept = await inOther(oldTable, newTable, (field) => field);
	return {
		versionNumber: active.number,
		added: (await records(newTable)) - known,
		changed: known - same,
		same,
		gone: (await records(oldTable)) - kept,
	};
}
