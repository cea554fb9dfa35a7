/**
 * Incidents and what readers are told of them: dates, findings, which data of whom, the authorities told, and dated updates
 * with their corrections. Readers' functions take the reader's language and fall back to English text by text, marked as such.
 * Staff's functions
 * stand in `updateDesk` and `incidentDesk`. A lost database throws: nothing here ever answers with empty facts.
 */
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import { readForAnswers } from "./answer-facts";
import { summarise, withDetails } from "./queries";
import type { HomePage, Incident, IncidentForAnswers, Update, UpdateChange, UpdateSummary } from "./schema";
import { countUpdates, isPublicUpdate, readChanges, readUpdate, readUpdates, updatesPerPage } from "./update-queries";

export { bringInIncident } from "./import-history";
export * as incidentDesk from "./incident-admin";
export * as updateDesk from "./update-admin";

const { incident, incidentUpdate } = tables;
const isPublic = isNotNull(incident.publishedAt);
const inOrder = [asc(incident.position), asc(incident.id)];

/** Every published incident with everything readers are told of it, the leading one first. Five queries however many there are. */
export async function listIncidents(locale: Locale): Promise<Incident[]> {
	const rows = database()
		.select()
		.from(incident)
		.where(isPublic)
		.orderBy(...inOrder);
	return withDetails(await rows, locale);
}

/** One incident, or undefined where no incident has this slug. */
export async function incidentBySlug(locale: Locale, slug: string): Promise<Incident | undefined> {
	const rows = await database()
		.select()
		.from(incident)
		.where(and(eq(incident.slug, slug), isPublic));
	return (await withDetails(rows, locale))[0];
}

/**
 * What personal answers say of every incident, the leading one first; one query however many there are. It may be a second
 * old; ask for it `fresh` before something is kept that depends on it.
 */
export async function incidentsForAnswers(locale: Locale, { fresh = false } = {}): Promise<IncidentForAnswers[]> {
	return readForAnswers(locale, fresh);
}

/** What the home page says: the leading incident, the others in short, and the five newest updates. */
export async function homePage(locale: Locale): Promise<HomePage> {
	const [rows, updates] = await Promise.all([
		database()
			.select()
			.from(incident)
			.where(isPublic)
			.orderBy(...inOrder),
		readUpdates(locale, { limit: 5 }),
	]);
	const [leading] = await withDetails(rows.slice(0, 1), locale);
	const times = [leading?.updatedAt, ...updates.flatMap((each) => [each.publishedAt, each.correctedAt])];
	const newest = Math.max(...times.map((each) => each?.getTime() ?? 0));
	return {
		leading: leading ?? null,
		others: rows.slice(1).map((row) => summarise(row, locale)),
		updates,
		updatedAt: newest > 0 ? new Date(newest) : null,
	};
}

/**
 * One page of the updates readers can see, newest first, of one incident where its id is given. `page` counts from 1; a page
 * past the end is empty.
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

/** The latest changes of updates, published, corrected and withdrawn ones, for the feed; newest change first. */
export async function updateChanges(locale: Locale): Promise<UpdateChange[]> {
	return readChanges(locale);
}

/** One published or withdrawn update with its text and corrections, or undefined: drafts are nobody's business. */
export async function updateBySlug(locale: Locale, slug: string): Promise<Update | undefined> {
	return readUpdate(locale, slug);
}

/** The addresses of all pages this subject has, without the language: for keeping them warm. */
export async function incidentPaths(): Promise<string[]> {
	const [incidents, updates] = await Promise.all([
		database().select({ slug: incident.slug }).from(incident).where(isPublic),
		database()
			.select({ slug: incidentUpdate.slug })
			.from(incidentUpdate)
			.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
			.where(isPublicUpdate),
	]);
	const pages = pageCount(updates.length, updatesPerPage);
	return [
		"/",
		"/updates",
		...Array.from({ length: pages - 1 }, (_, at) => `/updates/page/${at + 2}`),
		...incidents.map((each) => `/incidents/${each.slug}`),
		...updates.map((each) => `/updates/${each.slug}`),
	];
}

/** Changes whenever anything readers see here does; says nothing else. */
export async function lastChange(): Promise<string> {
	const [row] = await database()
		.execute<{ mark: string }>(
			sql`select concat_ws('/', (select max(${incident.updatedAt}) from ${incident}), (select max(${incidentUpdate.editedAt}) from ${incidentUpdate}), (select count(*) from ${incidentUpdate})) as mark`,
		)
		.then((result) => result.rows);
	return row?.mark ?? "";
}
