import { eq } from "drizzle-orm";
import { record } from "../audit";
import type { Operator } from "../authority";
import { database, tables } from "../database";
import { newId } from "../ids";

/**
 * Imports an incident with its history and its dates in one transaction. Returns its id. If an incident has this slug already,
 * changes nothing and returns that incident's id. For the command line only; staff enter one part at a time.
 */
export async function importIncident(operator: Operator, history: tables.IncidentHistory): Promise<string> {
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
		await record(tx, operator.actor, "incident.imported", incidentId, { updates: history.updates.length });
		return incidentId;
	});
}
