/** Figures of an incident for everybody, once staff publish them: counted once and kept as they were, in tens, without small numbers. */
import { desc, eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { lockCreation } from "../double-submit";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { PublicFigures } from "./schema";
import { publishableCounts, roundedCount } from "./small-numbers";

const { publishedFigures } = tables;

type Counted = { part: "version" | "relationship" | "categories" | "people"; name: string; amount: number };

/** Counts an incident as it would be published now. */
export async function countFigures(staff: Staff, incidentId: string): Promise<PublicFigures> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<Counted>(sql`select * from count_figures(${staff.staffId}, ${incidentId})`);
	const of = (part: Counted["part"]) => rows.filter((row) => row.part === part);
	const people = (name: string) => roundedCount(of("people").find((row) => row.name === name)?.amount ?? 0);
	return {
		versions: of("version")
			.map(({ name }) => name)
			.sort(),
		relationships: publishableCounts(of("relationship")),
		categories: publishableCounts(of("categories")),
		told: people("told"),
		reached: people("reached"),
		checked: people("checked"),
	};
}

/** Returns the newest published figures of an incident, and when they were counted. Undefined if there are none. */
export async function figuresOfIncident(incidentId: string): Promise<(PublicFigures & { at: Date }) | undefined> {
	const [row] = await database()
		.select({ figures: publishedFigures.figures, at: publishedFigures.publishedAt })
		.from(publishedFigures)
		.where(eq(publishedFigures.incidentId, incidentId))
		.orderBy(desc(publishedFigures.publishedAt))
		.limit(1);
	return row && { ...(row.figures as PublicFigures), at: row.at };
}

/**
 * Publishes the figures of an incident. `seen` are those that the page showed, as JSON: "changed-meanwhile" if they are others now. Those
 * that are published already are not published again.
 */
export async function publishFigures(
	staff: Staff,
	incidentId: string,
	seen: string,
): Promise<Result<undefined, "changed-meanwhile">> {
	requirePermission(staff, "messages:write");
	const figures = await countFigures(staff, incidentId);
	if (JSON.stringify(figures) !== seen) return err("changed-meanwhile");
	return database().transaction(async (tx) => {
		await lockCreation(tx);
		const [newest] = await tx
			.select({ figures: publishedFigures.figures })
			.from(publishedFigures)
			.where(eq(publishedFigures.incidentId, incidentId))
			.orderBy(desc(publishedFigures.publishedAt))
			.limit(1);
		const same = sql`select ${JSON.stringify(newest?.figures ?? null)}::jsonb = ${seen}::jsonb as same`;
		const { rows } = await tx.execute<{ same: boolean }>(same);
		if (rows[0]?.same) return ok();
		await tx.insert(publishedFigures).values({ id: newId("fig"), incidentId, figures, publishedBy: staff.staffId });
		await record(tx, staff.actor, "incident.figures-published", incidentId, { versions: figures.versions });
		return ok();
	});
}
