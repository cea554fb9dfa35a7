import { sql } from "drizzle-orm";
import { record } from "../../audit";
import type { Actor, Staff } from "../../authority";
import { database, tables } from "../../database";
import { errorCode, log } from "../../log";
import { sweepImports } from "../cleanup";
import { diskFull, FileRefused, isDiskFull } from "../file-errors";
import type { Mapping, Report } from "../schema";
import { createVersion } from "../versions";
import { ImportCancelled, importInto, type Progress } from "./import-pipeline";

const { datasetVersion } = tables;

/** What an import made. */
type Imported = { versionId: string; number: number; report: Report };

/**
 * Imports a file into a new version of a dataset, which is then "ready" for a second person to activate. Nothing of it
 * counts before. In: the file as a stream of bytes, read once. Throws FileRefused with a sentence for staff when the file
 * cannot be imported; whatever goes wrong, nothing is left of it. Runs as the worker's database role.
 */
export async function importVersion(
	staff: Staff,
	order: {
		datasetId: string;
		stream: AsyncIterable<Buffer>;
		fileName: string;
		fileBytes?: number;
		mapping: Mapping;
		onProgress?: (progress: Progress) => void;
		onOpened?: (versionId: string) => void;
	},
): Promise<Imported> {
	await sweepImports();
	const opened = await createVersion(staff, order.datasetId, "importing", order);
	if (!opened.ok) throw new FileRefused("There is no such dataset.");
	const version = opened.value;
	order.onOpened?.(version.id);
	try {
		const report = await importInto(version, order.stream, order.mapping, {
			actor: staff.actor,
			...(order.onProgress ? { onProgress: order.onProgress } : {}),
		});
		return { versionId: version.id, number: version.number, report };
	} catch (error) {
		// Where the database is gone too, the next sweep clears up.
		await endImport(version.id, error, staff.actor).catch(() => {});
		throw error;
	}
}

/** Marks an import as failed and drops what it left. A cancelled one is cancelled already. */
export async function endImport(versionId: string, error: unknown, actor: Actor): Promise<void> {
	const failure =
		error instanceof FileRefused
			? error.message
			: isDiskFull(error)
				? diskFull
				: "Something went wrong while the file was imported. Nothing of it was kept. Try again.";
	if (!(error instanceof FileRefused) && !(error instanceof ImportCancelled))
		log.error({ event: "import.failed", id: versionId, code: errorCode(error) });
	await database().transaction(async (tx) => {
		const failed = await tx
			.update(datasetVersion)
			.set({ state: "failed", failure, finishedAt: sql`now()`, sample: null })
			.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'importing'`);
		if (failed.rowCount) await record(tx, actor, "dataset-version.failed", versionId);
		else
			await tx
				.update(datasetVersion)
				.set({ finishedAt: sql`now()` })
				.where(sql`${datasetVersion.id} = ${versionId} and ${datasetVersion.state} = 'cancelled'`);
		await tx.execute(sql`select exposure.drop_version(${versionId})`);
	});
}
