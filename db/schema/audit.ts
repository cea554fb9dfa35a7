import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What was done, by whom, to what. Rows are added in the transaction of the change and never altered (a trigger holds that). */
export const auditEvent = pgTable(
	"audit_event",
	{
		id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		at: instant("at").notNull().defaultNow(),
		/** member, staff, system */
		actorKind: text("actor_kind").notNull(),
		/** per_…, stf_…, or the name of the command or task */
		actorId: text("actor_id").notNull(),
		/** A verb in the past: update.published, dataset-version.activated */
		action: text("action").notNull(),
		subjectId: text("subject_id").notNull(),
		/** Never an identifier of a person. */
		detail: jsonb("detail").$type<Record<string, string | number | boolean | string[]>>().notNull().default({}),
	},
	(table) => [index("audit_event_subject").on(table.subjectId), index("audit_event_at").on(table.at)],
);
