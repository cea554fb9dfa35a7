/** What staff do with the facts of an incident. Every change is refused when somebody else changed the incident since the form was opened. */
import { and, asc, eq, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import type { DataCategory } from "../guidance/schema";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { authorityReportText, finding, heldDataText, IncidentChanges, incidentHeadline } from "./forms";
import { effects, type IncidentStatus, missingWelsh, type Relationship, relationships, type Standing } from "./schema";
import { freeSlug } from "./slug";

const { incident, incidentFinding, incidentRelationship, incidentCategory, authorityReport } = tables;

type Finding = z.output<typeof finding>;
type Report = z.output<typeof authorityReportText>;
type HeldText = z.output<typeof heldDataText>;

/** An incident as lists of the desk show it. */
export type DeskIncidentSummary = {
	id: string;
	slug: string;
	title: string;
	status: IncidentStatus;
	nextUpdateDueAt: Date | null;
	updatedAt: Date;
	publishedAt: Date | null;
	/** How many texts of it have no Welsh yet. */
	missingWelsh: number;
};

/** An incident with everything that hangs on it, in both languages. `seen` goes back with every change. */
export type DeskIncident = Omit<typeof incident.$inferSelect, "status"> & {
	status: IncidentStatus;
	seen: string;
	findings: Finding[];
	held: (HeldText & { relationship: Relationship; categories: Partial<Record<DataCategory, Standing>> })[];
	reports: (Report & { id: string })[];
};

/** Why a change is not made: the incident (or part of it) is gone, or somebody else changed it. */
export type IncidentRefusal = "absent" | "changed-meanwhile";

function inOrder<Word, Row>(order: readonly Word[], rows: Row[], wordOf: (row: Row) => Word): Row[] {
	return rows.toSorted((one, other) => order.indexOf(wordOf(one)) - order.indexOf(wordOf(other)));
}

/** One incident with all that is entered of it, or undefined. */
export async function incidentFor(staff: Staff, id: string): Promise<DeskIncident | undefined> {
	requirePermission(staff, "desk:read");
	const db = database();
	const [row] = await db.select().from(incident).where(eq(incident.id, id));
	if (!row) return undefined;
	const [findings, held, categories, reports] = await Promise.all([
		db.select().from(incidentFinding).where(eq(incidentFinding.incidentId, id)),
		db.select().from(incidentRelationship).where(eq(incidentRelationship.incidentId, id)),
		db.select().from(incidentCategory).where(eq(incidentCategory.incidentId, id)),
		db
			.select()
			.from(authorityReport)
			.where(eq(authorityReport.incidentId, id))
			.orderBy(asc(authorityReport.reportedOn)),
	]);
	return {
		...row,
		status: row.status as IncidentStatus,
		seen: row.updatedAt.toISOString(),
		findings: inOrder(effects, findings as unknown as Finding[], (each) => each.effect),
		held: inOrder(
			relationships,
			held.map((each) => ({ ...each, relationship: each.relationship as Relationship })),
			(each) => each.relationship,
		).map((each) => ({
			...each,
			categories: Object.fromEntries(
				categories
					.filter((category) => category.relationship === each.relationship)
					.map(({ category, standing }) => [category, standing as Standing]),
			),
		})),
		reports,
	};
}

/** All incidents, the leading one first. */
export async function incidents(staff: Staff): Promise<DeskIncidentSummary[]> {
	requirePermission(staff, "desk:read");
	const rows = await database()
		.select({ id: incident.id })
		.from(incident)
		.orderBy(asc(incident.position), asc(incident.id));
	const whole = await Promise.all(rows.map(({ id }) => incidentFor(staff, id)));
	return whole.flatMap((each) => {
		if (!each) return [];
		const parts = [each, ...each.findings, ...each.held, ...each.reports];
		const missing = parts.reduce((sum, part) => sum + missingWelsh(part).length, 0);
		const { id, slug, status, nextUpdateDueAt, updatedAt, publishedAt } = each;
		return [{ id, slug, title: each.titleEn, status, nextUpdateDueAt, updatedAt, publishedAt, missingWelsh: missing }];
	});
}

/** Enters a new incident behind the others. Nobody outside sees it before it is published. Out: its id. */
export async function create(staff: Staff, headline: z.output<typeof incidentHeadline>): Promise<string> {
	requirePermission(staff, "incidents:write");
	return database().transaction(async (tx) => {
		const id = newId("inc");
		const [last] = await tx.select({ position: max(incident.position) }).from(incident);
		await tx.insert(incident).values({
			...headline,
			id,
			slug: await freeSlug(tx, incident.slug, headline.titleEn),
			position: (last?.position ?? 0) + 1,
			breachTypes: [],
			dataInvolved: false,
			publishedAt: null,
		});
		await record(tx, staff.actor, "incident.created", id, { title: headline.titleEn });
		return id;
	});
}

/** Runs one change of an incident with its audit entry, if nobody else changed it since `seen`. */
async function edit(
	staff: Staff,
	id: string,
	seen: string,
	what: string,
	change: (tx: Transaction) => Promise<unknown>,
): Promise<Result<undefined, IncidentRefusal>> {
	requirePermission(staff, "incidents:write");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select({ updatedAt: incident.updatedAt })
			.from(incident)
			.where(eq(incident.id, id))
			.for("update");
		if (!row) return err("absent");
		if (row.updatedAt.toISOString() !== seen) return err("changed-meanwhile");
		await change(tx);
		await tx.update(incident).set({ updatedAt: sql`clock_timestamp()` }).where(eq(incident.id, id));
		await record(tx, staff.actor, "incident.edited", id, { part: what });
		return ok();
	});
}

