import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { challenge } from "./identity";

/** Outgoing mail, inserted in the transaction of the change it reports. The worker writes its text, and deletes it once it is sent. */
export const outboxMessage = pgTable(
	"outbox_message",
	{
		id: text("id").primaryKey(),
		/** sign-in-code, address-code, address-changed … */
		kind: text("kind").notNull(),
		/** What a notice says, from the list of its kind: added, removed … */
		detail: text("detail").notNull().default(""),
		locale: text("locale").notNull(),
		/** The challenge whose codes the mail holds. The worker makes them as it writes the mail. */
		challengeId: text("challenge_id").references(() => challenge.id, { onDelete: "set null" }),
		recipientSealed: bytea("recipient_sealed").notNull(),
		subjectSealed: bytea("subject_sealed"),
		textSealed: bytea("text_sealed"),
		createdAt: instant("created_at").notNull().defaultNow(),
		/** The mail is not sent after this time, because its code has expired. */
		expiresAt: instant("expires_at"),
		attempts: integer("attempts").notNull().default(0),
		sentAt: instant("sent_at"),
		failedAt: instant("failed_at"),
		/** An SMTP status or error code, never its text. */
		lastError: text("last_error"),
	},
	(table) => [index("outbox_message_created").on(table.createdAt)],
);
