import { eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { database, tables } from "../database";
import { systemActor } from "../identity";
import { queueImport } from "./mappings";
import { importLock } from "./versions";

const { datasetVersion, datasetUpload } = tables;

/**
 * Cleans up after importers that were killed or lost the database. A running import holds an advisory lock. If the lock is free,
 * drops the import's tables, and queues it again if its uploaded file is still there. Also cancels uploads that received nothing
 * for ten minutes, and mappings that nobody confirmed within a week. Returns the number of versions it changed.
 * Runs as the worker's database role.
 */
export async function sweepImports(): Promise<number> {
	const actor = systemActor("sweep-imports");
	let swept = 0;
	const importing = await database()
		.select({ id: datasetVersion.id, partition: datasetVersion.partition })
		.from(datasetVersion)
		.where(
			sql`(${datasetVersion.state} = 'importing' or (${datasetVersion.state} = 'cancelled' and ${datasetVersion.finishedAt} is null)) and ${datasetVersion.seenAt} < clock_timestamp() - interval '15 seconds'`,
		);
	for (const version of importing) {
		await database().transaction(async (tx) => {
			const lock = await tx.execute<{ free: boolean }>(
				sql`select pg_try_advisory_xact_lock(${importLock}, ${version.partition}) as free`,
			);
			if (!lock.rows[0]?.free) return;
			const [current] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, version.id)).for("update");
			if (current?.state === "cancelled" && !current.finishedAt) {
				swept++;
				await tx.update(datasetVersion).set({ finishedAt: sql`now()` }).where(eq(datasetVersion.id, version.id));
				await tx.execute(sql`select exposure.drop_version(${version.id})`);
			}
			if (current?.state !== "importing") return;
			const [chunk] = await tx
				.select({ position: datasetUpload.position })
				.from(datasetUpload)
				.where(eq(datasetUpload.versionId, version.id))
				.limit(1);
			swept++;
			if (chunk) {
				await tx
					.update(datasetVersion)
					.set({ state: "waiting", rowsRead: 0, bytesRead: 0 })
					.where(eq(datasetVersion.id, version.id));
				await queueImport(tx, version.id);
				await record(tx, actor, "dataset-version.restarted", version.id);
				return;
			}
			await tx
				.update(datasetVersion)
				.set({
					state: "failed",
					failure: "The import stopped before it was done. Nothing of it was kept. Import the file again.",
					finishedAt: sql`now()`,
				})
				.where(eq(datasetVersion.id, version.id));
			await tx.execute(sql`select exposure.drop_version(${version.id})`);
			await record(tx, actor, "dataset-version.failed", version.id);
		});
	}
	return swept + (await requeueImports()) + (await sweepUploads(actor));
}

/**
 * Queues imports again whose worker died before the import started. The queue itself would keep their jobs locked for hours.
 * Returns their number. A second job does nothing, because an import starts only in the state "waiting".
 */
async function requeueImports(): Promise<number> {
	return database().transaction(async (tx) => {
		const lost = await tx
			.update(datasetVersion)
			.set({ seenAt: sql`now()` })
			.where(
				sql`${datasetVersion.state} = 'waiting' and ${datasetVersion.seenAt} < clock_timestamp() - interval '15 seconds' and not exists (select from graphile_worker.jobs j where j.key = 'import:' || ${datasetVersion.id} and j.locked_at is null and j.attempts < j.max_attempts)`,
			)
			.returning({ id: datasetVersion.id });
		for (const { id } of lost) await queueImport(tx, id);
		return lost.length;
	});
}

/** Cancels abandoned uploads and mappings. Returns their number. */
async function sweepUploads(actor: ReturnType<typeof systemActor>): Promise<number> {
	return database().transaction(async (tx) => {
		const old = await tx
			.update(datasetVersion)
			.set({
				state: "cancelled",
				sample: null,
				finishedAt: sql`now()`,
				failure: "The upload was not completed, or its mapping was not confirmed in time. Upload the file again.",
			})
			.where(
				sql`(${datasetVersion.state} = 'uploading' and ${datasetVersion.seenAt} < now() - interval '10 minutes') or (${datasetVersion.state} = 'staged' and ${datasetVersion.seenAt} < now() - interval '7 days')`,
			)
			.returning({ id: datasetVersion.id });
		for (const { id } of old) {
			await tx.execute(sql`select exposure.drop_version(${id})`);
			await record(tx, actor, "dataset-version.cancelled", id);
		}
		return old.length;
	});
}
