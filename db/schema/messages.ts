import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { datasetVersion } from "./datasets";
import { staffMember } from "./identity";
import { incident } from "./incidents";

/** A message to many people. Its text can be read by everybody once it goes out, so it is not sealed. */
export const message = pgTable(
	"message",
	{
		id: text("id").primaryKey(),
		/** Printed in the message. Anybody can look it up. */
		reference: text("reference").notNull().unique(),
		/** incident-notice, update, answer-changed, correction, campaigning */
		kind: text("kind").notNull(),
		incidentId: text("incident_id").references(() => incident.id),
		/** The first of the linked messages that this one is among: an incident notice in the words of each group of people. */
		linkedTo: text("linked_to"),
		/** The message that this one corrects. */
		correctsId: text("corrects_id"),
		subjectEn: text("subject_en").notNull(),
		subjectCy: text("subject_cy").notNull().default(""),
		/** Markdown with placeholders. */
		bodyEn: text("body_en").notNull(),
		bodyCy: text("body_cy").notNull().default(""),
		/** The question that chooses its people, as `audience` of lib/messages/schema.ts. */
		audience: jsonb("audience").$type<unknown>().notNull(),
		/** draft, prepared, approved, trying, sending, paused, stopped, finished */
		state: text("state").notNull().default("draft"),
		createdBy: text("created_by").notNull(),
		createdAt: instant("created_at").notNull().defaultNow(),
		editedAt: instant("edited_at").notNull().defaultNow(),
		/** What is sent in each language, frozen when the message is prepared. */
		sent: jsonb("sent").$type<unknown>(),
		preparedBy: text("prepared_by"),
		preparedAt: instant("prepared_at"),
		/** The people in the audience: prepared and excluded. */
		candidates: integer("candidates").notNull().default(0),
		prepared: integer("prepared").notNull().default(0),
		excluded: integer("excluded").notNull().default(0),
		/** How many people the preview showed when it was prepared. Null if nobody previewed it. */
		previewed: integer("previewed"),
		approvedBy: text("approved_by"),
		approvedAt: instant("approved_at"),
		/** The most deliveries in a minute. */
		perMinute: integer("per_minute").notNull().default(600),
		/** Nothing is sent before this time. */
		startsAt: instant("starts_at"),
		/** When the message first went to somebody in its audience. It is public from then on. */
		startedAt: instant("started_at"),
		finishedAt: instant("finished_at"),
		/** Why it is paused: staff, bounces, complaints, a domain's refusals. */
		pauseReason: text("pause_reason"),
		/** How many texts wait that the worker cannot send, as it last said. */
		heldTexts: integer("held_texts").notNull().default(0),
		/** What became of its deliveries, as it was counted last, if it is to many. */
		figures: jsonb("figures").$type<unknown>(),
		figuresAt: instant("figures_at"),
	},
	(table) => [
		check("message_sums", sql`${table.prepared} + ${table.excluded} = ${table.candidates}`),
		index("message_started").on(table.startedAt),
		index("message_linked").on(table.linkedTo).where(sql`${table.linkedTo} is not null`),
	],
);

/** One person of a message's audience, frozen when it is prepared: what is sent to them, or why nothing is. */
export const delivery = pgTable(
	"delivery",
	{
		id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		/** Neither this nor the person is a foreign key: of 500,000 rows prepared at once, each would be looked up twice. */
		messageId: text("message_id").notNull(),
		/** Null for a person of the data who has never signed in. */
		personId: text("person_id"),
		/** The fingerprint of the address. */
		recipient: bytea("recipient"),
		/** The version and the record in it, of a person who has never signed in. */
		versionId: text("version_id").references(() => datasetVersion.id),
		record: integer("record"),
		/** affected, unable-to-match, under-review, not-found, not-checked, in-data */
		cohort: text("cohort").notNull(),
		locale: text("locale").notNull(),
		/** no-consent, suppressed, held-back, no-address, duplicate */
		excludedFor: text("excluded_for"),
		/** excluded, waiting, sending, accepted, unknown, no-such-address, not-accepting, complaint, failed, stopped */
		state: text("state").notNull(),
		/** email, text, letter */
		channel: text("channel").notNull().default("email"),
		/** Who was handed it at the newest attempt: smtp, notify */
		carrier: text("carrier"),
		/** Wiped when the delivery has ended. */
		addressSealed: bytea("address_sealed"),
		/** The fingerprint of the number or address that is tried if the first channel fails, and itself: wiped when it is not needed any more. */
		nextRecipient: bytea("next_recipient"),
		nextSealed: bytea("next_sealed"),
		/** Which channel that is: email, text; a letter, whose address is looked up when its turn comes */
		nextChannel: text("next_channel"),
		/** The same of the channel after it: email, text. A letter that comes last is not kept here. */
		lastRecipient: bytea("last_recipient"),
		lastSealed: bytea("last_sealed"),
		lastChannel: text("last_channel"),
		/** The first channel of a delivery that has gone on to the next, what became of it and when. */
		firstChannel: text("first_channel"),
		firstState: text("first_state"),
		firstEndedAt: instant("first_ended_at"),
		/** The same of the second channel, of a delivery that has gone on to the third. */
		secondChannel: text("second_channel"),
		secondState: text("second_state"),
		secondEndedAt: instant("second_ended_at"),
		/** Keyed hash of the address's domain, set at the first attempt. */
		domainMark: bytea("domain_mark"),
		attempts: integer("attempts").notNull().default(0),
		/** Not tried before this time. */
		dueAt: instant("due_at").notNull().defaultNow(),
		claimedAt: instant("claimed_at"),
		endedAt: instant("ended_at"),
		/** A status or an error code, never its text. */
		lastError: text("last_error"),
	},
	(table) => [
		unique("delivery_person").on(table.messageId, table.personId),
		index("delivery_person_messages").on(table.personId),
		check("delivery_excluded", sql`(${table.state} = 'excluded') = (${table.excludedFor} is not null)`),
	],
);

