import { sql } from "drizzle-orm";
import {
	bigint,
	boolean,
	check,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { incident } from "./incidents";

/** An affected table of an incident, as far as it has been recovered. */
export const dataset = pgTable(
	"dataset",
	{
		id: text("id").primaryKey(),
		incidentId: text("incident_id")
			.notNull()
			.references(() => incident.id),
		name: text("name").notNull(),
		/** False while parts are still being rebuilt. Somebody who is not found is then "under review", not "not found". */
		complete: boolean("complete").notNull().default(false),
		activeVersionId: text("active_version_id"),
		removedAt: instant("removed_at"),
	},
	(table) => [uniqueIndex("dataset_name").on(table.incidentId, table.name).where(sql`${table.removedAt} is null`)],
);

/** One frozen import of a dataset. */
export const datasetVersion = pgTable(
	"dataset_version",
	{
		id: text("id").primaryKey(),
		datasetId: text("dataset_id")
			.notNull()
			.references(() => dataset.id),
		/** 1, 2, 3 … within the dataset. Shown on the page. */
		number: integer("number").notNull(),
		/** The partition of exposure.record and exposure.profile with this version's rows. */
		partition: integer("partition").generatedAlwaysAsIdentity().notNull().unique(),
		/** uploading, staged, waiting, importing, failed, cancelled, ready, active, superseded, withdrawn */
		state: text("state").notNull(),
		fileName: text("file_name").notNull(),
		fileBytes: bigint("file_bytes", { mode: "number" }).notNull().default(0),
		fileHash: bytea("file_hash"),
		/** The file's detected format. */
		format: jsonb("format").$type<unknown>(),
		/** The headers and first rows, sealed, for the mapping page. Deleted once the import starts. */
		sample: bytea("sample"),
		mapping: jsonb("mapping").$type<unknown>(),
		/** The findings of the flight check: counts and warnings, never a cell's value. */
		report: jsonb("report").$type<unknown>(),
		rowsRead: bigint("rows_read", { mode: "number" }).notNull().default(0),
		bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
		/** The reason of a failure, in a sentence without a cell's value. */
		failure: text("failure"),
		importedBy: text("imported_by").notNull(),
		importedAt: instant("imported_at").notNull().defaultNow(),
		startedAt: instant("started_at"),
		/** The last sign of life of an upload or import. */
		seenAt: instant("seen_at").notNull().defaultNow(),
		finishedAt: instant("finished_at"),
		activatedBy: text("activated_by"),
		activatedAt: instant("activated_at"),
		withdrawnAt: instant("withdrawn_at"),
	},
	(table) => [
		unique("dataset_version_number").on(table.datasetId, table.number),
		check("dataset_version_second_person", sql`${table.activatedBy} is distinct from ${table.importedBy}`),
		check("dataset_version_active_by_somebody", sql`${table.state} <> 'active' or ${table.activatedBy} is not null`),
	],
);

/** A change of a dataset that one person asked for and another confirms. Written by the owner's functions alone. */
export const datasetChange = pgTable("dataset_change", {
	id: text("id").primaryKey(),
	datasetId: text("dataset_id").notNull(),
	/** The version to withdraw. */
	versionId: text("version_id"),
	/** complete, reopen, withdraw, remove */
	change: text("change").notNull(),
	/** How many people who had checked get another answer, as counted when it was asked for. */
	people: integer("people").notNull(),
	askedBy: text("asked_by").notNull(),
	askedAt: instant("asked_at").notNull(),
	decidedBy: text("decided_by"),
	decidedAt: instant("decided_at"),
	/** confirmed, cancelled; null while it waits */
	outcome: text("outcome"),
});

/** A sealed piece of an uploaded file, for the importer. The web role can add pieces and cannot read them. */
export const datasetUpload = pgTable(
	"dataset_upload",
	{
		versionId: text("version_id")
			.notNull()
			.references(() => datasetVersion.id),
		position: integer("position").notNull(),
		sealed: bytea("sealed").notNull(),
	},
	(table) => [primaryKey({ columns: [table.versionId, table.position] })],
);

/** The original file of a version, uploaded for a message. It is deleted once the worker has read it. */
export const recipientUpload = pgTable(
	"recipient_upload",
	{
		id: text("id").primaryKey(),
		messageId: text("message_id").notNull(),
		versionId: text("version_id")
			.notNull()
			.references(() => datasetVersion.id),
		uploadedBy: text("uploaded_by").notNull(),
		/** uploading, waiting, failed */
		state: text("state").notNull(),
		/** A sentence for staff. */
		failure: text("failure"),
		/** When something of it last arrived or changed. */
		seenAt: instant("seen_at").notNull().defaultNow(),
	},
	(table) => [unique().on(table.messageId, table.versionId)],
);

/** A sealed piece of such a file, for the worker. The web role can add pieces and cannot read them. */
export const recipientUploadPiece = pgTable(
	"recipient_upload_piece",
	{
		uploadId: text("upload_id")
			.notNull()
			.references(() => recipientUpload.id, { onDelete: "cascade" }),
		position: integer("position").notNull(),
		sealed: bytea("sealed").notNull(),
	},
	(table) => [primaryKey({ columns: [table.uploadId, table.position] })],
);

/** A row of a file that could not be imported: its number and the reason, never its content. */
export const datasetProblem = pgTable(
	"dataset_problem",
	{
		versionId: text("version_id")
			.notNull()
			.references(() => datasetVersion.id),
		row: bigint("row", { mode: "number" }).notNull(),
		column: text("column").notNull(),
		reason: text("reason").notNull(),
	},
	(table) => [index("dataset_problem_version").on(table.versionId, table.row)],
);

/** A mapping that staff saved for later imports. */
export const datasetMapping = pgTable("dataset_mapping", {
	id: text("id").primaryKey(),
	name: text("name").notNull().unique(),
	mapping: jsonb("mapping").$type<unknown>().notNull(),
	savedBy: text("saved_by").notNull(),
	savedAt: instant("saved_at").notNull().defaultNow(),
});
