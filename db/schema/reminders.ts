import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { person } from "./identity";

/** A person's reminder of their plan, at most one each. Deleted once it is sent, stopped or no longer needed. */
export const planReminder = pgTable(
	"plan_reminder",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.unique()
			.references(() => person.id),
		/** email, telephone, post */
		channel: text("channel").notNull(),
		/** Whether an email may go to a sign-in address, because the person had no email address in their contact details. */
		toSignIn: boolean("to_sign_in").notNull(),
		/** The language of the page on which the reminder was requested. */
		locale: text("locale").notNull(),
		askedAt: instant("asked_at").notNull().default(sql`clock_timestamp()`),
		dueAt: instant("due_at").notNull(),
		/** The time at which a call or a letter was queued for staff. */
		handedOverAt: instant("handed_over_at"),
	},
	(table) => [index("plan_reminder_due").on(table.dueAt)],
);
