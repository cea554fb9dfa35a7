import { index, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** A message that somebody reported as fake. Deleted after 30 days. */
export const fakeReport = pgTable(
	"fake_report",
	{
		id: text("id").primaryKey(),
		reportedAt: instant("reported_at").notNull().defaultNow(),
		/** email, text, call … */
		channel: text("channel").notNull(),
		senderSealed: bytea("sender_sealed").notNull(),
		textSealed: bytea("text_sealed").notNull(),
		/** Counts reports of one network. */
		networkHash: bytea("network_hash").notNull(),
		/** confirmed, dismissed; null while nobody has decided. */
		outcome: text("outcome"),
		settledAt: instant("settled_at"),
	},
	(table) => [index("fake_report_reported").on(table.reportedAt)],
);

/** A fake message that staff have confirmed, as everybody can read it. */
export const fakeMessage = pgTable("fake_message", {
	id: text("id").primaryKey(),
	channel: text("channel").notNull(),
	sender: text("sender").notNull(),
	quote: text("quote").notNull(),
	/** What gives it away, one on each line. */
	tellsEn: text("tells_en").notNull(),
	tellsCy: text("tells_cy").notNull(),
	publishedAt: instant("published_at").notNull().defaultNow(),
	removedAt: instant("removed_at"),
});
