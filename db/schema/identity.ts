import { isNull, sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** Somebody who has proven control of at least one identifier. */
export const person = pgTable("person", {
	id: text("id").primaryKey(),
	locale: text("locale").notNull().default("en"),
	createdAt: instant("created_at").notNull().defaultNow(),
	/** Set when the same person proved an identifier of this row from another one. */
	mergedInto: text("merged_into"),
});

/** An identifier whose control a person has proven: its keyed fingerprint, and itself sealed. */
export const provenIdentifier = pgTable(
	"proven_identifier",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** email, telephone, membership-number, name-postcode */
		kind: text("kind").notNull(),
		fingerprint: bytea("fingerprint").notNull(),
		sealed: bytea("sealed").notNull(),
		/** email-code, single-sign-on */
		means: text("means").notNull(),
		provenAt: instant("proven_at").notNull().defaultNow(),
		/** The transaction it was written in, which must have been committed before anything is looked up by it. */
		provenIn: bigint("proven_in", { mode: "number" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [
		unique("proven_identifier_once").on(table.kind, table.fingerprint),
		index("proven_identifier_person").on(table.personId),
	],
);

/** A one-time code that was sent and waits for its answer. Written alike for known and unknown addresses. */
export const challenge = pgTable(
	"challenge",
	{
		id: text("id").primaryKey(),
		/** sign-in, staff-sign-in, add-identifier, contact-point */
		purpose: text("purpose").notNull(),
		/** Keyed hash of the token in the asking browser's cookie. */
		browserHash: bytea("browser_hash").notNull().unique(),
		/** The person signed in while asking, where the purpose needs one. */
		personId: text("person_id").references(() => person.id),
		addressFingerprint: bytea("address_fingerprint").notNull(),
		addressSealed: bytea("address_sealed").notNull(),
		codeHash: bytea("code_hash").notNull(),
		/** Two random words shown on the page and at the end of the mail's subject. */
		words: text("words").notNull(),
		attempts: integer("attempts").notNull().default(0),
		/** Mails that left for it. None where the address has had as many as it may get in a while: then no code can be right. */
		sends: integer("sends").notNull(),
		locale: text("locale").notNull(),
		createdAt: instant("created_at").notNull().defaultNow(),
		sentAt: instant("sent_at").notNull().defaultNow(),
		expiresAt: instant("expires_at").notNull(),
		/** When the code came back right. */
		consumedAt: instant("consumed_at"),
	},
	(table) => [index("challenge_address").on(table.addressFingerprint, table.sentAt)],
);

/** A session that can be revoked, of a person or of somebody of the staff; only a keyed hash of its token is kept. */
export const session = pgTable(
	"session",
	{
		id: text("id").primaryKey(),
		tokenHash: bytea("token_hash").notNull().unique(),
		personId: text("person_id").references(() => person.id),
		staffId: text("staff_id").references(() => staffMember.id),
		/** A coarse description for the devices page: "Firefox on Android". */
		device: text("device").notNull().default(""),
		createdAt: instant("created_at").notNull().defaultNow(),
		/** Moves at most once a minute. The idle end follows from it. */
		seenAt: instant("seen_at").notNull().defaultNow(),
		/** Absolute end, whatever happens. */
		expiresAt: instant("expires_at").notNull(),
		revokedAt: instant("revoked_at"),
		/** The transaction it was opened in, which must have been committed before an answer is given to it. */
		openedIn: bigint("opened_in", { mode: "number" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [
		index("session_person").on(table.personId),
		check("session_of_one", sql`num_nonnulls(${table.personId}, ${table.staffId}) = 1`),
	],
);

/** The members of staff. A person becomes staff by proving the address in their row. */
export const staffMember = pgTable(
	"staff_member",
	{
		id: text("id").primaryKey(),
		displayName: text("display_name").notNull(),
		emailFingerprint: bytea("email_fingerprint").notNull(),
		emailSealed: bytea("email_sealed").notNull(),
		/** publisher, data-lead, admin */
		roles: text("roles").array().notNull(),
		addedAt: instant("added_at").notNull().defaultNow(),
		removedAt: instant("removed_at"),
	},
	(table) => [uniqueIndex("staff_member_current").on(table.emailFingerprint).where(isNull(table.removedAt))],
);
