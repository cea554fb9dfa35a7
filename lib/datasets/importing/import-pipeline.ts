import { eq, sql } from "drizzle-orm";
import type { PoolClient } from "pg";
import { record } from "../../audit";
import type { Actor } from "../../authority";
import { database, tables } from "../../database";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { errorCode, log } from "../../log";
import { countAnswers } from "../checking/answer-count";
import { compareTables, countDistinct } from "../checking/compare-versions";
import { warningsOf } from "../checking/warnings";
import { keyedMapping } from "../mapping/value-keys";
import { settleDateOrders } from "../reading/date-orders";
import { matchColumns } from "../reading/headers";
import { formatAsRead, openTable } from "../reading/open-table";
import type { ReadProgress } from "../reading/split-batches";
import type { Mapping, Report } from "../schema";
import { importLock } from "../versions";
import { ImportCancelled, untilCancelled } from "./cancel-watch";
import { lineColumns } from "./copy-lines";
import { CopyStream } from "./copy-stream";
import { withTwoConnections } from "./import-connections";
import { ImportStats } from "./import-stats";
import type { BatchResult } from "./process-batch";
import { processInOrder } from "./worker-pool";

/** The progress of an import: rows read, bytes read of the file, and milliseconds since its start. */
export type Progress = { rows: number; bytes: number; milliseconds: number };

const { datasetVersion, datasetProblem } = tables;

type ImportVersion = { id: string; partition: number; datasetId: string };
type ImportOptions = { actor: Actor; expectedHash?: Buffer; onProgress?: (progress: Progress) => void };

/**
 * Imports a stream into the tables of a version in the state "importing", and makes the version "ready".
 * Throws FileRefused if the file is at fault, ImportCancelled if the version's state changed, and PostgreSQL's errors.
 * The caller cleans up with `endImport`.
 */
export async function importInto(
	version: ImportVersion,
	source: AsyncIterable<Buffer>,
	mapping: Mapping,
	options: ImportOptions,
): Promise<Report> {
	const started = Date.now();
	return withTwoConnections(async (first, second) => {
		await first.query("SELECT pg_advisory_lock($1, $2)", [importLock, version.partition]);
		// The tables exist for other sessions only after COMMIT. A rollback drops them.
		await first.query("BEGIN");
		await first.query("SELECT exposure.prepare_version($1)", [version.id]);
		const { format, headers, rows, batches, progress } = await openTable(source, mapping);
		const { columns: matched, unknown } = matchColumns(headers, mapping);
		const { columns, unclear } = settleDateOrders(matched, rows);
		const stats = new ImportStats(columns);
		let lastReported = 0;
		const reportProgress = async (force = false) => {
			if (!force && Date.now() - lastReported < 1000) return;
			lastReported = Date.now();
			options.onProgress?.({ rows: stats.rows, bytes: progress.bytes, milliseconds: lastReported - started });
			await saveProgress(version.id, stats.rows, progress.bytes);
		};
		await copyRecords(first, version, stats, processInOrder({ mapping, columns, format }, batches), reportProgress);
		if (options.expectedHash && !progress.hash?.equals(options.expectedHash))
			throw new Error("the uploaded file changed on its way");
		await reportProgress(true);
		await insertProfiles(first, version, stats);
		await first.query("COMMIT");
		const { firstDuplicates, ...compared } = await untilCancelled(version.id, [first, second], async () => {
			const repeated = await buildIndexes([first, second], version, stats);
			const active = await activeVersion(first, version.datasetId);
			return compareTables(first, { ...version, records: stats.records }, repeated, active);
		});
		for (const row of firstDuplicates) stats.addProblem({ row, column: "", reason: "same-as-an-earlier-row" });
		const findings = { ...stats.counts(), ...compared, format: formatAsRead(format, progress) };
		const report: Report = {
			...findings,
			warnings: warningsOf(findings, stats.columnFindings, unknown, unclear),
			seconds: (Date.now() - started) / 1000,
		};
		// Keeps the mapping as applied: also the columns that the mapping lacks.
		await saveResult(version.id, report, stats, progress, keyedMapping({ ...mapping, columns }), options.actor);
		await countAnswers(version.id, options.actor).catch((error) =>
			log.warn({ event: "answers.not-counted", id: version.id, code: errorCode(error) }),
		);
		return report;
	});
}

