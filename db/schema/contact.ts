import { isNull, sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { person } from "./identity";

/** The language and format in which a person wants to be contacted. */
export const contactProfile = pgTable("contact_profile", {
	personId: text("person_id")
		.primaryKey()
		.references(() => person.id),
	language: text("language").notNull().default("en"),
	/** standard, large-print, easy-read, braille, bsl, audio */
	format: text("format").notNull().default("standard"),
	updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** An address or number of a person. An email address is proven before it is used. */
export const contactPoint = pgTable(
	"contact_point",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** email, text, telephone, post */
		channel: text("channel").notNull(),
		/** The sealed address or number. Null once it is replaced. */
		sealed: bytea("sealed"),
		/** The fingerprint of an email address or a number for texts, so that messages to many reach it once. */
		fingerprint: bytea("fingerprint"),
		addedAt: instant("added_at").notNull().defaultNow(),
		provenAt: instant("proven_at"),
		replacedAt: instant("replaced_at"),
	},
	(table) => [
		index("contact_point_person").on(table.personId),
		uniqueIndex("contact_point_current").on(table.personId, table.channel).where(isNull(table.replacedAt)),
	],
);

/** A person's permission for one channel and purpose. No row means no. */
export const contactPreference = pgTable(
	"contact_preference",
	{
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		channel: text("channel").notNull(),
		/** incident-notices; campaigning in rows from before it was an objection */
		purpose: text("purpose").notNull(),
		allowed: boolean("allowed").notNull(),
		/** Whether the person wants this channel tried first. At most one of a purpose, and only while it is allowed. */
		first: boolean("first").notNull().default(false),
		updatedAt: instant("updated_at").notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.personId, table.channel, table.purpose] })],
);

/** A consent given or withdrawn, with the exact sentences shown. Never altered. */
export const consentRecord = pgTable(
	"consent_record",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		at: instant("at").notNull().defaultNow(),
		/** saved, stopped-everything, stop-undone, order-saved, style-saved, contact-changed, contact-removed, objected, objection-withdrawn */
		action: text("action").notNull(),
		locale: text("locale").notNull(),
		/**
		 * The sentences shown on the page, with the answer to each. `choice` is its channel and purpose ("email.incident-notices").
		 * `before` is the earlier answer, so that stopping everything can be undone.
		 */
		statements: jsonb("statements")
			.$type<{ wording: string; answer: boolean; choice?: string; before?: boolean }[]>()
			.notNull(),
	},
	(table) => [
		index("consent_record_person").on(table.personId, table.at),
		// What somebody chose or objected to last is found at once, however many other receipts they have.
		index("consent_record_choice")
			.on(table.personId, table.at)
			.where(sql`${table.action} in ('saved', 'stopped-everything', 'stop-undone')`),
		index("consent_record_objection")
			.on(table.personId, table.at)
			.where(sql`${table.action} in ('objected', 'objection-withdrawn')`),
	],
);

/** A request for an accessible format. Staff send the format and mark the request as sent. A person has at most one open request. */
export const formatRequest = pgTable(
	"format_request",
	{
		id: text("id").primaryKey(),
		personId: text("person_id")
			.notNull()
			.references(() => person.id),
		/** large-print, easy-read, braille, bsl, audio */
		format: text("format").notNull(),
		/** en, cy */
		language: text("language").notNull(),
		askedAt: instant("asked_at").notNull().defaultNow(),
		/** sent, taken-back; null while the request is open */
		outcome: text("outcome"),
		settledAt: instant("settled_at"),
	},
	(table) => [
		index("format_request_person").on(table.personId, table.askedAt),
		index("format_request_waiting").on(table.askedAt).where(isNull(table.settledAt)),
	],
);
