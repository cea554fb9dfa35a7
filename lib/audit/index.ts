/**
 * The audit log: every write stands in it, in the same transaction. Who did it comes from the authority that the
 * writing function was handed. Identifiers of people never enter it.
 */
import { desc, eq, lt, sql } from "drizzle-orm";
import { type Actor, requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import type { AuditDetail } from "./record-entry";

export { hasChangedTooMuch, hasJustRecorded, record } from "./record-entry";
export { lookUpReference, type ReferenceEntry } from "./reference-lookup";

/** One entry as it is shown. `at` is an instant, `detail` holds no identifiers. */
export type AuditEvent = {
	id: number;
	at: Date;
	actor: Actor;
	action: string;
	subjectId: string;
	detail: AuditDetail;
};

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
