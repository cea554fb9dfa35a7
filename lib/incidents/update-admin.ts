/** What staff do with updates. Every change is refused when somebody else changed the update since the form was opened. */
import { and, count, desc, eq, ne, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { pageCount, pageOffset } from "../pagination";
import { err, ok, type Result } from "../result";
import type { CorrectionNote, UpdateText } from "./forms";
import { missingWelsh } from "./schema";
import { freeSlug } from "./slug";

const { incidentUpdate, incident, correction } = tables;
type Row = typeof incidentUpdate.$inferSelect;

/** draft, published or withdrawn */
export type UpdateState = "draft" | "published" | "withdrawn";

/** An update as staff see it, in both languages. `seen` goes back with every change. */
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
	seen: string;
};

/** Why a change of an update is not made: it is gone, somebody else changed it, or it is past that point. */
export type UpdateRefusal = "absent" | "changed-meanwhile" | "wrong-state";

const perPage = 25;

function draw(row: Row, incidentTitle: string): DeskUpdate {
	return { ...row, incidentTitle, state: row.status as UpdateState, seen: row.editedAt.toISOString() };
}

/** One page of all updates, drafts first, then newest first. `page` counts from 1. */
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
	return {
		updates: rows.map(({ row, title }) => draw(row, title)),
		page,
		pages: pageCount(total?.count ?? 0, perPage),
	};
}

/** Every update that waits for somebody: drafts, and published ones without all of their Welsh; newest change first. */
export async function unfinished(staff: Staff): Promise<DeskUpdate[]> {
	requirePermission(staff, "desk:read");
	const rows = await database()
		.select({ row: incidentUpdate, title: incident.titleEn })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(ne(incidentUpdate.status, "withdrawn"))
		.orderBy(desc(incidentUpdate.editedAt));
	const updates = rows.map(({ row, title }) => draw(row, title));
	return updates.filter((each) => each.state === "draft" || missingWelsh(each).length > 0);
}

/** One update in both languages, or undefined. */
export async function update(staff: Staff, id: string): Promise<DeskUpdate | undefined> {
	requirePermission(staff, "desk:read");
	const [found] = await database()
		.select({ row: incidentUpdate, title: incident.titleEn })
		.from(incidentUpdate)
		.innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
		.where(eq(incidentUpdate.id, id));
	return found && draw(found.row, found.title);
}

/** Begins a draft. Refused where the incident is gone. */
export async function create(staff: Staff, incidentId: string, text: UpdateText): Promise<Result<string, "absent">> {
	return database().transaction(async (tx) => {
		requirePermission(staff, "updates:write");
		const [known] = await tx.select({ id: incident.id }).from(incident).where(eq(incident.id, incidentId));
		if (!known) return err("absent");
		const id = newId("upd");
		await tx.insert(incidentUpdate).values({ ...text, id, incidentId, slug: id, status: "draft" });
		await record(tx, staff.actor, "update.created", id, { incident: incidentId });
		return ok(id);
	});
}

/** Takes the row for this change, or says why not. */
async function lockUpdate(
	staff: Staff,
	tx: Transaction,
	id: string,
	seen: string,
	state: UpdateState,
): Promise<Result<Row, UpdateRefusal>> {
	requirePermission(staff, "updates:write");
	const [row] = await tx.select().from(incidentUpdate).where(eq(incidentUpdate.id, id)).for("update");
	if (!row) return err("absent");
	if (row.status !== state) return err("wrong-state");
	if (row.editedAt.toISOString() !== seen) return err("changed-meanwhile");
	return ok(row);
}

/** Changes a taken row; its time moves, by the database's clock. */
async function applyChange(
	tx: Transaction,
	id: string,
	values: PgUpdateSetSource<typeof incidentUpdate>,
): Promise<void> {
	await tx
		.update(incidentUpdate)
		.set({ ...values, editedAt: sql`clock_timestamp()` })
		.where(eq(incidentUpdate.id, id));
}

/** Keeps what was written in a draft. */
export async function saveDraft(
	staff: Staff,
	id: string,
	seen: string,
	text: UpdateText,
): Promise<Result<undefined, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const taken = await lockUpdate(staff, tx, id, seen, "draft");
		if (!taken.ok) return taken;
		await applyChange(tx, id, text);
		await record(tx, staff.actor, "update.draft-saved", id);
		return ok();
	});
}

/** Throws a draft away. Nobody outside has seen it; the audit log keeps its title. */
export async function discardDraft(staff: Staff, id: string, seen: string): Promise<Result<undefined, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const taken = await lockUpdate(staff, tx, id, seen, "draft");
		if (!taken.ok) return taken;
		await tx.delete(incidentUpdate).where(and(eq(incidentUpdate.id, id), eq(incidentUpdate.status, "draft")));
		await record(tx, staff.actor, "update.draft-discarded", id, { title: taken.value.titleEn });
		return ok();
	});
}

/**
 * Makes a draft public and gives it its lasting address. `nextUpdateDueAt` is the promise of the next one: a time, null for
 * none, undefined to leave the incident's as it is. Out: the update's slug.
 */
export async function publish(
	staff: Staff,
	id: string,
	seen: string,
	nextUpdateDueAt?: Date | null,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const taken = await lockUpdate(staff, tx, id, seen, "draft");
		if (!taken.ok) return taken;
		const slug = await freeSlug(tx, incidentUpdate.slug, taken.value.titleEn);
		await applyChange(tx, id, { status: "published", slug, publishedAt: sql`now()` });
		if (nextUpdateDueAt !== undefined) {
			await tx
				.update(incident)
				.set({ nextUpdateDueAt, updatedAt: sql`clock_timestamp()` })
				.where(eq(incident.id, taken.value.incidentId));
		}
		await record(tx, staff.actor, "update.published", id, { slug, title: taken.value.titleEn });
		return ok(slug);
	});
}

async function keepPrevious(tx: Transaction, row: Row, note: CorrectionNote): Promise<void> {
	await tx.insert(correction).values({
		...note,
		id: newId("cor"),
		updateId: row.id,
		previousTitleEn: row.titleEn,
		previousTitleCy: row.titleCy,
		previousSummaryEn: row.summaryEn,
		previousSummaryCy: row.summaryCy,
		previousBodyEn: row.bodyEn,
		previousBodyCy: row.bodyCy,
	});
}

/** Changes a published update in the open: the note is shown, the text before it is kept and shown too. */
export async function correct(
	staff: Staff,
	id: string,
	seen: string,
	text: UpdateText,
	note: CorrectionNote,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const taken = await lockUpdate(staff, tx, id, seen, "published");
		if (!taken.ok) return taken;
		await keepPrevious(tx, taken.value, note);
		await applyChange(tx, id, text);
		await record(tx, staff.actor, "update.corrected", id, { slug: taken.value.slug, note: note.noteEn });
		return ok(taken.value.slug);
	});
}

/** Takes a published update back in the open: its address stays and says when and why. */
export async function withdraw(
	staff: Staff,
	id: string,
	seen: string,
	note: CorrectionNote,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const taken = await lockUpdate(staff, tx, id, seen, "published");
		if (!taken.ok) return taken;
		await keepPrevious(tx, taken.value, note);
		await applyChange(tx, id, { status: "withdrawn", withdrawnAt: sql`now()` });
		await record(tx, staff.actor, "update.withdrawn", id, { slug: taken.value.slug, note: note.noteEn });
		return ok(taken.value.slug);
	});
}
