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
	version: Version & { datasetId: string; records: number },
	repeated: readonly IdentifierKind[],
	active?: Version & { number: number },
): Promise<Comparison> {
	const overlap = await countOverlap(client, version);
	const repeats = await countDuplicates(client, version, repeated);
	return {
		...repeats,
		...(repeated.includes("email")
			? await countSharedAddresses(client, version.partition)
			: { sharedAddresses: 0, askedForDetail: 0 }),
		...(overlap ? { elsewhere: overlap } : {}),
		...(active
			? { change: await compareVersions(client, version.partition, active, version.records - repeats.duplicates) }
			: {}),
	};
}

async function countDuplicates(
	client: PoolClient,
	version: Version,
	repeated: readonly IdentifierKind[],
): Promise<{ duplicates: number; firstDuplicates: number[] }> {
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

/** Counts the records of a table that another does not hold as they are, and those of them of which it has an identifier. */
const countUnlike = (table: string, other: string) => `
	SELECT count(*) AS n, count(*) FILTER (WHERE known) AS known FROM (
		SELECT digest, bool_or(${fields
			.map((field) => `EXISTS (SELECT FROM ${other} i WHERE i.${field} = t.${field})`)
			.join(" OR ")}) AS known
		FROM ${table} t WHERE NOT EXISTS (SELECT FROM ${other} o WHERE o.digest = t.digest) GROUP BY digest
	) unlike`;

/**
 * Counts records by whether the active version has one of their identifiers, and whether a record there has the same digest. A digest
 * covers all identifiers, so only records without an equal one are looked up by them. `distinct` is the number of the version's
 * records without repeated ones, so that added + changed + same = records - duplicates.
 */
async function compareVersions(
	client: PoolClient,
	own: number,
	active: Version & { number: number },
	distinct: number,
): Promise<NonNullable<Report["change"]>> {
	const [newTable, oldTable] = [`exposure.record_${own}`, `exposure.record_${active.partition}`];
	// One after the other, so that each returns its memory before the next.
	const unlike = async (table: string, other: string) => {
		const { rows } = await client.query<{ n: string; known: string }>(countUnlike(table, other));
		return { all: Number(rows[0]?.n), known: Number(rows[0]?.known) };
	};
	const ofNew = await unlike(newTable, oldTable);
	const ofOld = await unlike(oldTable, newTable);
	return {
		versionNumber: active.number,
		added: ofNew.all - ofNew.known,
		changed: ofNew.known,
		same: distinct - ofNew.all,
		gone: ofOld.all - ofOld.known,
	};
}