/** The file of a version that was read again for a message, in numbers: what its rows added. */
export const messageFile = pgTable(
	"message_file",
	{
		messageId: text("message_id")
			.notNull()
			.references(() => message.id),
		versionId: text("version_id")
			.notNull()
			.references(() => datasetVersion.id),
		readBy: text("read_by").notNull(),
		readAt: instant("read_at").notNull().defaultNow(),
		rows: integer("rows").notNull(),
		/** Rows whose people are in the audience, prepared or excluded. */
		people: integer("people").notNull(),
		/** Rows of people who have signed in, or whom the message's question leaves out. */
		outside: integer("outside").notNull(),
		repeated: integer("repeated").notNull(),
		/** Rows that no record matches. */
		unmatched: integer("unmatched").notNull(),
		/** Records that no row matches. */
		missing: integer("missing").notNull(),
	},
	(table) => [primaryKey({ columns: [table.messageId, table.versionId] })],
);

/** A letter to a person of the data who cannot be reached by email. Its address is in the printer's file alone. */
export const letter = pgTable(
	"letter",
	{
		deliveryId: bigint("delivery_id", { mode: "number" })
			.primaryKey()
			.references(() => delivery.id),
		messageId: text("message_id")
			.notNull()
			.references(() => message.id),
		locale: text("locale").notNull(),
		/** standard, large-print, easy-read, braille, audio */
		format: text("format").notNull(),
		writtenAt: instant("written_at").notNull().defaultNow(),
		handedOverAt: instant("handed_over_at"),
		returnedAt: instant("returned_at"),
	},
	(table) => [index("letter_message").on(table.messageId)],
);

/** What staff did instead for people whom a message could not reach. */
export const otherNotice = pgTable(
	"other_notice",
	{
		id: text("id").primaryKey(),
		messageId: text("message_id")
			.notNull()
			.references(() => message.id),
		/** public-notice, telephone, in-person, other */
		kind: text("kind").notNull(),
		/** A calendar day. */
		doneOn: date("done_on").notNull(),
		/** In the words of staff. Names nobody. */
		note: text("note").notNull(),
		/** How many people the message had not reached when this was noted. */
		notReached: integer("not_reached").notNull(),
		notedBy: text("noted_by")
			.notNull()
			.references(() => staffMember.id),
		notedAt: instant("noted_at").notNull().defaultNow(),
	},
	(table) => [index("other_notice_message").on(table.messageId)],
);

/** Figures of an incident that staff have published, as they were counted then. */
export const publishedFigures = pgTable(
	"published_figures",
	{
		id: text("id").primaryKey(),
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		/** As `PublicFigures` of lib/messages/schema.ts. */
		figures: jsonb("figures").$type<unknown>().notNull(),
		publishedBy: text("published_by")
			.notNull()
			.references(() => staffMember.id),
		publishedAt: instant("published_at").notNull().defaultNow(),
	},
	(table) => [index("published_figures_incident").on(table.incidentId, table.publishedAt)],
);

/** A member of staff who is sent a message before its audience is. */
export const messageTrial = pgTable(
	"message_trial",
	{
		messageId: text("message_id")
			.notNull()
			.references(() => message.id),
		staffId: text("staff_id")
			.notNull()
			.references(() => staffMember.id),
		sentAt: instant("sent_at"),
		/** When they typed the reference from the mail. */
		confirmedAt: instant("confirmed_at"),
		/** A number that is sent the text message, until it was. */
		mobileSealed: bytea("mobile_sealed"),
		/** What became of the text message. */
		textState: text("text_state").$type<"sent" | "refused" | "not-configured">(),
	},
	(table) => [primaryKey({ columns: [table.messageId, table.staffId] })],
);

/** An address that is sent no messages to many. Codes that somebody asked for are always sent. */
export const suppression = pgTable(
	"suppression",
	{
		/** The fingerprint of the address. */
		recipient: bytea("recipient").notNull(),
		/** all, campaigning */
		scope: text("scope").notNull(),
		/** no-such-address, complaint, asked, safety */
		reason: text("reason").notNull(),
		addedBy: text("added_by").notNull(),
		addedAt: instant("added_at").notNull().defaultNow(),
		expiresAt: instant("expires_at"),
	},
	(table) => [primaryKey({ columns: [table.recipient, table.scope] })],
);

/** A report of a mail provider that came through the web. Believed by its signature, by the worker; then its body is wiped. */
export const webhookReport = pgTable("webhook_report", {
	id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
	webhookId: text("webhook_id").notNull(),
	/** Seconds, as its sender wrote them. */
	sentAt: text("sent_at").notNull(),
	signature: text("signature").notNull(),
	bodySealed: bytea("body_sealed").notNull(),
	networkHash: bytea("network_hash").notNull(),
	receivedAt: instant("received_at").notNull().defaultNow(),
	readAt: instant("read_at"),
});
