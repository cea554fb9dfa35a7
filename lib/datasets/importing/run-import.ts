import { sql } from "drizzle-orm";
import { record } from "../../audit";
import type { Actor, Staff } from "../../authority";
import { database, tables } from "../../database";
import { errorCode, log } from "../../log";
import { sweepImports } from "../cleanup";
import { diskFull, FileRefused, isDiskFull } from "../file-errors";
import type { Mapping, Report } from "../schema";
import { createVersion } from "../versions";
import { ImportCancelled } from "./cancel-watch";
import { importInto, type Progress } from "./import-pipeline";

const { datasetVersion } = tables;

/** The result of an import. */
type Imported = { versionId: string; number: number; report: Report };

/**
 * Imports a stream of bytes into a new version of a dataset. The version is then "ready" for a second person to activate.
 * Throws FileRefused with a sentence for staff if the file cannot be imported. Drops the version's tables on any error.
 * Runs as the worker's database role.
 */
export async function importVersion(
	staff: Staff,
	request: {
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
	const opened = await createVersion(staff, request.datasetId, "importing", request);
	if (!opened.ok) throw new FileRefused("There is no such dataset.");
	const version = opened.value;
	request.onOpened?.(version.id);
	try {
		const report = await importInto(version, request.stream, request.mapping, {
			actor: staff.actor,
			...(request.onProgress ? { onProgress: request.onProgress } : {}),
		});
		return { versionId: version.id, number: version.number, report };
	} catch (error) {
		// If the database is lost too, sweepImports drops the tables later.
		await endImport(version.id, error, staff.actor).catch(() => {});
		throw error;
	}
}

/** Marks an import as failed and drops its tables. Keeps the state of a cancelled one. Logs errors other than refusals and cancels. */
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
