import type {
	authorityReport,
	correction,
	incident,
	incidentFinding,
	incidentRelationship,
	incidentUpdate,
} from "./incidents";

type Row<Table extends { $inferInsert: object }, Filled extends string = never> = Omit<
	Table["$inferInsert"],
	"id" | "incidentId" | "updateId" | Filled
>;

/** An update with its later corrections. Without `publishedAt` it is a draft. */
export type UpdateHistory = Row<typeof incidentUpdate, "status"> & { corrections?: Row<typeof correction>[] };

/** An incident with its whole history: the columns of the tables it fills, without their ids. */
export type IncidentHistory = {
	incident: Row<typeof incident>;
	findings: Row<typeof incidentFinding>[];
	relationships: Row<typeof incidentRelationship>[];
	/** The status of each category, by relationship. */
	categories: Record<string, Record<string, string>>;
	reports: Row<typeof authorityReport>[];
	updates: UpdateHistory[];
};
