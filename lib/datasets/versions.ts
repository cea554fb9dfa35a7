import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { advisoryLocks, database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { prepareAnswerChanged } from "../messages";
import { err, ok, type Result } from "../result";
import { reportSchema } from "./schema";

const { dataset, datasetVersion, incident } = tables;

/**
 * The first key of the advisory lock that an import holds; the second key is the partition. If another session can take this
 * lock, the importer has died.
 */
export const importLock = advisoryLocks.import;

/**
 * Creates a dataset of an incident. `complete` says that no part of it is still being recovered. Returns its id. One that is there
 * just so and has no version was made by a press before this one.
 */
export async function createDataset(
	staff: Staff,
	values: { incidentId: string; name: string; complete: boolean },
): Promise<Result<string, "no-incident" | "name-taken">> {
	requirePermission(staff, "datasets:import");
	return database().transaction(async (tx) => {
		const [found] = await tx.select({ id: incident.id }).from(incident).where(eq(incident.id, values.incidentId));
		if (!found) return err("no-incident");
		const id = newId("dst");
		const created = await tx
			.insert(dataset)
			.values({ id, ...values })
			.onConflictDoNothing()
			.returning({ id: dataset.id });
		if (created.length === 0) {
			const again = await emptyDataset(tx, values);
			return again ? ok(again) : err("name-taken");
		}
		await record(tx, staff.actor, "dataset.created", id, { incident: values.incidentId, complete: values.complete });
		return ok(id);
	});
}

/** Returns the id of the dataset with these values that no file was uploaded for yet. */
async function emptyDataset(
	tx: Transaction,
	{ incidentId, name, complete }: { incidentId: string; name: string; complete: boolean },
): Promise<string | undefined> {
	const [found] = await tx
		.select({ id: dataset.id })
		.from(dataset)
		.leftJoin(datasetVersion, eq(datasetVersion.datasetId, dataset.id))
		.where(
			and(
				eq(dataset.incidentId, incidentId),
				eq(dataset.name, name),
				eq(dataset.complete, complete),
				isNull(dataset.removedAt),
				isNull(datasetVersion.id),
			),
		);
	return found?.id;
}

/** Creates a version of a dataset, with the next number. */
export async function createVersion(
	staff: Staff,
	datasetId: string,
	state: "uploading" | "importing",
	file: { fileName: string; fileBytes?: number },
): Promise<Result<{ id: string; partition: number; number: number; datasetId: string }, "absent">> {
	requirePermission(staff, "datasets:import");
	return database().transaction(async (tx) => {
		const [parent] = await tx
			.select({ id: dataset.id })
			.from(dataset)
			.where(and(eq(dataset.id, datasetId), isNull(dataset.removedAt)))
			.for("update");
		if (!parent) return err("absent");
		const [created] = await tx
			.insert(datasetVersion)
			.values({
				id: newId("dsv"),
				datasetId,
				number: sql`1 + coalesce((select max(number) from dataset_version where dataset_id = ${datasetId}), 0)`,
				state,
				fileName: file.fileName.replace(/[\p{Cc}/\\]/gu, " ").slice(-120),
				fileBytes: file.fileBytes ?? 0,
				importedBy: staff.staffId,
				startedAt: state === "importing" ? sql`now()` : null,
			})
			.returning({ id: datasetVersion.id, partition: datasetVersion.partition, number: datasetVersion.number });
		if (!created) throw new Error("the version was not made");
		await record(tx, staff.actor, "dataset-version.opened", created.id, { dataset: datasetId, number: created.number });
		return ok({ ...created, datasetId });
	});
}

type ActivationRefusal = "absent" | "second-person" | "not-two-people" | "not-ready" | "empty";

/**
 * Activates a version: people are answered from it from the commit on. Refuses its importer, as a constraint of the database
 * does too, and a version without records unless `evenEmpty`. Keeps the tables of the version before, for roll back.
 */
export async function activateVersion(
	staff: Staff,
	versionId: string,
	{ evenEmpty = false } = {},
): Promise<Result<{ number: number }, ActivationRefusal>> {
	requirePermission(staff, "datasets:activate");
	// In a transaction of its own: a check that sees the version as active knows of its tables then. PostgreSQL shows what a
	// commit wrote a moment before it tells other connections of a new partition.
	const attached = await database().transaction(async (tx) => {
		const version = await versionToActivate(tx, staff, versionId);
		if (!version.ok) return version;
		if (!evenEmpty && reportSchema.safeParse(version.value.report).data?.records === 0) return err("empty");
		if (version.value.state !== "active") await tx.execute(sql`select exposure.attach_version(${versionId})`);
		return ok();
	});
	if (!attached.ok) return attached;
	return database().transaction((tx) => activate(tx, staff, versionId, "dataset-version.activated"));
}

/**
 * Locks and returns a version that this person may activate: one whose tables are there and that somebody else imported, or one
 * that they have activated already, because the button was pressed twice.
 */
async function versionToActivate(
	tx: Transaction,
	staff: Staff,
	versionId: string,
): Promise<Result<typeof datasetVersion.$inferSelect, ActivationRefusal>> {
	const [found] = await tx
		.select({ datasetId: datasetVersion.datasetId })
		.from(datasetVersion)
		.where(eq(datasetVersion.id, versionId));
	if (!found) return err("absent");
	await tx.select({ id: dataset.id }).from(dataset).where(eq(dataset.id, found.datasetId)).for("update");
	const [version] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId)).for("update");
	if (version?.state === "active" && version.activatedBy === staff.staffId) return ok(version);
	if (!version || (version.state !== "ready" && version.state !== "superseded")) return err("not-ready");
	if (version.importedBy === staff.staffId) return err("second-person");
	if (!(await areTwoPeople(tx, version.importedBy, staff.staffId))) return err("not-two-people");
	return ok(version);
}

