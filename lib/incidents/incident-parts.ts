/** Staff's changes of the parts of an incident: findings, held data and authority reports. */
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Staff } from "../authority";
import type { DataCategory } from "../data-categories";
import { type Transaction, tables } from "../database";
import { newId } from "../ids";
import { editIncident } from "./edit-incident";
import type { authorityReportText, finding, heldDataText } from "./forms";
import type { Relationship, Standing } from "./schema";

const { incidentFinding, incidentRelationship, incidentCategory, authorityReport } = tables;

export type Finding = z.output<typeof finding>;
export type Report = z.output<typeof authorityReportText>;
export type HeldText = z.output<typeof heldDataText>;

/** Replaces the findings. Effects left out are no longer shown. */
export function setFindings(staff: Staff, id: string, expectedRevision: string, findings: Finding[]) {
	return editIncident(staff, id, expectedRevision, "findings", async (tx) => {
		await tx.delete(incidentFinding).where(eq(incidentFinding.incidentId, id));
		if (findings.length > 0)
			await tx.insert(incidentFinding).values(findings.map((finding) => ({ ...finding, incidentId: id })));
	});
}

/** Replaces the held data of one relationship: the reason and the standing of each category. Categories left out are not held. */
export function setHeldData(
	staff: Staff,
	id: string,
	expectedRevision: string,
	relationship: Relationship,
	text: HeldText,
	categories: Partial<Record<DataCategory, Standing>>,
) {
	return editIncident(staff, id, expectedRevision, `held-data:${relationship}`, async (tx) => {
		const own = { incidentId: id, relationship };
		await tx
			.insert(incidentRelationship)
			.values({ ...own, ...text })
			.onConflictDoUpdate({ target: [incidentRelationship.incidentId, incidentRelationship.relationship], set: text });
		await removeCategories(tx, id, relationship);
		const rows = Object.entries(categories).map(([category, standing]) => ({ ...own, category, standing }));
		if (rows.length > 0) await tx.insert(incidentCategory).values(rows);
	});
}

function removeCategories(tx: Transaction, id: string, relationship: Relationship) {
	return tx
		.delete(incidentCategory)
		.where(and(eq(incidentCategory.incidentId, id), eq(incidentCategory.relationship, relationship)));
}

/** Removes the held data of one relationship. */
export function removeHeldData(staff: Staff, id: string, expectedRevision: string, relationship: Relationship) {
	return editIncident(staff, id, expectedRevision, `held-data-removed:${relationship}`, async (tx) => {
		await removeCategories(tx, id, relationship);
		await tx
			.delete(incidentRelationship)
			.where(and(eq(incidentRelationship.incidentId, id), eq(incidentRelationship.relationship, relationship)));
	});
}

/** Adds an authority report, or changes the one with `reportId`, also if somebody else has removed it meanwhile. */
export function setReport(
	staff: Staff,
	id: string,
	expectedRevision: string,
	reportId: string | undefined,
	report: Report,
) {
	return editIncident(staff, id, expectedRevision, `authority:${report.authority}`, (tx) =>
		tx
			.insert(authorityReport)
			.values({ ...report, id: reportId ?? newId("rep"), incidentId: id })
			.onConflictDoUpdate({ target: authorityReport.id, set: report, setWhere: eq(authorityReport.incidentId, id) }),
	);
}

/** Removes an authority report. */
export function removeReport(staff: Staff, id: string, expectedRevision: string, reportId: string) {
	return editIncident(staff, id, expectedRevision, "authority-removed", (tx) =>
		tx.delete(authorityReport).where(and(eq(authorityReport.id, reportId), eq(authorityReport.incidentId, id))),
	);
}
