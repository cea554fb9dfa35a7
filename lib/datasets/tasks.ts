import { and, eq, sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { database, tables } from "../database";
import { systemActor } from "../identity";
import { sweepImports } from "./cleanup";
import { FileRefused, isDiskFull } from "./file-errors";
import { ImportCancelled } from "./importing/cancel-watch";
import { importInto } from "./importing/import-pipeline";
import { endImport } from "./importing/run-import";
import { keyOldMappings } from "./mappings";
import { readRecipients, sweepRecipients } from "./recipient-upload";
import { mappingSchema } from "./schema";
import { openUpload } from "./uploads";

const { datasetVersion } = tables;

/**
 * Imports an uploaded file whose mapping was confirmed. A refused file, a cancel, a full disk or the last attempt ends the import.
 * Throws any other error, such as a lost database, so that the queue tries again later.
 */
async function importDataset(payload: unknown, lastAttempt: boolean): Promise<void> {
	const { versionId } = z.object({ versionId: z.string() }).parse(payload);
	const [version] = await database()
		.update(datasetVersion)
		.set({ state: "importing", startedAt: sql`now()`, seenAt: sql`now()`, rowsRead: 0, bytesRead: 0 })
		.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "waiting")))
		.returning();
	if (!version) return;
	const actor = { kind: "staff", id: version.importedBy } as const;
	try {
		await importInto(version, openUpload(versionId), mappingSchema.parse(version.mapping), {
			actor,
			...(version.fileHash ? { expectedHash: version.fileHash } : {}),
		});
	} catch (error) {
		if (lastAttempt || error instanceof FileRefused || error instanceof ImportCancelled || isDiskFull(error))
			return endImport(versionId, error, actor);
		await database()
			.update(datasetVersion)
			.set({ state: "waiting", seenAt: sql`now()` })
			.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "importing")));
		throw error;
	}
}

/** The worker's tasks of this subject. */
export const tasks: TaskList = {
	import_dataset: (payload, { job }) => importDataset(payload, job.attempts >= job.max_attempts),
	read_recipients: (payload) => readRecipients(z.object({ uploadId: z.string() }).parse(payload).uploadId),
	sweep_imports: async () => {
		await sweepImports();
		await sweepRecipients();
		await keyOldMappings(systemActor("key-old-mappings"));
	},
};
