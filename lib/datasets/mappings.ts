import { and, asc, eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { type Actor, requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { keyedMapping } from "./mapping/value-keys";
import { type Format, type Mapping, mappingSchema } from "./schema";

const { datasetVersion, datasetMapping } = tables;

/** Returns the saved mappings, sorted by name. */
export async function savedMappings(staff: Staff): Promise<{ id: string; name: string }[]> {
	requirePermission(staff, "datasets:import");
	return database()
		.select({ id: datasetMapping.id, name: datasetMapping.name })
		.from(datasetMapping)
		.orderBy(asc(datasetMapping.name));
}

/** Returns one saved mapping; undefined if there is none of that id. */
export async function savedMapping(staff: Staff, id: string): Promise<Mapping | undefined> {
	requirePermission(staff, "datasets:import");
	const [row] = await database().select().from(datasetMapping).where(eq(datasetMapping.id, id));
	return mappingSchema.safeParse(row?.mapping).data;
}

/**
 * Sets the mapping of an uploaded version and queues its import. Only the person who uploaded the file may, because a second
 * person must activate it. `saveAs` also saves the mapping under a name, and replaces one of that name. `format` is the one
 * in which staff saw the file: the import reads it in that format, while a saved mapping holds corrections only.
 */
export async function startImport(
	staff: Staff,
	versionId: string,
	confirmed: Mapping,
	saveAs?: string,
	format: Partial<Format> = {},
): Promise<Result<undefined, "absent" | "not-staged" | "not-yours">> {
	requirePermission(staff, "datasets:import");
	const mapping = keyedMapping(confirmed);
	return database().transaction(async (tx) => {
		const [version] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId)).for("update");
		if (!version) return err("absent");
		if (version.state !== "staged") return err("not-staged");
		if (version.importedBy !== staff.staffId) return err("not-yours");
		await tx
			.update(datasetVersion)
			.set({
				state: "waiting",
				mapping: { ...mapping, format: { ...format, ...mapping.format } },
				seenAt: sql`now()`,
			})
			.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "staged")));
		if (saveAs) {
			const saved = { mapping, savedBy: staff.staffId, savedAt: sql`now()` };
			await tx
				.insert(datasetMapping)
				.values({ id: newId("map"), name: saveAs, ...saved })
				.onConflictDoUpdate({ target: datasetMapping.name, set: saved });
		}
		await queueImport(tx, versionId);
		await record(tx, staff.actor, "dataset-version.mapped", versionId, {
			columns: mapping.columns.length,
			...(saveAs ? { savedAs: saveAs } : {}),
		});
		return ok();
	});
}

/** Queues the import of an uploaded version. Replaces a queued job for it that no worker has started. */
export async function queueImport(tx: Transaction, versionId: string): Promise<void> {
	await tx.execute(sql`select enqueue_job('import_dataset', ${versionId})`);
}

/** Matches a mapping with a value that is no keyed mark, as versions before 0022 stored them. */
const inClear = sql`jsonb_path_exists(mapping, '$.columns[*].values.keyvalue() ? (!(@.key like_regex "^~[0-9a-f]{16}$"))', '{}', true)`;

/** Replaces values that older versions stored in clear by their keyed marks, in all mappings. Returns the number of mappings. */
export async function keyOldMappings(actor: Actor): Promise<number> {
	return database().transaction(async (tx) => {
		let changed = 0;
		for (const table of [datasetVersion, datasetMapping]) {
			const rows = await tx.select({ id: table.id, mapping: table.mapping }).from(table).where(inClear).for("update");
			for (const { id, mapping } of rows) {
				const parsed = mappingSchema.safeParse(mapping);
				// A mapping that cannot be read cannot be used either.
				const set = { mapping: parsed.success ? keyedMapping(parsed.data) : sql`'{}'::jsonb` };
				await tx.update(table).set(set).where(eq(table.id, id));
				await record(tx, actor, "dataset-mapping.keyed", id);
				changed++;
			}
		}
		return changed;
	});
}
