import { and, count, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import { anyOnlyInEnglish, inLanguage } from "./localised-text";
import type { LocalisedText, Update, UpdateChange, UpdateSummary } from "./schema";

/** The number of updates on one page of the list. */
export const updatesPerPage = 20;

const { incidentUpdate, incident, correction } = tables;
/** The condition for updates readers can see: published or withdrawn, and of a published incident. Needs a join with the incident. */
export const isPublicUpdate = and(
	inArray(incidentUpdate.status, ["published", "withdrawn"]),
	isNotNull(incident.publishedAt),
);

type Which = { limit: number; offset?: number; incidentId?: string; changes?: true };

/** Reads published and withdrawn updates, newest first. With `changes`, the last changed first. */
async function readRows({ limit, offset = 0, incidentId, changes }: Which): Promise<Row[]> {
	const last = database()
		.selectDistinctOn([correction.updateId])
		.from(correction)
		.orderBy(correction.updateId, desc(correction.at), desc(correction.id))
		.as("last");
	return database()
		.select({ update: incidentUpdate, incident, last: { at: last.at, noteEn: last.noteEn, noteCy: last.noteCy } })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.leftJoin(last, eq(last.updateId, incidentUpdate.id))
		.where(and(isPublicUpdate, incidentId ? eq(incident.id, incidentId) : undefined))
		.orderBy(
			...(changes
				? [sql`greatest(${incidentUpdate.publishedAt}, ${last.at}, ${incidentUpdate.withdrawnAt}) desc`]
				: []),
			desc(incidentUpdate.publishedAt),
			desc(incidentUpdate.id),
		)
		.limit(limit)
		.offset(offset);
}

/** Reads published and withdrawn updates without their texts, newest first. */
export async function readUpdates(locale: Locale, which: Which): Promise<Summary[]> {
	return (await readRows(which)).map((row) => summarise(row, locale));
}

/**
 * Reads one page of the updates readers can see, newest first. With an incident's id, only its updates. `page` counts from 1.
 * A page past the end is empty.
 */
export async function publishedUpdates(
	locale: Locale,
	page: number,
	incidentId?: string,
): Promise<{ updates: UpdateSummary[]; page: number; pages: number; total: number }> {
	const [updates, total] = await Promise.all([
		readUpdates(locale, { limit: updatesPerPage, offset: pageOffset(page, updatesPerPage), incidentId }),
		countUpdates(incidentId),
	]);
	return { updates, page, pages: pageCount(total, updatesPerPage), total };
}

/**
 * Reads the thirty updates that changed last, each with its text and the note of its last correction. A withdrawn one has no
 * text. With an incident's id, only its updates. For the feeds.
 */
export async function updateChanges(locale: Locale, incidentId?: string): Promise<UpdateChange[]> {
	const rows = await readRows({ limit: 30, changes: true, incidentId });
	return rows.map((row) => {
		const change = summarise(row, locale);
		if (change.withdrawal) return { ...change, body: null };
		return { ...change, body: inLanguage(locale, row.update.bodyEn, row.update.bodyCy) };
	});
}

type Row = {
	update: typeof incidentUpdate.$inferSelect;
	incident: typeof incident.$inferSelect;
	/** The last correction or the withdrawal. */
	last: { at: Date; noteEn: string; noteCy: string } | null | undefined;
};

/** An update without its text, with the time and the note of its last change. */
type Summary = UpdateSummary & { changedAt: Date; note: LocalisedText | null };

function summarise({ update, incident, last }: Row, locale: Locale): Summary {
	const publishedAt = update.publishedAt ?? update.createdAt;
	const note = last ? inLanguage(locale, last.noteEn, last.noteCy) : null;
	const base = {
		id: update.id,
		slug: update.slug,
		incident: { slug: incident.slug, title: inLanguage(locale, incident.titleEn, incident.titleCy) },
		publishedAt,
		correctedAt: last?.at ?? null,
		note,
	};
	const at = update.withdrawnAt;
	if (at)
		return {
			...base,
			title: null,
			summary: null,
			withdrawal: { at, reason: note ?? inLanguage(locale, "", "") },
			changedAt: at,
		};
	return {
		...base,
		title: inLanguage(locale, update.titleEn, update.titleCy),
		summary: inLanguage(locale, update.summaryEn, update.summaryCy),
		withdrawal: null,
		changedAt: last?.at ?? publishedAt,
	};
}

/** Counts the updates readers can see. With an incident's id, only its updates. */
async function countUpdates(incidentId?: string): Promise<number> {
	const [row] = await database()
		.select({ count: count() })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(and(isPublicUpdate, incidentId ? eq(incident.id, incidentId) : undefined));
	return row?.count ?? 0;
}

/** Reads one update that readers can see, with its corrections. Returns undefined for drafts and unknown slugs. */
export async function updateBySlug(locale: Locale, slug: string): Promise<Update | undefined> {
	const [row] = await database()
		.select({ update: incidentUpdate, incident })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(and(eq(incidentUpdate.slug, slug), isPublicUpdate));
	if (!row) return undefined;
	const corrections = await database()
		.select()
		.from(correction)
		.where(eq(correction.updateId, row.update.id))
		.orderBy(desc(correction.at), desc(correction.id));
	const shown = corrections.map((correction) => ({
		id: correction.id,
		at: correction.at,
		note: inLanguage(locale, correction.noteEn, correction.noteCy),
		previousTitle: inLanguage(locale, correction.previousTitleEn, correction.previousTitleCy),
		previousSummary: inLanguage(locale, correction.previousSummaryEn, correction.previousSummaryCy),
		previousBody: inLanguage(locale, correction.previousBodyEn, correction.previousBodyCy),
	}));
	const summary = summarise({ ...row, last: corrections[0] }, locale);
	const notes = shown.map(({ note }) => note);
	if (summary.withdrawal)
		return { ...summary, body: null, corrections: shown, onlyInEnglish: anyOnlyInEnglish(locale, ...notes) };
	const body = inLanguage(locale, row.update.bodyEn, row.update.bodyCy);
	return {
		...summary,
		body,
		corrections: shown,
		onlyInEnglish: anyOnlyInEnglish(locale, summary.title, body, ...notes),
	};
}