/** Makes a version whose tables are attached the active one. */
async function activate(
	tx: Transaction,
	staff: Staff,
	versionId: string,
	verb: string,
): Promise<Result<{ number: number }, ActivationRefusal>> {
	const found = await versionToActivate(tx, staff, versionId);
	if (!found.ok) return found;
	const version = found.value;
	if (version.state === "active") return ok({ number: version.number });
	await tx
		.update(datasetVersion)
		.set({ state: "superseded" })
		.where(and(eq(datasetVersion.datasetId, version.datasetId), eq(datasetVersion.state, "active")));
	await tx
		.update(datasetVersion)
		.set({ state: "active", activatedBy: staff.staffId, activatedAt: sql`clock_timestamp()` })
		.where(eq(datasetVersion.id, versionId));
	await tx.update(dataset).set({ activeVersionId: versionId }).where(eq(dataset.id, version.datasetId));
	await record(tx, staff.actor, verb, versionId, { dataset: version.datasetId, number: version.number });
	await prepareAnswerChanged(tx, staff, versionId);
	return ok({ number: version.number });
}

/** Whether two members of staff are two people as far as can be told: neither made or changed the other's account within a day. */
export async function areTwoPeople(tx: Pick<Transaction, "execute">, one: string, other: string): Promise<boolean> {
	const { rows } = await tx.execute<{ two: boolean }>(sql`select are_two_people(${one}, ${other}) as two`);
	return rows[0]?.two === true;
}

/**
 * Activates the version before `from` again, the one that is active, and returns it. Refuses whoever imported it. Does nothing if the same person has
 * gone back from it already: the button was pressed twice.
 */
export async function rollBack(
	staff: Staff,
	datasetId: string,
	from: string,
): Promise<Result<{ id: string; number: number }, ActivationRefusal | "no-earlier-version">> {
	requirePermission(staff, "datasets:activate");
	return database().transaction(async (tx) => {
		const [parent] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for("update");
		if (!parent) return err("absent");
		if (parent.activeVersionId !== from) return activeByThem(tx, staff, parent.activeVersionId);
		const earlier = await earlierVersion(tx, datasetId);
		if (!earlier) return err("no-earlier-version");
		const active = await activate(tx, staff, earlier.id, "dataset-version.rolled-back-to");
		return active.ok ? ok(earlier) : active;
	});
}

/** Returns the active version if this person activated it; else refuses. */
async function activeByThem(
	tx: Transaction,
	staff: Staff,
	versionId: string | null,
): Promise<Result<{ id: string; number: number }, "not-ready">> {
	if (!versionId) return err("not-ready");
	const [active] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId));
	return active?.activatedBy === staff.staffId ? ok({ id: active.id, number: active.number }) : err("not-ready");
}

/** Returns the newest superseded version below the active one; undefined if there is none. */
export async function earlierVersion(
	tx: Pick<Transaction, "select">,
	datasetId: string,
): Promise<{ id: string; number: number } | undefined> {
	const [active] = await tx
		.select({ number: datasetVersion.number })
		.from(datasetVersion)
		.where(and(eq(datasetVersion.datasetId, datasetId), eq(datasetVersion.state, "active")));
	if (!active) return undefined;
	const [earlier] = await tx
		.select({ id: datasetVersion.id, number: datasetVersion.number })
		.from(datasetVersion)
		.where(
			and(
				eq(datasetVersion.datasetId, datasetId),
				eq(datasetVersion.state, "superseded"),
				lt(datasetVersion.number, active.number),
			),
		)
		.orderBy(desc(datasetVersion.number))
		.limit(1);
	return earlier;
}

/** Withdraws a version that answers nobody, for good, and drops its tables. The active one is withdrawn by two people: `askForChange`. */
export async function withdrawVersion(
	staff: Staff,
	versionId: string,
): Promise<Result<undefined, "absent" | "not-ready">> {
	requirePermission(staff, "datasets:activate");
	return database().transaction(async (tx) => {
		const [version] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId)).for("update");
		if (!version) return err("absent");
		if (version.state === "withdrawn") return ok();
		if (version.state !== "ready" && version.state !== "superseded") return err("not-ready");
		// First, because the database lets nobody withdraw a version without their entry.
		await record(tx, staff.actor, "dataset-version.withdrawn", versionId, { number: version.number });
		await tx
			.update(datasetVersion)
			.set({ state: "withdrawn", withdrawnAt: sql`now()` })
			.where(eq(datasetVersion.id, versionId));
		await tx.delete(tables.datasetProblem).where(eq(tables.datasetProblem.versionId, versionId));
		await tx.execute(sql`select exposure.drop_version(${versionId})`);
		return ok();
	});
}

/**
 * Returns the ids (per_…) of people who were answered from another version and whose answer this version changes, so that they
 * can be told. The rule is documented at exposure.changed_people. Throws for a version that was never active. Runs as the worker.
 */
export async function peopleWhoseAnswerChanges(versionId: string): Promise<string[]> {
	const found = await database().execute<{ person_id: string }>(
		sql`select person_id from exposure.changed_people(${versionId})`,
	);
	return found.rows.map((row) => row.person_id);
}
