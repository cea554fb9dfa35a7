// Queries of updates for staff.
import { count, desc, eq, ne, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { pageCount, pageOffset } from "../pagination";
import type { UpdateText } from "./forms";
import { missingWelsh } from "./schema";

const { incidentUpdate, incident } = tables;
type Row = typeof incidentUpdate.$inferSelect;

export type UpdateState = "draft" | "published" | "withdrawn";

/** An update as staff see it, in both languages. Forms send `revision` back as the expected version. */
export type DeskUpdate = UpdateText & {
	id: string;
	incidentId: string;
	incidentTitle: string;
	slug: string;
	state: UpdateState;
	createdAt: Date;
	editedAt: Date;
	publishedAt: Date | null;
	withdrawnAt: Date | null;
	revision: string;
};

const perPage = 25;

function staffUpdate(row: Row, incidentTitle: string): DeskUpdate {
	return { ...row, incidentTitle, state: row.status as UpdateState, revision: row.editedAt.toISOString() };
}

/** Lists one page of all updates, drafts first, then newest first. `page` counts from 1. */
export async function updates(
	staff: Staff,
	page: number,
): Promise<{ updates: DeskUpdate[]; page: number; pages: number }> {
	requirePermission(staff, "desk:read");
	const [rows, [total]] = await Promise.all([
		database()
			.select({ row: incidentUpdate, title: incident.titleEn })
			.from(incidentUpdate)
			.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
			.orderBy(
				sql`${incidentUpdate.status} <> 'draft'`,
				desc(incidentUpdate.publishedAt),
				desc(incidentUpdate.editedAt),
			)
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ count: count() }).from(incidentUpdate),
	]);
	const pages = pageCount(total?.count ?? 0, perPage);
	return { updates: rows.map(({ row, title }) => staffUpdate(row, title)), page, pages };
}

/** Lists updates that need work: drafts, and published ones without all of their Welsh; newest change first. */
export async function unfinished(staff: Staff): Promise<DeskUpdate[]> {
	requirePermission(staff, "desk:read");
	const rows = await database()
		.select({ row: incidentUpdate, title: incident.titleEn })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(ne(incidentUpdate.status, "withdrawn"))
		.orderBy(desc(incidentUpdate.editedAt));
	const updates = rows.map(({ row, title }) => staffUpdate(row, title));
	return updates.filter((update) => update.state === "draft" || missingWelsh(update).length > 0);
}

/** Reads one update in both languages. Returns undefined if it does not exist. */
export async function update(staff: Staff, id: string): Promise<DeskUpdate | undefined> {
	requirePermission(staff, "desk:read");
	const [found] = await database()
		.select({ row: incidentUpdate, title: incident.titleEn })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(eq(incidentUpdate.id, id));
	return found && staffUpdate(found.row, found.title);
}
