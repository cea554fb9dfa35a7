/** Staff's functions for updates. Every change is refused if somebody else changed the update since the form was opened. */
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { hasValues, minuteAgo } from "../double-submit";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { CorrectionNote, UpdateText } from "./forms";
import { freeSlug } from "./slug";
import type { UpdateState } from "./update-lists";

export { type DeskUpdate, type UpdateState, unfinished, update, updates } from "./update-lists";

const { incidentUpdate, incident, correction } = tables;
type Row = typeof incidentUpdate.$inferSelect;

/** Why a change of an update is refused: it is gone, somebody else changed it, or it is in another state. */
export type UpdateRefusal = "absent" | "changed-meanwhile" | "wrong-state";

/** Creates a draft and returns its id. The same draft within a minute is one. Refused if the incident does not exist. */
export async function create(staff: Staff, incidentId: string, text: UpdateText): Promise<Result<string, "absent">> {
	return database().transaction(async (tx) => {
		requirePermission(staff, "updates:write");
		const [known] = await tx
			.select({ id: incident.id })
			.from(incident)
			.where(eq(incident.id, incidentId))
			.for("update");
		if (!known) return err("absent");
		const fresh = and(eq(incidentUpdate.incidentId, incidentId), gt(incidentUpdate.createdAt, minuteAgo));
		const [again] = (await tx.select().from(incidentUpdate).where(fresh)).filter((row) =>
			hasValues(row, { ...text, status: "draft" }),
		);
		if (again) return ok(again.id);
		const id = newId("upd");
		await tx.insert(incidentUpdate).values({ ...text, id, incidentId, slug: id, status: "draft" });
		await record(tx, staff.actor, "update.created", id, { incident: incidentId });
		return ok(id);
	});
}

/** Locks and returns the row for a change, or returns why the change is refused. */
async function lockUpdate(
	staff: Staff,
	tx: Transaction,
	id: string,
	expectedRevision: string,
	state: UpdateState,
): Promise<Result<Row, UpdateRefusal>> {
	requirePermission(staff, "updates:write");
	const [row] = await tx.select().from(incidentUpdate).where(eq(incidentUpdate.id, id)).for("update");
	if (!row) return err("absent");
	if (row.status !== state) return err("wrong-state");
	if (row.editedAt.toISOString() !== expectedRevision) return err("changed-meanwhile");
	return ok(row);
}

/** Changes a locked row and its version, by the database's clock. */
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

/** Whether a draft that was changed meanwhile has just this text: the button was pressed twice. */
async function isSaved(tx: Transaction, id: string, text: UpdateText, refusal: UpdateRefusal): Promise<boolean> {
	if (refusal !== "changed-meanwhile") return false;
	const [row] = await tx.select().from(incidentUpdate).where(eq(incidentUpdate.id, id));
	return row !== undefined && hasValues(row, text);
}

/** Saves the text of a draft. */
export async function saveDraft(
	staff: Staff,
	id: string,
	expectedRevision: string,
	text: UpdateText,
): Promise<Result<undefined, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const locked = await lockUpdate(staff, tx, id, expectedRevision, "draft");
		if (!locked.ok) return (await isSaved(tx, id, text, locked.reason)) ? ok() : locked;
		await applyChange(tx, id, text);
		await record(tx, staff.actor, "update.draft-saved", id);
		return ok();
	});
}

/** Deletes a draft. The audit log keeps its title. */
export async function discardDraft(
	staff: Staff,
	id: string,
	expectedRevision: string,
): Promise<Result<undefined, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const locked = await lockUpdate(staff, tx, id, expectedRevision, "draft");
		if (!locked.ok) return locked;
		await tx.delete(incidentUpdate).where(and(eq(incidentUpdate.id, id), eq(incidentUpdate.status, "draft")));
		await record(tx, staff.actor, "update.draft-discarded", id, { title: locked.value.titleEn });
		return ok();
	});
}

/**
 * Publishes a draft and gives it a permanent slug, which it returns. `nextUpdateDueAt` is the promised time of the next
 * update: null removes the promise, undefined leaves it unchanged.
 */
export async function publish(
	staff: Staff,
	id: string,
	expectedRevision: string,
	nextUpdateDueAt?: Date | null,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const locked = await lockUpdate(staff, tx, id, expectedRevision, "draft");
		if (!locked.ok) return locked;
		const slug = await freeSlug(tx, incidentUpdate.slug, locked.value.titleEn);
		await applyChange(tx, id, { status: "published", slug, publishedAt: sql`now()` });
		if (nextUpdateDueAt !== undefined) {
			await tx
				.update(incident)
				.set({ nextUpdateDueAt, updatedAt: sql`clock_timestamp()` })
				.where(eq(incident.id, locked.value.incidentId));
		}
		await record(tx, staff.actor, "update.published", id, { slug, title: locked.value.titleEn });
		return ok(slug);
	});
}

async function savePrevious(tx: Transaction, row: Row, note: CorrectionNote): Promise<void> {
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

/** Returns the slug if the update was corrected in just this way within a minute: the button was pressed twice. */
async function ofFirstPress(
	tx: Transaction,
	id: string,
	text: UpdateText,
	note: CorrectionNote,
): Promise<Result<string, "changed-meanwhile">> {
	const [row] = await tx.select().from(incidentUpdate).where(eq(incidentUpdate.id, id));
	const [newest] = await tx
		.select()
		.from(correction)
		.where(and(eq(correction.updateId, id), gt(correction.at, minuteAgo)))
		.orderBy(desc(correction.at))
		.limit(1);
	return row && newest && hasValues(row, text) && hasValues(newest, note) ? ok(row.slug) : err("changed-meanwhile");
}

/** Corrects a published update. Readers see the note and the text before it. Returns its slug. */
export async function correct(
	staff: Staff,
	id: string,
	expectedRevision: string,
	text: UpdateText,
	note: CorrectionNote,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const locked = await lockUpdate(staff, tx, id, expectedRevision, "published");
		if (!locked.ok) return locked.reason === "changed-meanwhile" ? ofFirstPress(tx, id, text, note) : locked;
		await savePrevious(tx, locked.value, note);
		await applyChange(tx, id, text);
		await record(tx, staff.actor, "update.corrected", id, { slug: locked.value.slug, note: note.noteEn });
		return ok(locked.value.slug);
	});
}

/** Withdraws a published update. Its page stays and says when and why. Returns its slug. */
export async function withdraw(
	staff: Staff,
	id: string,
	expectedRevision: string,
	note: CorrectionNote,
): Promise<Result<string, UpdateRefusal>> {
	return database().transaction(async (tx) => {
		const locked = await lockUpdate(staff, tx, id, expectedRevision, "published");
		if (!locked.ok) return locked;
		await savePrevious(tx, locked.value, note);
		await applyChange(tx, id, { status: "withdrawn", withdrawnAt: sql`now()` });
		await record(tx, staff.actor, "update.withdrawn", id, { slug: locked.value.slug, note: note.noteEn });
		return ok(locked.value.slug);
	});
}