/** Changes the incident's own facts; `part` names the form for the audit log. */
export function editFacts(staff: Staff, id: string, seen: string, part: string, changes: IncidentChanges) {
	return edit(staff, id, seen, part, (tx) => tx.update(incident).set(changes).where(eq(incident.id, id)));
}

/** Shows a new incident to everybody. */
export function publish(staff: Staff, id: string, seen: string) {
	return edit(staff, id, seen, "published", (tx) =>
		tx
			.update(incident)
			.set({ publishedAt: sql`now()` })
			.where(and(eq(incident.id, id), isNull(incident.publishedAt))),
	);
}

/** Makes this incident lead the home page. The others keep their order behind it. */
export function makeLeading(staff: Staff, id: string, seen: string) {
	return edit(staff, id, seen, "leading", async (tx) => {
		const [first] = await tx.select({ position: sql<number>`min(${incident.position})` }).from(incident);
		await tx
			.update(incident)
			.set({ position: (first?.position ?? 1) - 1 })
			.where(eq(incident.id, id));
	});
}

/** Says what is known of each effect; effects left out are no longer mentioned. */
export function setFindings(staff: Staff, id: string, seen: string, findings: Finding[]) {
	return edit(staff, id, seen, "findings", async (tx) => {
		await tx.delete(incidentFinding).where(eq(incidentFinding.incidentId, id));
		if (findings.length > 0)
			await tx.insert(incidentFinding).values(findings.map((each) => ({ ...each, incidentId: id })));
	});
}

/** Says why data of one relationship is held and where each category stands; categories left out are not held. */
export function setHeldData(
	staff: Staff,
	id: string,
	seen: string,
	relationship: Relationship,
	text: HeldText,
	categories: Partial<Record<DataCategory, Standing>>,
) {
	return edit(staff, id, seen, `held-data:${relationship}`, async (tx) => {
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

/** No longer says that data of this relationship was in the incident. */
export function removeHeldData(staff: Staff, id: string, seen: string, relationship: Relationship) {
	return edit(staff, id, seen, `held-data-removed:${relationship}`, async (tx) => {
		await removeCategories(tx, id, relationship);
		await tx
			.delete(incidentRelationship)
			.where(and(eq(incidentRelationship.incidentId, id), eq(incidentRelationship.relationship, relationship)));
	});
}

/** Adds an authority that was told, or changes one where `reportId` is given. */
export function setReport(staff: Staff, id: string, seen: string, reportId: string | undefined, report: Report) {
	return edit(staff, id, seen, `authority:${report.authority}`, (tx) =>
		reportId
			? tx
					.update(authorityReport)
					.set(report)
					.where(and(eq(authorityReport.id, reportId), eq(authorityReport.incidentId, id)))
			: tx.insert(authorityReport).values({ ...report, id: newId("rep"), incidentId: id }),
	);
}

/** No longer mentions an authority. */
export function removeReport(staff: Staff, id: string, seen: string, reportId: string) {
	return edit(staff, id, seen, "authority-removed", (tx) =>
		tx.delete(authorityReport).where(and(eq(authorityReport.id, reportId), eq(authorityReport.incidentId, id))),
	);
}
