import type * as tables from "../../schema";

type Row<Table extends { $inferInsert: object }, Filled extends string = never> = Omit<
	Table["$inferInsert"],
	"id" | "incidentId" | "updateId" | Filled
>;

/** What was said of an incident at one time, with what was corrected later. Without `publishedAt` it waits as a draft. */
export type UpdateStory = Row<typeof tables.incidentUpdate, "status"> & {
	corrections?: Row<typeof tables.correction>[];
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

/** The evening of a day still to come: what happened stays in its year, what is promised next does not lie behind the visitor. */
export function eveningIn(days: number): Date {
	const at = new Date();
	at.setUTCDate(at.getUTCDate() + days);
	at.setUTCHours(18, 0, 0, 0);
	return at;
}
