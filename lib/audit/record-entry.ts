import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "../authority";
import { database, type Transaction, tables } from "../database";
import { minuteAgo } from "../double-submit";

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

/**
 * Whether this actor has made this entry within the last minute, about one thing or about any, with these details among others. Whoever presses a button twice is told
 * that it is done, and not that somebody else has done it.
 */
export async function hasJustRecorded(
	tx: Pick<Transaction, "select">,
	actor: Actor,
	action: string,
	subjectId?: string,
	detail: AuditDetail = {},
): Promise<boolean> {
	const { auditEvent } = tables;
	const rows = await tx
		.select({ id: auditEvent.id })
		.from(auditEvent)
		.where(
			and(
				subjectId ? eq(auditEvent.subjectId, subjectId) : undefined,
				eq(auditEvent.actorId, actor.id),
				eq(auditEvent.action, action),
				sql`${auditEvent.at} > ${minuteAgo}`,
				sql`${auditEvent.detail} @> ${JSON.stringify(detail)}::jsonb`,
			),
		)
		.limit(1);
	return rows.length > 0;
}
