import { type DataCategory, dataCategories } from "../data-categories";
import { database, namedQuery } from "../database";
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
import { byListOrder } from "./sort-order";

const effectOrder = byListOrder(effects);
const categoryOrder = byListOrder(dataCategories);

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

/** How long a read is reused, in milliseconds. Checks arrive in floods, and incidents change seldom. */
const cacheMs = 1_000;
const cache = new Map<Locale, { at: number; incidents: Promise<IncidentForAnswers[]> }>();

/**
 * Reads what personal answers say of every incident, the leading one first, in one query. The result may be a second old;
 * pass `fresh` before saving anything that depends on it. A read that fails is not cached.
 */
export function incidentsForAnswers(locale: Locale, { fresh = false } = {}): Promise<IncidentForAnswers[]> {
	const cached = cache.get(locale);
	if (cached && !fresh && performance.now() - cached.at < cacheMs) return cached.incidents;
	const entry = { at: performance.now(), incidents: readFacts(locale) };
	cache.set(locale, entry);
	entry.incidents.catch(() => cache.get(locale) === entry && cache.delete(locale));
	return entry.incidents;
}

async function readFacts(locale: Locale): Promise<IncidentForAnswers[]> {
	const rows = await namedQuery<Row>(database(), "incidents-for-answers", statement);
	return rows.map((row) => ({
		id: row.id,
		slug: row.slug,
		status: row.status as IncidentStatus,
		title: inLanguage(locale, row.title_en, row.title_cy),
		dataInvolved: row.data_involved,
		findings: (row.findings ?? [])
			.map(({ effect, confidence, note_en, note_cy }) => ({
				effect,
				confidence,
				note: inLanguage(locale, note_en, note_cy),
			}))
			.sort((one, other) => effectOrder(one.effect, other.effect)),
		held: (row.held ?? []).map((group) => ({
			relationship: group.relationship as Relationship,
			source: inLanguage(locale, group.source_en, group.source_cy),
			lawfulBasis: inLanguage(locale, group.lawful_basis_en, group.lawful_basis_cy),
			retention: inLanguage(locale, group.retention_en, group.retention_cy),
			categories: (row.categories ?? [])
				.filter((category) => category.relationship === group.relationship)
				.map(({ category, standing }) => ({ category, standing }))
				.sort((one, other) => categoryOrder(one.category, other.category)),
		})),
	}));
}
