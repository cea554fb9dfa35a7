import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount } from "../pagination";
import { summarise, withDetails } from "./incident-details";
import type { HomePage, Incident } from "./schema";
import { isPublicUpdate, readUpdates, updatesPerPage } from "./update-queries";

const { incident, incidentUpdate } = tables;
const isPublic = isNotNull(incident.publishedAt);

/** Reads the published incidents, the leading one first. */
const publishedIncidents = () =>
	database().select().from(incident).where(isPublic).orderBy(asc(incident.position), asc(incident.id));

/** Reads every published incident with its details, the leading one first. Five queries for any number of them. */
export async function listIncidents(locale: Locale): Promise<Incident[]> {
	return withDetails(await publishedIncidents(), locale);
}

/** Reads one published incident with its details. Returns undefined if none has this slug. */
export async function incidentBySlug(locale: Locale, slug: string): Promise<Incident | undefined> {
	const rows = await database()
		.select()
		.from(incident)
		.where(and(eq(incident.slug, slug), isPublic));
	return (await withDetails(rows, locale))[0];
}

/** Reads the content of the home page: the leading incident, the others in short, and the five newest updates. */
export async function homePage(locale: Locale): Promise<HomePage> {
	const [rows, updates] = await Promise.all([publishedIncidents(), readUpdates(locale, { limit: 5 })]);
	const [leading] = await withDetails(rows.slice(0, 1), locale);
	const times = [leading?.updatedAt, ...updates.map((update) => update.changedAt)];
	const newest = Math.max(...times.map((time) => time?.getTime() ?? 0));
	return {
		leading: leading ?? null,
		others: rows.slice(1).map((row) => summarise(row, locale)),
		updates,
		updatedAt: newest > 0 ? new Date(newest) : null,
	};
}

/** Returns the paths of all public pages of incidents and updates, without the language. For the cache warmer. */
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
		...Array.from({ length: pages - 1 }, (_, index) => `/updates/page/${index + 2}`),
		...incidents.map(({ slug }) => `/incidents/${slug}`),
		...updates.map(({ slug }) => `/updates/${slug}`),
	];
}

/**
 * Returns an opaque text that changes whenever anything readers see of incidents changes, and not with each saved draft. Of sums, because
 * the newest change is not the latest one after the clock went back.
 */
export async function lastChange(): Promise<string> {
	const seen = (column: typeof incident.updatedAt | typeof incidentUpdate.editedAt) =>
		sql`concat_ws('/', sum(extract(epoch from ${column})), count(*))`;
	const { rows } = await database().execute<{ change: string }>(
		sql`select concat_ws('/',
			(select ${seen(incident.updatedAt)} from ${incident} where ${isPublic}),
			(select ${seen(incidentUpdate.editedAt)} from ${incidentUpdate} join ${incident} on ${incident.id} = ${incidentUpdate.incidentId} where ${isPublicUpdate})) as change`,
	);
	return rows[0]?.change ?? "";
}
