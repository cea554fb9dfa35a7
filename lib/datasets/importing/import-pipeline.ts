import { eq, sql } from "drizzle-orm";
import type { PoolClient } from "pg";
import { record } from "../../audit";
import type { Actor } from "../../authority";
import { database, tables } from "../../database";
import { type IdentifierKind, identifierKinds } from "../../identifiers";
import { compareTables, countDifferent, warningsOf } from "../checking/warnings";
import { matchColumns } from "../reading/headers";
import { openTable } from "../reading/open-table";
import type { ReadProgress } from "../reading/split-batches";
import type { Mapping, Report } from "../schema";
import { lineColumns } from "./copy-lines";
import { Copy } from "./copy-stream";
import { Tally } from "./import-stats";
import { processInOrder } from "./worker-pool";

/** How far an import is. `bytes` counts what was read of the file. */
export type Progress = { rows: number; bytes: number; milliseconds: number };
/** Thrown when staff cancelled the import. */
export class ImportCancelled extends Error {
	override name = "ImportCancelled";
}

/** The first half of the two-part advisory lock an import holds; the second is the partition. Whoever gets it knows the importer is gone. */
export const importLock = 712023;

const { datasetVersion, datasetProblem } = tables;

/**
 * Imports a stream into the tables of a version in the state "importing" and makes it "ready".
 * Throws FileRefused for what is wrong with the file, ImportCancelled when the state changed meanwhile, and what PostgreSQL says.
 * The caller cleans up (failImport).
 */
export async function importInto(
	version: { id: string; partition: number; datasetId: string },
	source: AsyncIterable<Buffer>,
	mapping: Mapping,
	options: { actor: Actor; expectedHash?: Buffer; onProgress?: (progress: Progress) => void },
): Promise<Report> {
	const started = Date.now();
	const pool = database().$client;
	const clients: PoolClient[] = [];
	const connect = async () => {
		const client = await pool.connect();
		client.on("error", ignore);
		clients.push(client);
		await client.query("SET statement_timeout = 0");
		return client;
	};
	let copy: Copy | undefined;
	let failed = true;
	try {
		const [first, second] = [await connect(), await connect()];
		await first.query("SELECT pg_advisory_lock($1, $2)", [importLock, version.partition]);
		// Others see the tables once they are filled; whatever ends the transaction before takes them away.
		await first.query("BEGIN");
		await first.query("SELECT exposure.prepare_version($1)", [version.id]);
		const { format, headers, batches, progress: reading } = await openTable(source, mapping.format);
		const { columns, unknown } = matchColumns(headers, mapping);
		const tally = new Tally(columns);
		const n = version.partition;
		copy = new Copy(first, `exposure.record_${n} (${lineColumns.join(", ")})`);
		let told = 0;
		const tell = async (force = false) => {
			if (!force && Date.now() - told < 1000) return;
			told = Date.now();
			options.onProgress?.({ rows: tally.rows, bytes: reading.bytes, milliseconds: told - started });
			await noteProgress(version.id, tally.rows, reading.bytes);
		};
		for await (const batch of processInOrder({ mapping, columns, format }, batches)) {
			tally.add(batch);
			await copy.write(batch.lines);
			await tell();
		}
		if (options.expectedHash && !reading.hash?.equals(options.expectedHash))
			throw new Error("the uploaded file changed on its way");
		await copy.end();
		copy = undefined;
		await tell(true);
		const profiles = tally.profiles;
		await first.query(
			`INSERT INTO exposure.profile_${n} (profile, relationship, source, categories)
			SELECT p.profile, p.relationship, p.source, string_to_array(p.categories, ',') FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS p (profile, relationship, source, categories)`,
			[
				profiles.map((each) => each.profile),
				profiles.map((each) => each.relationship),
				profiles.map((each) => each.source),
				profiles.map((each) => each.categories.join(",")),
			],
		);
		await first.query("COMMIT");
		// On two connections, each taking the next kind that waits.
		const waiting = [...identifierKinds];
		const repeated: IdentifierKind[] = [];
		const index = async (client: PoolClient) => {
			for (let kind = waiting.shift(); kind; kind = waiting.shift()) {
				await client.query("SELECT exposure.index_version($1, $2)", [version.id, kind]);
				if ((await countDifferent(client, n, kind)) < (tally.byKind[kind] ?? 0)) repeated.push(kind);
			}
		};
		await Promise.all([index(first), index(second)]);
		await first.query("SELECT exposure.finish_version($1)", [version.id]);
		const { firstDuplicates, ...compared } = await compareTables(
			first,
			version,
			repeated,
			await activeVersion(version.datasetId),
		);
		for (const row of firstDuplicates) tally.complain({ row, column: "", reason: "same-as-an-earlier-row" }, 1);
		const counted = { ...tally.counts(), ...compared, format };
		const report: Report = {
			...counted,
			warnings: warningsOf(counted, columns, unknown, tally),
			seconds: (Date.now() - started) / 1000,
		};
		await finish(version.id, report, tally, reading, mapping, options.actor);
		failed = false;
		return report;
	} finally {
		copy?.abort();
		// A connection that was given up may still be in a COPY and holds the lock: close it. A good one goes back without either.
		for (const client of clients) {
			if (!failed) await client.query("SELECT pg_advisory_unlock_all(); RESET statement_timeout").catch(ignore);
			client.off("error", ignore);
			client.release(failed);
		}
	}
}

function ignore(): void {}

async function noteProgress(versionId: string, rows: number, bytes: number): Promise<void> {
	const moved = await database()
		.update(datasetVersion)
		.set({ rowsRead: rows, bytesRead: bytes, seenAt: sql`now()` })
		.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'importing'`);
	if (moved.rowCount === 0) throw new ImportCancelled();
}

async function activeVersion(
	datasetId: string,
): Promise<{ id: string; partition: number; number: number } | undefined> {
	const [active] = await database()
		.select({ id: datasetVersion.id, partition: datasetVersion.partition, number: datasetVersion.number })
		.from(datasetVersion)
		.innerJoin(tables.dataset, eq(tables.dataset.activeVersionId, datasetVersion.id))
		.where(eq(tables.dataset.id, datasetId));
	return active;
}

async function finish(
	versionId: string,
	report: Report,
	tally: Tally,
	reading: ReadProgress,
	mapping: Mapping,
	actor: Actor,
): Promise<void> {
	await database().transaction(async (tx) => {
		for (let at = 0; at < tally.problems.length; at += 2000) {
			await tx
				.insert(datasetProblem)
				.values(tally.problems.slice(at, at + 2000).map((problem) => ({ versionId, ...problem })));
		}
		const moved = await tx
			.update(datasetVersion)
			.set({
				state: "ready",
				report,
				mapping,
				format: report.format,
				fileHash: reading.hash,
				fileBytes: reading.bytes,
				rowsRead: report.rows,
				bytesRead: reading.bytes,
				finishedAt: sql`now()`,
				sample: null,
			})
			.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'importing'`);
		if (moved.rowCount === 0) throw new ImportCancelled();
		await tx.delete(tables.datasetUpload).where(eq(tables.datasetUpload.versionId, versionId));
		await record(tx, actor, "dataset-version.imported", versionId, {
			rows: report.rows,
			records: report.records,
			warnings: report.warnings.length,
		});
	});
}
