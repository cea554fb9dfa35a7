import { integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** An address that gets an email for each update. Deleted when somebody unsubscribes it. */
export const subscription = pgTable(
	"subscription",
	{
		id: text("id").primaryKey(),
		/** all, or the slug of an incident. */
		topic: text("topic").notNull(),
		locale: text("locale").notNull(),
		addressFingerprint: bytea("address_fingerprint").notNull(),
		addressSealed: bytea("address_sealed").notNull(),
		confirmedAt: instant("confirmed_at").notNull().defaultNow(),
	},
	(table) => [unique().on(table.addressFingerprint, table.topic)],
);

/** One email to one subscription about one change of an update. Made once. */
export const updateMail = pgTable(
	"update_mail",
	{
		subscriptionId: text("subscription_id")
			.notNull()
			.references(() => subscription.id, { onDelete: "cascade" }),
		updateId: text("update_id").notNull(),
		changedAt: instant("changed_at").notNull(),
		slug: text("slug").notNull(),
		state: text("state").notNull().default("waiting"),
		attempts: integer("attempts").notNull().default(0),
		dueAt: instant("due_at").notNull().defaultNow(),
		claimedAt: instant("claimed_at"),
		lastError: text("last_error"),
	},
	(table) => [primaryKey({ columns: [table.subscriptionId, table.updateId, table.changedAt] })],
);
