import type * as tables from "../../schema";

type Row<Table extends { $inferInsert: object }, Filled extends string = never> = Omit<
	Table["$inferInsert"],
	"id" | "incidentId" | "updateId" | Filled
>;

/** What was wrong in a published update, and how it stood before. */
export type CorrectionStory = Row<typeof tables.correction> & { at: Date };

export type UpdateStory = Row<typeof tables.incidentUpdate, "status"> & {
	/** Absent for a draft. */
	publishedAt?: Date;
	corrections?: CorrectionStory[];
};

/** One incident of the demo with all its history: the columns of the tables it fills, without their ids. */
export type IncidentStory = {
	incident: Row<typeof tables.incident>;
	findings: Row<typeof tables.incidentFinding>[];
	relationships: Row<typeof tables.incidentRelationship>[];
	/** By relationship, the standing of each category. */
	categories: Record<string, Record<string, string>>;
	reports: Row<typeof tables.authorityReport>[];
	updates: UpdateStory[];
};
