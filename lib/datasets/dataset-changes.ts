import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { ChangeKind, ChangeView } from "./schema";
import { areTwoPeople } from "./versions";

const { dataset, datasetChange, datasetVersion } = tables;

type ChangeRefusal = "absent" | "cannot-change" | "change-waits";

/** Locks a dataset and returns whether the change can be made of it as it is. */
async function canChange(tx: Transaction, of: { datasetId: string; versionId: string | null; change: ChangeKind }) {
	const [found] = await tx.select({ id: dataset.id }).from(dataset).where(eq(dataset.id, of.datasetId)).for("update");
	if (!found) return err("absent");
	const { rows } = await tx.execute<{ can: boolean }>(
		sql`select can_change_dataset(${of.datasetId}, ${of.versionId}, ${of.change}) as can`,
	);
	return rows[0]?.can ? ok() : err("cannot-change");
}

/** Counting the answers of a million people takes seconds. */
const withTimeToCount = (tx: Transaction) => tx.execute(sql`set local statement_timeout = '60s'`);

/**
 * Asks for a change of a dataset, which another person confirms, and counts whose answers it changes. Makes it at once where no
 * version of the dataset was ever active, because nobody's answer changes. The database writes the audit entry.
 */
export async function askForChange(
	staff: Staff,
	asked: { datasetId: string; change: ChangeKind; versionId?: string },
): Promise<Result<{ id: string; done: boolean }, ChangeRefusal>> {
	requirePermission(staff, "datasets:activate");
	const { datasetId, change, versionId = null } = asked;
	return database().transaction(async (tx) => {
		await withTimeToCount(tx);
		const can = await canChange(tx, { datasetId, versionId, change });
		if (!can.ok) return can;
		const [waiting] = await tx
			.select()
			.from(datasetChange)
			.where(and(eq(datasetChange.datasetId, datasetId), isNull(datasetChange.outcome)));
		const again = waiting?.change === change && waiting.versionId === versionId && waiting.askedBy === staff.staffId;
		if (waiting) return again ? ok({ id: waiting.id, done: false }) : err("change-waits");
		const id = newId("dsc");
		const { rows } = await tx.execute<{ people: number | null }>(
			sql`select ask_dataset_change(${staff.staffId}, ${id}, ${datasetId}, ${versionId}, ${change}) as people`,
		);
		return ok({ id, done: rows[0]?.people === null });
	});
}

/** Returns the change if this person has confirmed it already: the button was pressed twice. */
async function confirmedByThem(
	tx: Transaction,
	staff: Staff,
	id: string,
): Promise<Result<{ change: ChangeKind; people: number }, "absent">> {
	const decided = and(eq(datasetChange.id, id), eq(datasetChange.decidedBy, staff.staffId));
	const [row] = await tx.select().from(datasetChange).where(decided);
	return row?.outcome === "confirmed" ? ok({ change: row.change as ChangeKind, people: row.people }) : err("absent");
}

/** Makes a change that somebody else asked for. Refuses who asked, as the database does too. */
export async function confirmChange(
	staff: Staff,
	id: string,
): Promise<
	Result<{ change: ChangeKind; people: number }, "absent" | "cannot-change" | "asked-by-you" | "not-two-people">
> {
	requirePermission(staff, "datasets:activate");
	return database().transaction(async (tx) => {
		const [asked] = await waitingChange(tx, id);
		if (!asked) return confirmedByThem(tx, staff, id);
		if (asked.askedBy === staff.staffId) return err("asked-by-you");
		if (!(await areTwoPeople(tx, asked.askedBy, staff.staffId))) return err("not-two-people");
		const change = asked.change as ChangeKind;
		const can = await canChange(tx, { ...asked, change });
		if (!can.ok) return can;
		await tx.execute(sql`select confirm_dataset_change(${staff.staffId}, ${id})`);
		return ok({ change, people: asked.people });
	});
}

/** Takes a change back that waits for a second person. */
export async function cancelChange(staff: Staff, id: string): Promise<Result<undefined, "absent">> {
	requirePermission(staff, "datasets:activate");
	return database().transaction(async (tx) => {
		if ((await waitingChange(tx, id)).length === 0) {
			const decided = and(eq(datasetChange.id, id), eq(datasetChange.decidedBy, staff.staffId));
			const [row] = await tx.select().from(datasetChange).where(decided);
			return row?.outcome === "cancelled" ? ok() : err("absent");
		}
		await tx.execute(sql`select cancel_dataset_change(${staff.staffId}, ${id})`);
		return ok();
	});
}

/**
 * Returns the change if it waits for a second person. Locks its dataset first, or two presses at once would both find it waiting, and the
 * second would meet an error.
 */
async function waitingChange(tx: Transaction, id: string) {
	const changed = tx.select({ id: datasetChange.datasetId }).from(datasetChange).where(eq(datasetChange.id, id));
	await tx.select({ id: dataset.id }).from(dataset).where(inArray(dataset.id, changed)).for("update");
	return tx
		.select()
		.from(datasetChange)
		.where(and(eq(datasetChange.id, id), isNull(datasetChange.outcome)));
}

/** Returns the change of each dataset that waits for a second person, by the dataset's id. `names` holds the names of staff. */
export async function waitingChanges(names: Map<string, string>): Promise<Map<string, ChangeView>> {
	const rows = await database()
		.select({ change: datasetChange, number: datasetVersion.number })
		.from(datasetChange)
		.leftJoin(datasetVersion, eq(datasetVersion.id, datasetChange.versionId))
		.where(isNull(datasetChange.outcome));
	return new Map(
		rows.map(({ change: row, number }) => [
			row.datasetId,
			{
				id: row.id,
				change: row.change as ChangeKind,
				versionNumber: number ?? undefined,
				people: row.people,
				askedBy: { id: row.askedBy, name: names.get(row.askedBy) ?? "Someone who has left" },
				askedAt: row.askedAt,
			},
		]),
	);
}
