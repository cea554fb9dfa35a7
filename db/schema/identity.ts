import { isNotNull, isNull, sql } from "drizzle-orm";
import {
	bigint,
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** Somebody who has proven control of at least one identifier. */
export const person = pgTable("person", {
	id: text("id").primaryKey(),
	locale: text("locale").notNull().default("en"),
	createdAt: instant("created_at").notNull().defaultNow(),
	/** The person that this row was merged into, because they proved an identifier of this row. */
	mergedInto: text("merged_into"),
});

/** An identifier that a person has proven control of: its keyed fingerprint and its sealed text. */
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
		/** The id of the inserting transaction. A look-up uses the row only after that transaction has committed. */
		provenIn: bigint("proven_in", { mode: "number" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [
		unique("proven_identifier_once").on(table.kind, table.fingerprint),
		index("proven_identifier_person").on(table.personId),
	],
);

/** A requested one-time code. The rows are the same for known and unknown addresses. */
export const challenge = pgTable(
	"challenge",
	{
		id: text("id").primaryKey(),
		/** sign-in, staff-sign-in, add-identifier, contact-point */
		purpose: text("purpose").notNull(),
		/** Keyed hash of the token in the requesting browser's cookie. */
		browserHash: bytea("browser_hash").notNull(),
		/** The signed-in requester, if the purpose needs one. */
		personId: text("person_id").references(() => person.id),
		addressFingerprint: bytea("address_fingerprint").notNull(),
		/** The fingerprint of the address without a plus tag, by which mails and wrong codes are counted. */
		mailboxFingerprint: bytea("mailbox_fingerprint").notNull().default(sql`''`),
		/** Keyed hashes of the address's domain and of the requester's network. */
		domainHash: bytea("domain_hash").notNull().default(sql`''`),
		networkHash: bytea("network_hash").notNull().default(sql`''`),
		addressSealed: bytea("address_sealed").notNull(),
		/** Two random words shown on the page and at the end of the mail's subject. */
		words: text("words").notNull(),
		attempts: integer("attempts").notNull().default(0),
		longAttempts: integer("long_attempts").notNull().default(0),
		/** The number of mails sent. 0 if the address was over its quota: then no code matches. */
		sends: integer("sends").notNull().default(0),
		/** How often a mail was requested, whether it was sent or not. */
		requests: integer("requests").notNull().default(1),
		/** Whether the last request met a limit of the whole site, so that no mail was sent to anybody. */
		busy: boolean("busy").notNull().default(false),
		locale: text("locale").notNull(),
		createdAt: instant("created_at").notNull().defaultNow(),
		sentAt: instant("sent_at").notNull().defaultNow(),
		expiresAt: instant("expires_at").notNull(),
		/** The time at which the right code was typed. */
		consumedAt: instant("consumed_at"),
	},
	(table) => [
		index("challenge_browser").on(table.browserHash, table.createdAt),
		index("challenge_open").on(table.browserHash, table.expiresAt).where(isNull(table.consumedAt)),
		index("challenge_address").on(table.addressFingerprint, table.sentAt),
		index("challenge_mailbox")
			.on(table.mailboxFingerprint, table.sentAt)
			.where(sql`${table.consumedAt} is null and ${table.sends} > 0`),
		index("challenge_mailbox_tried")
			.on(table.mailboxFingerprint, table.createdAt)
			.where(sql`${table.consumedAt} is null and ${table.attempts} > 0`),
		index("challenge_address_tried")
			.on(table.addressFingerprint, table.createdAt)
			.where(sql`${table.consumedAt} is null and ${table.attempts} > 0`),
		index("challenge_consumed").on(table.consumedAt).where(isNotNull(table.consumedAt)),
		index("challenge_unproven").on(table.sentAt).where(sql`${table.consumedAt} is null and ${table.sends} > 0`),
	],
);

/** The codes of a challenge's newest mail. The worker writes them as it writes the mail; the web cannot read them. */
export const mailedCode = pgTable(
	"mailed_code",
	{
		challengeId: text("challenge_id")
			.primaryKey()
			.references(() => challenge.id, { onDelete: "cascade" }),
		codeHash: bytea("code_hash").notNull(),
		/** The long code. It works in any browser until `long_code_expires_at`. */
		longCodeHash: bytea("long_code_hash").notNull(),
		longCodeExpiresAt: instant("long_code_expires_at").notNull(),
		/** When its mail was asked for, which the mail says. */
		askedAt: instant("asked_at").notNull().defaultNow(),
	},
	(table) => [index("mailed_code_long").on(table.longCodeHash)],
);

/** A short code that a newer mail has replaced. It never works again; whoever types it is told so. */
export const replacedCode = pgTable(
	"replaced_code",
	{
		challengeId: text("challenge_id")
			.notNull()
			.references(() => challenge.id, { onDelete: "cascade" }),
		codeHash: bytea("code_hash").notNull(),
		askedAt: instant("asked_at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.challengeId, table.codeHash] })],
);

/** A code that was typed. A wrong short one stays, so that the same one typed again counts once. Only submit_code and use_code see it. */
export const codeAttempt = pgTable(
	"code_attempt",
	{
		challengeId: text("challenge_id")
			.notNull()
			.references(() => challenge.id, { onDelete: "cascade" }),
		/** Counts up from 1 for short codes and down from -1 for long ones. */
		number: integer("number").notNull(),
		codeHash: bytea("code_hash"),
		longCodeHash: bytea("long_code_hash"),
		/** Whether the mailbox had attempts left, so that the code is looked at. */
		compared: boolean("compared").notNull(),
		/** The id of the inserting transaction. The attempt is judged only in a later one. */
		madeIn: bigint("made_in", { mode: "number" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
		judged: boolean("judged").notNull().default(false),
		madeAt: instant("made_at").notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.challengeId, table.number] })],
);

/** For whom an OpenID Connect provider may vouch. */
export const signInProvider = pgTable("sign_in_provider", {
	/** member, staff */
	audience: text("audience").primaryKey(),
});

/** How many wrong codes were typed on the whole site, by hour. */
export const wrongCode = pgTable("wrong_code", {
	hour: instant("hour").primaryKey(),
	count: integer("count").notNull(),
});

/** A session of a person or of a member of staff. Stores only a keyed hash of its token. */
export const session = pgTable(
	"session",
	{
		id: text("id").primaryKey(),
		tokenHash: bytea("token_hash").notNull().unique(),
		personId: text("person_id").references(() => person.id),
		staffId: text("staff_id").references(() => staffMember.id),
		/** A coarse description for the devices page: "Firefox on Android". */
		device: text("device").notNull().default(""),
		/** Whether its owner had not signed in with this browser before. */
		newBrowser: boolean("new_browser").notNull().default(false),
		createdAt: instant("created_at").notNull().defaultNow(),
		/** The time of the last request, updated at most once a minute. The idle timeout counts from it. */
		seenAt: instant("seen_at").notNull().defaultNow(),
		/** The absolute timeout. */
		expiresAt: instant("expires_at").notNull(),
		revokedAt: instant("revoked_at"),
		/** The id of the inserting transaction. The session is answered only after that transaction has committed. */
		openedIn: bigint("opened_in", { mode: "number" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
	},
	(table) => [
		index("session_person").on(table.personId),
		check("session_of_one", sql`num_nonnulls(${table.personId}, ${table.staffId}) = 1`),
	],
);

/** A browser with which somebody has signed in, by a keyed hash of its cookie. A sign-in with another one is told to them. */
export const knownBrowser = pgTable(
	"known_browser",
	{
		browserHash: bytea("browser_hash").notNull(),
		personId: text("person_id").references(() => person.id),
		staffId: text("staff_id").references(() => staffMember.id),
		seenAt: instant("seen_at").notNull().defaultNow(),
	},
	(table) => [
		unique("known_browser_person").on(table.personId, table.browserHash),
		unique("known_browser_staff").on(table.staffId, table.browserHash),
		check("known_browser_of_one", sql`num_nonnulls(${table.personId}, ${table.staffId}) = 1`),
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

/** Who made an account of staff or changed its roles. Written by the owner's functions alone. */
export const staffChange = pgTable("staff_change", {
	id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
	staffId: text("staff_id").notNull(),
	changedBy: text("changed_by").notNull(),
	changedAt: instant("changed_at").notNull().defaultNow(),
	/** Another administrator who said that they know this person. */
	vouchedBy: text("vouched_by"),
});
