/** Staff's functions for incidents. Every change is refused if somebody else changed the incident since the form was opened. */
import { and, asc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import type { DataCategory } from "../data-categories";
import { database, tables } from "../database";
import { hasValues, lockCreation, minuteAgo } from "../double-submit";
import { newId } from "../ids";
import { fromLocalInput } from "../time";
import { editIncident } from "./edit-incident";
import type { IncidentChanges, incidentHeadline } from "./forms";
import type { Finding, HeldText, Report } from "./incident-parts";
import { effects, type IncidentStatus, missingWelsh, type Relationship, relationships, type Standing } from "./schema";
import { freeSlug } from "./slug";
import { byListOrder } from "./sort-order";

export type { IncidentRefusal } from "./edit-incident";
export { removeHeldData, removeReport, setFindings, setHeldData, setReport } from "./incident-parts";

const { incident, incidentFinding, incidentRelationship, incidentCategory, authorityReport } = tables;

/** An incident as staff lists show it. */
type DeskIncidentSummary = {
	id: string;
	slug: string;
	title: string;
	status: IncidentStatus;
	nextUpdateDueAt: Date | null;
	updatedAt: Date;
	publishedAt: Date | null;
	/** The number of its texts without Welsh. */
	missingWelsh: number;
	/** The beginning of the day on which it was found, if personal data was involved and no report to the ICO is recorded. */
	reportToIco: Date | null;
};

/** An incident with all its parts, in both languages. Forms send `revision` back as the expected revision. */
export type DeskIncident = Omit<typeof incident.$inferSelect, "status"> & {
	status: IncidentStatus;
	revision: string;
	findings: Finding[];
	held: (HeldText & { relationship: Relationship; categories: Partial<Record<DataCategory, Standing>> })[];
	reports: (Report & { id: string })[];
};

const effectOrder = byListOrder(effects);
const relationshipOrder = byListOrder(relationships);

/** Reads one incident with all its parts. Returns undefined if it does not exist. */
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
		revision: row.updatedAt.toISOString(),
		findings: (findings as unknown as Finding[]).toSorted((one, other) => effectOrder(one.effect, other.effect)),
		held: held
			.map((group) => ({
				...group,
				relationship: group.relationship as Relationship,
				categories: Object.fromEntries(
					categories
						.filter((category) => category.relationship === group.relationship)
						.map(({ category, standing }) => [category, standing as Standing]),
				),
			}))
			.toSorted((one, other) => relationshipOrder(one.relationship, other.relationship)),
		reports,
	};
}

/** Lists all incidents, the leading one first. */
export async function incidents(staff: Staff): Promise<DeskIncidentSummary[]> {
	requirePermission(staff, "desk:read");
	const rows = await database()
		.select({ id: incident.id })
		.from(incident)
		.orderBy(asc(incident.position), asc(incident.id));
	const whole = await Promise.all(rows.map(({ id }) => incidentFor(staff, id)));
	return whole.flatMap((entry) => {
		if (!entry) return [];
		const parts = [entry, ...entry.findings, ...entry.held, ...entry.reports];
		const missing = parts.reduce((sum, part) => sum + missingWelsh(part).length, 0);
		const { id, slug, status, nextUpdateDueAt, updatedAt, publishedAt } = entry;
		const summary = { id, slug, title: entry.titleEn, status, nextUpdateDueAt, updatedAt, publishedAt };
		return [{ ...summary, missingWelsh: missing, reportToIco: reportToIco(entry) }];
	});
}

/** Returns since when the ICO has to be told. The day of discovery has no time, so the earliest is taken: its first minute in London. */
function reportToIco({ dataInvolved, discoveredOn, reports }: DeskIncident): Date | null {
	const told = reports.some(({ authority }) => /\bICO\b|information commissioner/i.test(authority));
	return dataInvolved && discoveredOn && !told ? (fromLocalInput(`${discoveredOn}T00:00`) ?? null) : null;
}

/** Creates an incident after the others, unpublished. Returns its id. The same incident within a minute is one. */
export async function create(staff: Staff, headline: z.output<typeof incidentHeadline>): Promise<string> {
	requirePermission(staff, "incidents:write");
	return database().transaction(async (tx) => {
		await lockCreation(tx);
		const fresh = and(isNull(incident.publishedAt), gt(incident.updatedAt, minuteAgo));
		const [again] = (await tx.select().from(incident).where(fresh)).filter((row) => hasValues(row, headline));
		if (again) return again.id;
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

/** Changes the incident's own facts. `part` names the form in the audit log. */
export function editFacts(staff: Staff, id: string, expectedRevision: string, part: string, changes: IncidentChanges) {
	return editIncident(staff, id, expectedRevision, part, (tx) =>
		tx.update(incident).set(changes).where(eq(incident.id, id)),
	);
}

/** Publishes an incident. */
export function publish(staff: Staff, id: string, expectedRevision: string) {
	return editIncident(staff, id, expectedRevision, "published", (tx) =>
		tx
			.update(incident)
			.set({ publishedAt: sql`now()` })
			.where(and(eq(incident.id, id), isNull(incident.publishedAt))),
	);
}

/** Puts this incident first on the home page. The others keep their order. */
export function makeLeading(staff: Staff, id: string, expectedRevision: string) {
	return editIncident(staff, id, expectedRevision, "leading", async (tx) => {
		const [first] = await tx.select({ position: sql<number>`min(${incident.position})` }).from(incident);
		await tx
			.update(incident)
			.set({ position: (first?.position ?? 1) - 1 })
			.where(eq(incident.id, id));
	});
}
