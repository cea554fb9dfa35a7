import { isNull, sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { person } from "./identity";
import { incident } from "./incidents";

/**
 * The answer that a person was given for one incident. A check adds a row if its answer differs from the last one. Otherwise it
 * updates lastCheckedAt.
 */
export const checkResult = pgTable(
	"check_result",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		/** affected, not-found, under-review, unable-to-match */
		outcome: text("outcome").notNull(),
		/** The active versions that were searched. */
		versions: jsonb("versions").$type<{ versionId: string; number: number; activatedAt: string }[]>().notNull(),
		/** The rest of the answer (categories, relationship …), as sealed JSON. */
		answer: bytea("answer").notNull(),
		/** Hash of outcome, versions and answer, for detecting a changed answer. */
		answerHash: bytea("answer_hash").notNull(),
		checkedAt: instant("checked_at").notNull().defaultNow(),
		lastCheckedAt: instant("last_checked_at").notNull().defaultNow(),
	},
	(table) => [index("check_result_person").on(table.personId, table.incidentId, table.checkedAt)],
);

/**
 * An identifier that a person claimed, to separate their records from others' under a shared address. Never proven. Kept only if
 * it matched. Stores the fingerprint, never what was typed.
 */
export const claimedIdentifier = pgTable(
	"stated_identifier",
	{
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** membership-number, telephone, name-postcode */
		kind: text("kind").notNull(),
		fingerprint: bytea("fingerprint").notNull(),
		claimedAt: instant("stated_at").notNull().defaultNow(),
		/** True once it has identified one person's records. */
		kept: boolean("kept").notNull().default(false),
		/** The id of the inserting transaction. A look-up uses the row only after that transaction has committed. */
		claimedIn: bigint("stated_in", { mode: "bigint" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [primaryKey({ columns: [table.personId, table.kind, table.fingerprint] })],
);

/** A confirmation of an answer, to show to others. /verify shows it only to somebody with its code or its text. */
export const confirmation = pgTable(
	"confirmation",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** SHA-256 of the code: 80 random bits need no key. */
		codeHash: bytea("code_hash").notNull().unique(),
		/** The signed text, sealed. The signature prevents forgery. The seal prevents reading it in the database. */
		sealed: bytea("sealed").notNull(),
		madeAt: instant("made_at").notNull().defaultNow(),
		withdrawnAt: instant("withdrawn_at"),
	},
	(table) => [index("confirmation_person").on(table.personId).where(isNull(table.withdrawnAt))],
);
