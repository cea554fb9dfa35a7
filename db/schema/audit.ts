import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The audit log: who did what to what. Rows are added in the transaction of the change. A trigger forbids altering them. */
export const auditEvent = pgTable(
	"audit_event",
	{
		id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		at: instant("at").notNull().defaultNow(),
		/** member, staff, system */
		actorKind: text("actor_kind").notNull(),
		/** per_…, stf_…, or the name of the command or task */
		actorId: text("actor_id").notNull(),
		/** Subject and past participle: update.published, dataset-version.activated */
		action: text("action").notNull(),
		subjectId: text("subject_id").notNull(),
		/** Details of the action. Never a person's identifier. */
		detail: jsonb("detail").$type<Record<string, string | number | boolean | string[]>>().notNull().default({}),
	},
	(table) => [
		index("audit_event_subject").on(table.subjectId),
		index("audit_event_at").on(table.at),
		index("audit_event_member").on(table.actorId, table.at).where(sql`${table.actorKind} = 'member'`),
	],
);
