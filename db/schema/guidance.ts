import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { person } from "./identity";

/** The state of an action of a person's plan. No row means "to do". */
export const actionProgress = pgTable(
	"action_progress",
	{
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		action: text("action").notNull(),
		/** done, skipped */
		state: text("state").notNull(),
		at: instant("at").notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.personId, table.action] })],
);

/** The nation whose telephone numbers a person's plan shows, if they chose one. */
export const planChoice = pgTable("plan_choice", {
	personId: text("person_id")
		.primaryKey()
		.references(() => person.id),
	/** england, wales, scotland, northern-ireland */
	nation: text("nation").notNull(),
});
