import { eq } from "drizzle-orm";
import { record } from "../audit";
import type { Operator } from "../authority";
import { database, tables } from "../database";
import { newId } from "../ids";

type Row<Table extends { $inferInsert: object }, Filled extends string = never> = Omit<
	Table["$inferInsert"],
	"id" | "incidentId" | "updateId" | Filled
>;

/** An incident with its whole history, as it happened before this site went up. An update without `publishedAt` is a draft. */
type IncidentHistory = {
	incident: Row<typeof tables.incident>;
	findings: Row<typeof tables.incidentFinding>[];
	relationships: Row<typeof tables.incidentRelationship>[];
	/** By relationship, the standing of each category. */
	categories: Record<string, Record<string, string>>;
	reports: Row<typeof tables.authorityReport>[];
	updates: (Row<typeof tables.incidentUpdate, "status"> & { corrections?: Row<typeof tables.correction>[] })[];
};

/**
 * Brings in an incident with its history at once, dates as given. Out: its id; where one has this slug already, that one's,
 * and nothing is changed. For the command line: staff write and correct one thing at a time.
 */
export async function bringInIncident(operator: Operator, history: IncidentHistory): Promise<string> {
	return database().transaction(async (tx) => {
		const { slug } = history.incident;
		const [found] = await tx.select().from(tables.incident).where(eq(tables.incident.slug, slug));
		if (found) return found.id;

		const incidentId = newId("inc");
		await tx.insert(tables.incident).values({ ...history.incident, id: incidentId });
		const of = <T>(rows: T[]) => rows.map((row) => ({ ...row, incidentId }));
		const categories = Object.entries(history.categories).flatMap(([relationship, standings]) =>
			Object.entries(standings).map(([category, standing]) => ({ relationship, category, standing })),
		);
		if (history.findings.length > 0) await tx.insert(tables.incidentFinding).values(of(history.findings));
		if (history.relationships.length > 0)
			await tx.insert(tables.incidentRelationship).values(of(history.relationships));
		if (categories.length > 0) await tx.insert(tables.incidentCategory).values(of(categories));
		for (const report of history.reports)
			await tx.insert(tables.authorityReport).values({ ...report, incidentId, id: newId("rep") });

		for (const { corrections = [], ...update } of history.updates) {
			const updateId = newId("upd");
			const status = update.publishedAt ? "published" : "draft";
			const createdAt = update.publishedAt ?? new Date();
			await tx.insert(tables.incidentUpdate).values({ createdAt, ...update, status, id: updateId, incidentId });
			for (const correction of corrections)
				await tx.insert(tables.correction).values({ ...correction, id: newId("cor"), updateId });
			await record(tx, operator.actor, `update.${status === "draft" ? "drafted" : "published"}`, updateId);
		}
		await record(tx, operator.actor, "incident.brought-in", incidentId, { updates: history.updates.length });
		return incidentId;
	});
}
