import { sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { person } from "./identity";
import { incident } from "./incidents";

/**
 * The answer a person was given for one incident, as it was given. Written when it differs from the one before;
 * otherwise only lastCheckedAt moves.
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
		/** The active versions it was answered from: [{dataset, version, number}]. */
		versions: jsonb("versions").$type<{ versionId: string; number: number; activatedAt: string }[]>().notNull(),
		/** The rest of the answer (categories, relationship …) as sealed JSON. */
		answer: bytea("answer").notNull(),
		/** Hash of outcome, versions and answer, to see whether it changed. */
		answerHash: bytea("answer_hash").notNull(),
		checkedAt: instant("checked_at").notNull().defaultNow(),
		lastCheckedAt: instant("last_checked_at").notNull().defaultNow(),
	},
	(table) => [index("check_result_person").on(table.personId, table.incidentId, table.checkedAt)],
);

/**
 * An identifier a person claimed, to separate their records from others' under a shared address. Never proven; kept only if
 * it matched. Holds the fingerprint alone, never what was typed.
 */
export const statedIdentifier = pgTable(
	"stated_identifier",
	{
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** membership-number, telephone, name-postcode */
		kind: text("kind").notNull(),
		fingerprint: bytea("fingerprint").notNull(),
		statedAt: instant("stated_at").notNull().defaultNow(),
		/** False until it has singled out one person's records. */
		kept: boolean("kept").notNull().default(false),
		/** The transaction it was made in, which must have been committed before anything is compared with it. */
		statedIn: bigint("stated_in", { mode: "bigint" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [primaryKey({ columns: [table.personId, table.kind, table.fingerprint] })],
);

/** A confirmation of an answer that its holder may show to others. Only who was given its code or its text can read it at /verify. */
export const confirmation = pgTable(
	"confirmation",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** SHA-256 of the code: 80 random bits need no key. */
		codeHash: bytea("code_hash").notNull().unique(),
		/** The signed text, sealed: the signature keeps it from being altered or invented, the seal from being read here. */
		sealed: bytea("sealed").notNull(),
		madeAt: instant("made_at").notNull().defaultNow(),
		withdrawnAt: instant("withdrawn_at"),
	},
	(table) => [index("confirmation_person").on(table.personId)],
);
