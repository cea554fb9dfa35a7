import { and, eq, sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { database, tables } from "../database";
import { sweepImports } from "./cleanup";
import { FileRefused, isDiskFull } from "./file-errors";
import { ImportCancelled, importInto } from "./importing/import-pipeline";
import { endImport } from "./importing/run-import";
import { mappingSchema } from "./schema";
import { openUpload } from "./uploads";

const { datasetVersion } = tables;

/**
 * Imports an uploaded file whose mapping was confirmed. Whatever is wrong with the file ends it, and a full disk; anything else, such
 * as a lost database, puts it back into the queue, which tries again later, and the last time ends it too.
 */
async function importDataset(payload: unknown, lastTry: boolean): Promise<void> {
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
		if (lastTry || error instanceof FileRefused || error instanceof ImportCancelled || isDiskFull(error))
			return endImport(versionId, error, actor);
		await database()
			.update(datasetVersion)
			.set({ state: "waiting", seenAt: sql`now()` })
			.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "importing")));
		throw error;
	}
}

/** What the worker can do for this subject. */
export const tasks: TaskList = {
	import_dataset: (payload, { job }) => importDataset(payload, job.attempts >= job.max_attempts),
	sweep_imports: async () => {
		await sweepImports();
	},
};