/** Copies each batch into the version's table. `stats.add` first writes the profile numbers into its lines. */
async function copyRecords(
	client: PoolClient,
	version: ImportVersion,
	stats: ImportStats,
	results: AsyncIterable<BatchResult>,
	reportProgress: () => Promise<void>,
): Promise<void> {
	const copy = new CopyStream(client, `exposure.record_${version.partition} (${lineColumns.join(", ")})`);
	try {
		for await (const batch of results) {
			stats.add(batch);
			await copy.write(batch.lines);
			await reportProgress();
		}
		await copy.end();
	} catch (error) {
		copy.abort();
		throw error;
	}
}

async function insertProfiles(client: PoolClient, version: ImportVersion, { profiles }: ImportStats): Promise<void> {
	await client.query(
		`INSERT INTO exposure.profile_${version.partition} (profile, relationship, source, categories)
		SELECT p.profile, p.relationship, p.source, string_to_array(p.categories, ',') FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS p (profile, relationship, source, categories)`,
		[
			profiles.map(({ profile }) => profile),
			profiles.map(({ relationship }) => relationship),
			profiles.map(({ source }) => source),
			profiles.map(({ categories }) => categories.join(",")),
		],
	);
}

/** Builds the indexes of a version; each connection takes the next kind. Returns the kinds of which an identifier occurs twice. */
async function buildIndexes(
	clients: PoolClient[],
	version: ImportVersion,
	{ byKind }: ImportStats,
): Promise<IdentifierKind[]> {
	const remaining = [...identifierKinds];
	const repeated: IdentifierKind[] = [];
	await Promise.all(
		clients.map(async (client) => {
			for (let kind = remaining.shift(); kind; kind = remaining.shift()) {
				await client.query("SELECT exposure.index_version($1, $2)", [version.id, kind]);
				if ((await countDistinct(client, version.partition, kind)) < (byKind[kind] ?? 0)) repeated.push(kind);
			}
		}),
	);
	await clients[0]?.query("SELECT exposure.finish_version($1)", [version.id]);
	return repeated;
}

async function saveProgress(versionId: string, rows: number, bytes: number): Promise<void> {
	const updated = await database()
		.update(datasetVersion)
		.set({ rowsRead: rows, bytesRead: bytes, seenAt: sql`now()` })
		.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'importing'`);
	if (updated.rowCount === 0) throw new ImportCancelled();
}

/** Returns the active version of a dataset. On an import's own connection, so that a cancel ends it too. */
async function activeVersion(
	client: PoolClient,
	datasetId: string,
): Promise<{ id: string; partition: number; number: number } | undefined> {
	const { rows } = await client.query<{ id: string; partition: number; number: number }>(
		"SELECT v.id, v.partition, v.number FROM dataset_version v JOIN dataset d ON d.active_version_id = v.id WHERE d.id = $1",
		[datasetId],
	);
	return rows[0];
}

/** Stores the problems and the report, deletes the upload, and makes the version "ready". */
async function saveResult(
	versionId: string,
	report: Report,
	stats: ImportStats,
	progress: ReadProgress,
	mapping: Mapping,
	actor: Actor,
): Promise<void> {
	await database().transaction(async (tx) => {
		for (let at = 0; at < stats.problems.length; at += 2000) {
			await tx
				.insert(datasetProblem)
				.values(stats.problems.slice(at, at + 2000).map((problem) => ({ versionId, ...problem })));
		}
		const updated = await tx
			.update(datasetVersion)
			.set({
				state: "ready",
				report,
				mapping,
				format: report.format,
				fileHash: progress.hash,
				fileBytes: progress.bytes,
				rowsRead: report.rows,
				bytesRead: progress.bytes,
				finishedAt: sql`now()`,
				sample: null,
			})
			.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'importing'`);
		if (updated.rowCount === 0) throw new ImportCancelled();
		await tx.delete(tables.datasetUpload).where(eq(tables.datasetUpload.versionId, versionId));
		await record(tx, actor, "dataset-version.imported", versionId, {
			rows: report.rows,
			records: report.records,
			warnings: report.warnings.length,
		});
	});
}
