/**
 * The audit log: every write stands in it, in the same transaction. Who did it comes from the authority that the
 * writing function was handed. Identifiers of people never enter it.
 */
import { desc, eq, lt, sql } from "drizzle-orm";
import { type Actor, requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";

/** One entry as it is shown. `at` is an instant, `detail` holds no identifiers. */
export type AuditEvent = {
	id: number;
	at: Date;
	actor: Actor;
	action: string;
	subjectId: string;
	detail: Record<string, string | number | boolean | string[]>;
};

/**
 * Adds an entry within the transaction of the change.
 * `action` is subject and past verb: "update.published". The database sets number and time, and throws for an actor who does not exist.
 */
export async function record(
	tx: Transaction,
	actor: Actor,
	action: string,
	subjectId: string,
	detail: AuditEvent["detail"] = {},
): Promise<void> {
	await tx.execute(
		sql`select record_audit(${actor.kind}, ${actor.id}, ${action}, ${subjectId}, ${JSON.stringify(detail)}::jsonb)`,
	);
}

/** The newest entries, at most 50, all or of one subject, older than entry `before` where given. */
export async function history(
	staff: Staff,
	filter: { subjectId?: string; before?: number } = {},
): Promise<AuditEvent[]> {
	requirePermission(staff, "audit:read");
	const { auditEvent } = tables;
	const rows = await database()
		.select()
		.from(auditEvent)
		.where(
			sql`${filter.subjectId ? eq(auditEvent.subjectId, filter.subjectId) : sql`true`} and ${filter.before ? lt(auditEvent.id, filter.before) : sql`true`}`,
		)
		.orderBy(desc(auditEvent.id))
		.limit(50);
	return rows.map(({ actorKind, actorId, ...row }) => ({
		...row,
		actor: { kind: actorKind as Actor["kind"], id: actorId },
	}));
}
