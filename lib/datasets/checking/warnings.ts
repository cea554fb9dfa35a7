import type { PoolClient } from "pg";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { formatNumber } from "../../numbers";
import { columnOf } from "../importing/copy-lines";
import type { Tally } from "../importing/import-stats";
import { soundsSecret } from "../mapping/password-columns";
import type { MappedColumn, Report } from "../schema";
import { countOverlap } from "./overlap-check";

const fields = identifierKinds.map(columnOf);

type Version = { id: string; partition: number };
type Counts = Pick<Report, "duplicates" | "sharedIdentifiers" | "change" | "elsewhere"> & { firstDuplicates: number[] };

/** How many different identifiers of a kind stand in a table. Goes along the index. */
export async function countDifferent(client: PoolClient, partition: number, kind: IdentifierKind): Promise<number> {
	const field = columnOf(kind);
	const { rows } = await client.query<{ n: string }>(
		`SELECT count(DISTINCT ${field}) AS n FROM exposure.record_${partition} WHERE ${field} IS NOT NULL`,
	);
	return Number(rows[0]?.n);
}

/**
 * What only the whole table can tell: duplicates, shared identifiers, and how it differs from the active version. Rows that say
 * the same share their identifiers too, so the identifiers that stand twice, which the indexes give, lead to both; `repeated`
 * are the kinds of which any does.
 */
export async function compareTables(
	client: PoolClient,
	version: Version & { datasetId: string },
	repeated: readonly IdentifierKind[],
	active?: Version & { number: number },
): Promise<Counts> {
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
): Promise<Pick<Counts, "duplicates" | "firstDuplicates" | "sharedIdentifiers">> {
	if (repeated.length === 0) return { duplicates: 0, firstDuplicates: [], sharedIdentifiers: 0 };
	const own = `exposure.record_${version.partition}`;
	const met = repeated
		.map(columnOf)
		.map(
			(field) => `SELECT '${field}' AS field, ${field} AS print, r.record, r.subject, r.digest FROM ${own} r JOIN
				(SELECT ${field} FROM ${own} WHERE ${field} IS NOT NULL GROUP BY ${field} HAVING count(*) > 1) twice USING (${field})`,
		)
		.join(" UNION ALL ");
	const { rows } = await client.query<{ shared: string; rows: string; firsts: number[] | null }>(
		`WITH met AS MATERIALIZED (${met}),
		same AS (SELECT count(DISTINCT record) AS n, max(record) AS later FROM met GROUP BY digest HAVING count(DISTINCT record) > 1)
		SELECT (SELECT count(*) FROM (SELECT FROM met GROUP BY field, print HAVING count(DISTINCT subject) > 1) g) AS shared,
			coalesce(sum(n - 1), 0) AS rows, (array_agg(later ORDER BY later))[1:1000] AS firsts FROM same`,
	);
	return {
		duplicates: Number(rows[0]?.rows ?? 0),
		firstDuplicates: rows[0]?.firsts ?? [],
		sharedIdentifiers: Number(rows[0]?.shared ?? 0),
	};
}

