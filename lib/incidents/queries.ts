import { asc, inArray } from "drizzle-orm";
import { database, tables } from "../database";
import { type DataCategory, dataCategories } from "../guidance/schema";
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

type IncidentRow = typeof tables.incident.$inferSelect;

/** The rows that hang on incidents, for any number of them in one round of queries. */
async function parts(ids: string[]) {
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

/** An incident as lists show it, in the reader's language. */
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

const byOrderOf =
	<T extends string>(order: readonly T[]) =>
	(one: T, other: T) =>
		order.indexOf(one) - order.indexOf(other);
const effectOrder = byOrderOf(effects);
const relationshipOrder = byOrderOf(relationships);
const categoryOrder = byOrderOf(dataCategories);

/** Incidents with everything readers are told of them, in the order of the rows. */
export async function withDetails(rows: IncidentRow[], locale: Locale): Promise<Incident[]> {
	if (rows.length === 0) return [];
	const { findings, held, categories, reports } = await parts(rows.map((row) => row.id));
	return rows.map((row) => {
		const own = <T extends { incidentId: string }>(all: T[]) => all.filter((each) => each.incidentId === row.id);
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
				.map((each) => ({
					effect: each.effect as Effect,
					confidence: each.confidence as Confidence,
					note: inLanguage(locale, each.noteEn, each.noteCy),
				}))
				.sort((one, other) => effectOrder(one.effect, other.effect)),
			held: own(held)
				.map((each) => ({
					relationship: each.relationship as Relationship,
					source: inLanguage(locale, each.sourceEn, each.sourceCy),
					lawfulBasis: inLanguage(locale, each.lawfulBasisEn, each.lawfulBasisCy),
					retention: inLanguage(locale, each.retentionEn, each.retentionCy),
					categories: own(categories)
						.filter((category) => category.relationship === each.relationship)
						.map(({ category, standing }) => ({
							category: category as DataCategory,
							standing: standing as Standing,
						}))
						.sort((one, other) => categoryOrder(one.category, other.category)),
				}))
				.sort((one, other) => relationshipOrder(one.relationship, other.relationship)),
			reports: own(reports).map((each) => ({
				id: each.id,
				authority: each.authority,
				role: inLanguage(locale, each.roleEn, each.roleCy),
				reportedOn: each.reportedOn,
				status: inLanguage(locale, each.statusEn, each.statusCy),
			})),
		};
		const texts = [
			...[incident.title, incident.question, incident.summary, incident.processor],
			...[incident.known, incident.unknown, incident.doing],
			...incident.findings.map((each) => each.note),
			...incident.held.flatMap((each) => [each.source, each.lawfulBasis, each.retention]),
			...incident.reports.flatMap((each) => [each.role, each.status]),
		];
		return { ...incident, onlyInEnglish: anyOnlyInEnglish(locale, ...texts) };
	});
}
