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
		/** Whether an email may go to an address they sign in with: there was none of their contact details to send it to. */
		toSignIn: boolean("to_sign_in").notNull(),
		/** The language of the page it was asked for on. */
		locale: text("locale").notNull(),
		askedAt: instant("asked_at").notNull().default(sql`clock_timestamp()`),
		dueAt: instant("due_at").notNull(),
		/** When a call or a letter reached the staff's queue. */
		handedOverAt: instant("handed_over_at"),
	},
	(table) => [index("plan_reminder_due").on(table.dueAt)],
);
