import { sql } from "drizzle-orm";
import type { Transaction } from "../database";

/** Has the worker import a version whose uploaded file waits, in place of any earlier request that it has not begun. */
export async function queueImport(tx: Transaction, versionId: string): Promise<void> {
	await tx.execute(
		sql`select enqueue_job('import_dataset', ${JSON.stringify({ versionId })}::json, ${`import:${versionId}`})`,
	);
}
