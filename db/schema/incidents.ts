import { boolean, date, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const incident = pgTable("incident", {
	id: text("id").primaryKey(),
	slug: text("slug").notNull().unique(),
	/** active, under-review, closed */
	status: text("status").notNull(),
	/** The order on the home page, lowest first. */
	position: integer("position").notNull(),
	titleEn: text("title_en").notNull(),
	titleCy: text("title_cy").notNull().default(""),
	/** The question the home page asks: "Was your information in the October data incident?" */
	questionEn: text("question_en").notNull(),
	questionCy: text("question_cy").notNull().default(""),
	summaryEn: text("summary_en").notNull(),
	summaryCy: text("summary_cy").notNull().default(""),
	occurredOn: date("occurred_on", { mode: "string" }),
	discoveredOn: date("discovered_on", { mode: "string" }),
	toldMembersAt: instant("told_members_at"),
	/** The supplier's name. Empty if it is not published. */
	processorEn: text("processor_en").notNull().default(""),
	processorCy: text("processor_cy").notNull().default(""),
	/** confidentiality, integrity, availability */
	breachTypes: text("breach_types").array().notNull(),
	/** Whether personal data was involved. False for a denial of service. */
	dataInvolved: boolean("data_involved").notNull(),
	/** Markdown lists. */
	knownEn: text("known_en").notNull().default(""),
	knownCy: text("known_cy").notNull().default(""),
	unknownEn: text("unknown_en").notNull().default(""),
	unknownCy: text("unknown_cy").notNull().default(""),
	doingEn: text("doing_en").notNull().default(""),
	doingCy: text("doing_cy").notNull().default(""),
	nextUpdateDueAt: instant("next_update_due_at"),
	/** Null while staff prepare the incident. Only staff see it until then. */
	publishedAt: instant("published_at").defaultNow(),
	updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** One effect on the data, and the confidence in it. */
export const incidentFinding = pgTable(
	"incident_finding",
	{
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		/** inaccessible, accessed, copied, published, altered */
		effect: text("effect").notNull(),
		/** confirmed, likely, under-investigation, ruled-out */
		confidence: text("confidence").notNull(),
		noteEn: text("note_en").notNull().default(""),
		noteCy: text("note_cy").notNull().default(""),
	},
	(table) => [primaryKey({ columns: [table.incidentId, table.effect] })],
);

/** The reason for holding data of one relationship: source, lawful basis, retention period. */
export const incidentRelationship = pgTable(
	"incident_relationship",
	{
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		/** member, former-member, registered-supporter, affiliated-supporter, donor, voter, staff, other */
		relationship: text("relationship").notNull(),
		sourceEn: text("source_en").notNull(),
		sourceCy: text("source_cy").notNull().default(""),
		lawfulBasisEn: text("lawful_basis_en").notNull(),
		lawfulBasisCy: text("lawful_basis_cy").notNull().default(""),
		retentionEn: text("retention_en").notNull(),
		retentionCy: text("retention_cy").notNull().default(""),
	},
	(table) => [primaryKey({ columns: [table.incidentId, table.relationship] })],
);

/** The status of one data category of one relationship in an incident. */
export const incidentCategory = pgTable(
	"incident_category",
	{
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		relationship: text("relationship").notNull(),
		category: text("category").notNull(),
		/** in-data, held-elsewhere, being-rebuilt */
		standing: text("standing").notNull(),
	},
	(table) => [primaryKey({ columns: [table.incidentId, table.relationship, table.category] })],
);

export const authorityReport = pgTable("authority_report", {
	id: text("id").primaryKey(),
	incidentId: text("incident_id")
		.notNull()
		.references(() => incident.id),
	/** ICO, NCSC, NCA, Police Scotland … as people know them */
	authority: text("authority").notNull(),
	roleEn: text("role_en").notNull(),
	roleCy: text("role_cy").notNull().default(""),
	reportedOn: date("reported_on", { mode: "string" }).notNull(),
	statusEn: text("status_en").notNull(),
	statusCy: text("status_cy").notNull().default(""),
});

/** A dated statement about an incident. "update" is SQL's word, so the table says incident_update. */
export const incidentUpdate = pgTable(
	"incident_update",
	{
		id: text("id").primaryKey(),
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		slug: text("slug").notNull(),
		/** draft, published, withdrawn */
		status: text("status").notNull(),
		titleEn: text("title_en").notNull(),
		titleCy: text("title_cy").notNull().default(""),
		summaryEn: text("summary_en").notNull().default(""),
		summaryCy: text("summary_cy").notNull().default(""),
		/** Markdown */
		bodyEn: text("body_en").notNull(),
		bodyCy: text("body_cy").notNull().default(""),
		createdAt: instant("created_at").notNull().defaultNow(),
		/** Increases with every change, so that a form opened before somebody else's change is refused. */
		editedAt: instant("edited_at").notNull().defaultNow(),
		publishedAt: instant("published_at"),
		withdrawnAt: instant("withdrawn_at"),
	},
	(table) => [unique("incident_update_slug").on(table.slug), index("incident_update_published").on(table.publishedAt)],
);

/** A correction of a published update: what was wrong, and the earlier text. */
export const correction = pgTable("correction", {
	id: text("id").primaryKey(),
	updateId: text("update_id")
		.notNull()
		.references(() => incidentUpdate.id),
	at: instant("at").notNull().defaultNow(),
	noteEn: text("note_en").notNull(),
	noteCy: text("note_cy").notNull().default(""),
	previousTitleEn: text("previous_title_en").notNull(),
	previousTitleCy: text("previous_title_cy").notNull().default(""),
	previousSummaryEn: text("previous_summary_en").notNull().default(""),
	previousSummaryCy: text("previous_summary_cy").notNull().default(""),
	previousBodyEn: text("previous_body_en").notNull(),
	previousBodyCy: text("previous_body_cy").notNull().default(""),
});
