import { eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { err, ok, type Result } from "../result";

const { incident } = tables;

/** Why a change is refused: the incident (or part of it) is gone, or somebody else changed it. */
export type IncidentRefusal = "absent" | "changed-meanwhile";

/** Runs one change of an incident with its audit entry, if its revision is still `expectedRevision`. `part` names the change in the audit log. */
export async function editIncident(
	staff: Staff,
	id: string,
	expectedRevision: string,
	part: string,
	change: (tx: Transaction) => Promise<unknown>,
): Promise<Result<undefined, IncidentRefusal>> {
	requirePermission(staff, "incidents:write");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select({ updatedAt: incident.updatedAt })
			.from(incident)
			.where(eq(incident.id, id))
			.for("update");
		if (!row) return err("absent");
		if (row.updatedAt.toISOString() !== expectedRevision) return err("changed-meanwhile");
		await change(tx);
		await tx.update(incident).set({ updatedAt: sql`clock_timestamp()` }).where(eq(incident.id, id));
		await record(tx, staff.actor, "incident.edited", id, { part });
		return ok();
	});
}
