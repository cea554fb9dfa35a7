import { eq, sql } from "drizzle-orm";
import { type Actor, requirePermission, type Staff } from "../../authority";
import { database, tables } from "../../database";
import { err, ok, type Result } from "../../result";
import type { AnswerCount } from "../schema";

const { datasetVersion } = tables;

/**
 * Counts whose answers activating a version would change, and keeps the numbers for the second person. The database writes the
 * audit entry. Takes seconds for a million people, so it has a minute.
 */
export async function countAnswers(versionId: string, actor: Actor): Promise<void> {
	await database().transaction(async (tx) => {
		await tx.execute(sql`set local statement_timeout = '60s'`);
		await tx.execute(sql`select exposure.count_answers(${versionId}, ${actor.id})`);
	});
}

/** Counts the answers of a version again, for staff who may activate it. */
export async function recountAnswers(staff: Staff, versionId: string): Promise<Result<undefined, "not-ready">> {
	requirePermission(staff, "datasets:activate");
	const [version] = await database()
		.select({ state: datasetVersion.state })
		.from(datasetVersion)
		.where(eq(datasetVersion.id, versionId));
	if (version?.state !== "ready" && version?.state !== "superseded") return err("not-ready");
	await countAnswers(versionId, staff.actor);
	return ok();
}

/** Returns how many answers activating a version would change, as last counted; undefined if nobody has counted. */
export async function answerCount(versionId: string): Promise<AnswerCount | undefined> {
	const { rows } = await database().execute<Omit<AnswerCount, "countedAt"> & { counted_at: string }>(
		sql`select counted_at, checked, changed, becoming, leaving from exposure.answer_count where version_id = ${versionId}`,
	);
	const [row] = rows;
	if (!row) return undefined;
	const { counted_at, ...numbers } = row;
	return { ...numbers, countedAt: new Date(counted_at) };
}
