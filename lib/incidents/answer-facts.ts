import { database, namedQuery } from "../database";
import { type DataCategory, dataCategories } from "../guidance/schema";
import type { Locale } from "../i18n";
import { inLanguage } from "./localised-text";
import {
	type Confidence,
	type Effect,
	effects,
	type IncidentForAnswers,
	type IncidentStatus,
	type Relationship,
	type Standing,
} from "./schema";

type Row = {
	id: string;
	slug: string;
	status: string;
	title_en: string;
	title_cy: string;
	data_involved: boolean;
	findings: { effect: Effect; confidence: Confidence; note_en: string; note_cy: string }[] | null;
	held: Record<"relationship" | `${"source" | "lawful_basis" | "retention"}_${"en" | "cy"}`, string>[] | null;
	categories: { relationship: Relationship; category: DataCategory; standing: Standing }[] | null;
};

const statement = `
		select i.id, i.slug, i.status, i.title_en, i.title_cy, i.data_involved,
			(select json_agg(f) from incident_finding f where f.incident_id = i.id) as findings,
			(select json_agg(r) from incident_relationship r where r.incident_id = i.id) as held,
			(select json_agg(c) from incident_category c where c.incident_id = i.id) as categories
		from incident i where i.published_at is not null order by i.position, i.id`;

/** Answers are asked for in floods, incidents seldom change: for so long what was read serves everybody, in milliseconds. */
const keptFor = 1_000;
const kept = new Map<Locale, { at: number; incidents: Promise<IncidentForAnswers[]> }>();

/**
 * What a personal answer says of each incident, up to a second old; `fresh` reads it now. A read that fails is not kept.
 */
export function readForAnswers(locale: Locale, fresh: boolean): Promise<IncidentForAnswers[]> {
	const before = kept.get(locale);
	if (before && !fresh && performance.now() - before.at < keptFor) return before.incidents;
	const now = { at: performance.now(), incidents: read(locale) };
	kept.set(locale, now);
	now.incidents.catch(() => kept.get(locale) === now && kept.delete(locale));
	return now.incidents;
}

async function read(locale: Locale): Promise<IncidentForAnswers[]> {
	const rows = await namedQuery<Row>(database(), "incidents-for-answers", statement);
	return rows.map((row) => ({
		id: row.id,
		slug: row.slug,
		status: row.status as IncidentStatus,
		title: inLanguage(locale, row.title_en, row.title_cy),
		dataInvolved: row.data_involved,
		findings: (row.findings ?? [])
			.map((each) => ({
				effect: each.effect,
				confidence: each.confidence,
				note: inLanguage(locale, each.note_en, each.note_cy),
			}))
			.sort((one, other) => effects.indexOf(one.effect) - effects.indexOf(other.effect)),
		held: (row.held ?? []).map((each) => ({
			relationship: each.relationship as Relationship,
			source: inLanguage(locale, each.source_en, each.source_cy),
			lawfulBasis: inLanguage(locale, each.lawful_basis_en, each.lawful_basis_cy),
			retention: inLanguage(locale, each.retention_en, each.retention_cy),
			categories: (row.categories ?? [])
				.filter((category) => category.relationship === each.relationship)
				.map(({ category, standing }) => ({ category, standing }))
				.sort((one, other) => dataCategories.indexOf(one.category) - dataCategories.indexOf(other.category)),
		})),
	}));
}
