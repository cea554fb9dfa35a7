import { asc, inArray } from "drizzle-orm";
import { type DataCategory, dataCategories } from "../data-categories";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { anyOnlyInEnglish, inLanguage } from "./localised-text";
import {
	type BreachType,
	type Confidence,
	type Effect,
	effects,
	type Incident,
	type IncidentStatus,
	type IncidentSummary,
	type Relationship,
	relationships,
	type Standing,
} from "./schema";
import { byListOrder } from "./sort-order";

type IncidentRow = typeof tables.incident.$inferSelect;

/** Reads the rows that belong to incidents, in one round of queries for any number of incidents. */
async function readParts(ids: string[]) {
	const { incidentFinding, incidentRelationship, incidentCategory, authorityReport } = tables;
	const db = database();
	const [findings, held, categories, reports] = await Promise.all([
		db.select().from(incidentFinding).where(inArray(incidentFinding.incidentId, ids)),
		db.select().from(incidentRelationship).where(inArray(incidentRelationship.incidentId, ids)),
		db.select().from(incidentCategory).where(inArray(incidentCategory.incidentId, ids)),
		db
			.select()
			.from(authorityReport)
			.where(inArray(authorityReport.incidentId, ids))
			.orderBy(asc(authorityReport.reportedOn), asc(authorityReport.authority)),
	]);
	return { findings, held, categories, reports };
}

/** Returns an incident as lists show it, in the reader's language where it has a text. */
export function summarise(row: IncidentRow, locale: Locale): IncidentSummary {
	return {
		id: row.id,
		slug: row.slug,
		status: row.status as IncidentStatus,
		title: inLanguage(locale, row.titleEn, row.titleCy),
		summary: inLanguage(locale, row.summaryEn, row.summaryCy),
		dataInvolved: row.dataInvolved,
		occurredOn: row.occurredOn,
	};
}

const effectOrder = byListOrder(effects);
const relationshipOrder = byListOrder(relationships);
const categoryOrder = byListOrder(dataCategories);

/** Reads the details of incidents. Returns them in the order of the rows. */
export async function withDetails(rows: IncidentRow[], locale: Locale): Promise<Incident[]> {
	if (rows.length === 0) return [];
	const { findings, held, categories, reports } = await readParts(rows.map((row) => row.id));
	return rows.map((row) => {
		const own = <T extends { incidentId: string }>(all: T[]) => all.filter(({ incidentId }) => incidentId === row.id);
		const incident = {
			...summarise(row, locale),
			question: inLanguage(locale, row.questionEn, row.questionCy),
			discoveredOn: row.discoveredOn,
			toldMembersAt: row.toldMembersAt,
			processor: inLanguage(locale, row.processorEn, row.processorCy),
			breachTypes: row.breachTypes as BreachType[],
			known: inLanguage(locale, row.knownEn, row.knownCy),
			unknown: inLanguage(locale, row.unknownEn, row.unknownCy),
			doing: inLanguage(locale, row.doingEn, row.doingCy),
			nextUpdateDueAt: row.nextUpdateDueAt,
			updatedAt: row.updatedAt,
			findings: own(findings)
				.map((finding) => ({
					effect: finding.effect as Effect,
					confidence: finding.confidence as Confidence,
					note: inLanguage(locale, finding.noteEn, finding.noteCy),
				}))
				.sort((one, other) => effectOrder(one.effect, other.effect)),
			held: own(held)
				.map((group) => ({
					relationship: group.relationship as Relationship,
					source: inLanguage(locale, group.sourceEn, group.sourceCy),
					lawfulBasis: inLanguage(locale, group.lawfulBasisEn, group.lawfulBasisCy),
					retention: inLanguage(locale, group.retentionEn, group.retentionCy),
					categories: own(categories)
						.filter((category) => category.relationship === group.relationship)
						.map(({ category, standing }) => ({
							category: category as DataCategory,
							standing: standing as Standing,
						}))
						.sort((one, other) => categoryOrder(one.category, other.category)),
				}))
				.sort((one, other) => relationshipOrder(one.relationship, other.relationship)),
			reports: own(reports).map((report) => ({
				id: report.id,
				authority: report.authority,
				role: inLanguage(locale, report.roleEn, report.roleCy),
				reportedOn: report.reportedOn,
				status: inLanguage(locale, report.statusEn, report.statusCy),
			})),
		};
		const texts = [
			...[incident.title, incident.question, incident.summary, incident.processor],
			...[incident.known, incident.unknown, incident.doing],
			...incident.findings.map(({ note }) => note),
			...incident.held.flatMap((group) => [group.source, group.lawfulBasis, group.retention]),
			...incident.reports.flatMap(({ role, status }) => [role, status]),
		];
		return { ...incident, onlyInEnglish: anyOnlyInEnglish(locale, ...texts) };
	});
}
