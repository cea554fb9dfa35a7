import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { incident } from "./incidents";

/** The affected table of an incident as far as it has been recovered. */
export const dataset = pgTable("dataset", {
	id: text("id").primaryKey(),
	incidentId: text("incident_id")
		.notNull()
		.references(() => incident.id),
	name: text("name").notNull(),
	/** False while parts are still being rebuilt: somebody who is not found is then "under review". */
	complete: boolean("complete").notNull().default(false),
	activeVersionId: text("active_version_id"),
});

/** One frozen import of a dataset. */
export const datasetVersion = pgTable(
	"dataset_version",
	{
		id: text("id").primaryKey(),
		datasetId: text("dataset_id")
			.notNull()
			.references(() => dataset.id),
		/** 1, 2, 3 … within the dataset: what people are told. */
		number: integer("number").notNull(),
		/** Which partition of exposure.identifier and exposure.record holds it. */
		partition: integer("partition").generatedAlwaysAsIdentity().notNull().unique(),
		/** staged, importing, failed, cancelled, ready, active, superseded, withdrawn */
		state: text("state").notNull(),
		fileName: text("file_name").notNull(),
		fileBytes: bigint("file_bytes", { mode: "number" }).notNull().default(0),
		fileHash: bytea("file_hash"),
		mapping: jsonb("mapping").$type<unknown>(),
		/** The flight check's findings: counts and warnings, never a value of a cell. */
		report: jsonb("report").$type<unknown>(),
		rowsRead: bigint("rows_read", { mode: "number" }).notNull().default(0),
		rowsTotal: bigint("rows_total", { mode: "number" }),
		importedBy: text("imported_by").notNull(),
		importedAt: instant("imported_at").notNull().defaultNow(),
		finishedAt: instant("finished_at"),
		activatedBy: text("activated_by"),
		activatedAt: instant("activated_at"),
		withdrawnAt: instant("withdrawn_at"),
	},
	(table) => [
		unique("dataset_version_number").on(table.datasetId, table.number),
		check("dataset_version_second_person", sql`${table.activatedBy} is distinct from ${table.importedBy}`),
	],
);
