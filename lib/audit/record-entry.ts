import { sql } from "drizzle-orm";
import type { Actor } from "../authority";
import { database, type Transaction } from "../database";

/** What an entry says beyond its action. Holds no identifiers of people. */
export type AuditDetail = Record<string, string | number | boolean | string[]>;

/**
 * Adds an entry within the transaction of the change.
 * `action` is subject and past verb: "update.published". The database sets number and time, and throws for an actor who does not exist.
 */
export async function record(
	tx: Transaction,
	actor: Actor,
	action: string,
	subjectId: string,
	detail: AuditDetail = {},
): Promise<void> {
	await tx.execute(
		sql`select record_audit(${actor.kind}, ${actor.id}, ${action}, ${subjectId}, ${JSON.stringify(detail)}::jsonb)`,
	);
}

/** Whether a member has changed so much within an hour (`memberChanges` of lib/limits.ts) that the database keeps no more of it for now. */
export async function hasChangedTooMuch(personId: string): Promise<boolean> {
	const { rows } = await database().execute<{ left: number }>(sql`select changes_left(${personId}) as left`);
	return (rows[0]?.left ?? 0) <= 0;
}