/** Records by whether any of their identifiers stands in the other version, and whether one of those records says the same. */
async function compareVersions(
	client: PoolClient,
	own: number,
	active: Version & { number: number },
): Promise<NonNullable<Report["change"]>> {
	const [new_, old] = [`exposure.record_${own}`, `exposure.record_${active.partition}`];
	const met = fields
		.map(
			(field) =>
				`SELECT n.record AS new, o.record AS old, n.digest = o.digest AS same FROM ${new_} n JOIN ${old} o USING (${field})`,
		)
		.join(" UNION ALL ");
	const found = await client.query<{ added: string; changed: string; same: string; gone: string }>(
		`WITH met AS MATERIALIZED (${met}), known AS (SELECT new, bool_or(same) AS same FROM met GROUP BY new)
		SELECT (SELECT count(DISTINCT record) FROM ${new_}) - count(*) AS added,
			count(*) FILTER (WHERE NOT same) AS changed, count(*) FILTER (WHERE same) AS same,
			(SELECT count(DISTINCT record) FROM ${old}) - (SELECT count(DISTINCT old) FROM met) AS gone
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

const share = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))}%`;

/** Sentences on what looks wrong and deserves a look before anybody activates the version. */
export function warningsOf(
	report: Omit<Report, "warnings" | "seconds">,
	columns: readonly MappedColumn[],
	unknown: readonly string[],
	tally: Tally,
): string[] {
	const warnings: string[] = [];
	const add = (when: boolean, sentence: string) => {
		if (when) warnings.push(sentence);
	};
	const { rows, records, problems, change } = report;
	add(records === 0, "No row has anything a person can be found by. The mapping is probably wrong.");
	add(
		rows > 0 && report.withoutIdentifier / rows > 0.1,
		`${share(report.withoutIdentifier, rows)} of the rows have nothing a person can be found by.`,
	);
	add(
		report.misshapen > 0,
		`${formatNumber(report.misshapen)} rows have another number of columns than the header. Their quotation marks may be broken.`,
	);
	add(
		rows > 20 && report.duplicates / rows > 0.05,
		`${share(report.duplicates, rows)} of the rows repeat an earlier row.`,
	);
	add(
		rows > 20 && report.sharedIdentifiers > report.identifiers * 0.02,
		`${formatNumber(report.sharedIdentifiers)} addresses or numbers stand beside differently named people. These people will be asked for a second one.`,
	);
	for (const header of tally.uniform) {
		const column = columns.find((each) => each.header === header);
		add(
			column !== undefined && column.as !== "ignore" && column.as !== "source" && column.as !== "relationship",
			`Everybody has the same value in the column ${header}.`,
		);
	}
	for (const [at, column] of columns.entries()) {
		if (column.as === "category" && column.category === "password") continue;
		const hashed = (tally.hashes[at] ?? 0) > (tally.filled[at] ?? 0) / 2;
		add(
			soundsSecret(column.header) || hashed,
			`The column ${column.header} ${hashed ? "holds what looks like scrambled passwords" : "looks like passwords or security answers"}, and the mapping does not say so. People would not be told.`,
		);
		const otherwise = column.as === "ignore" || column.as === "category";
		add(
			otherwise && !hashed && !soundsSecret(column.header) && tally.looksChosen(at),
			`The column ${column.header} holds what may be passwords that people chose, or user names. If they are passwords, the mapping must say so, or people would not be told.`,
		);
	}
	for (const [at, column] of columns.entries()) {
		add(
			column.as === "identifier" && rows > 0 && tally.filled[at] === 0,
			`The column ${column.header} is empty in every row.`,
		);
	}
	for (const problem of problems) {
		const at = columns.findIndex((column) => column.header === problem.column);
		const filled = tally.filled[at] ?? 0;
		add(
			at >= 0 && filled > 20 && problem.count / filled > 0.2,
			`${share(problem.count, filled)} of the values in the column ${problem.column} could not be used. The mapping may name the wrong column.`,
		);
	}
	add(unknown.length > 0, `The mapping does not know these columns, so they were ignored: ${unknown.join(", ")}.`);
	const { elsewhere } = report;
	if (elsewhere)
		add(
			records > 20 && elsewhere.known > elsewhere.tried * 0.5,
			`${share(elsewhere.known, elsewhere.tried)} of the addresses and numbers stand already in ${elsewhere.dataset}, from which people are answered. This may be the same table twice.`,
		);
	if (change) {
		const known = change.changed + change.same;
		add(
			records > 20 && change.gone > (known + change.gone) * 0.5,
			`More than half of the people of version ${change.versionNumber} are gone. This may be another table.`,
		);
		add(
			records > 20 && known < records * 0.5,
			`Only ${share(known, records)} of the records are known from version ${change.versionNumber}.`,
		);
		add(
			records > 20 && change.changed === 0 && change.added === 0 && change.gone === 0,
			`This file says the same as version ${change.versionNumber}.`,
		);
	}
	return warnings;
}
