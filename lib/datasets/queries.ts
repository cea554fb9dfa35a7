import { asc, desc, eq, isNull } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { answerCount } from "./checking/answer-count";
import { waitingChanges } from "./dataset-changes";
import { roleValue } from "./mapping/mapping-form";
import {
	type AnswerCount,
	type AppliedColumn,
	type DatasetView,
	type Format,
	formatSchema,
	type Mapping,
	mappingSchema,
	type Report,
	type RowProblem,
	reportSchema,
	type VersionState,
	type VersionView,
} from "./schema";
import { areTwoPeople, earlierVersion } from "./versions";

const { dataset, datasetVersion, datasetProblem, incident, staffMember } = tables;

type Row = typeof datasetVersion.$inferSelect;

/** Returns a version as staff pages show it. */
function toView(row: Row, names: Map<string, string>): VersionView {
	const staffName = (id: string) => ({ id, name: names.get(id) ?? "Someone who has left" });
	const found = reportSchema.safeParse(row.report);
	return {
		id: row.id,
		number: row.number,
		state: row.state as VersionState,
		fileName: row.fileName,
		fileBytes: row.fileBytes,
		fileHash: row.fileHash?.toString("hex"),
		rowsRead: row.rowsRead,
		bytesRead: row.bytesRead,
		failure: row.failure ?? undefined,
		importedBy: staffName(row.importedBy),
		importedAt: row.importedAt,
		startedAt: row.startedAt ?? undefined,
		finishedAt: row.finishedAt ?? undefined,
		seenAt: row.seenAt,
		activatedBy: row.activatedBy ? staffName(row.activatedBy) : undefined,
		activatedAt: row.activatedAt ?? undefined,
		withdrawnAt: row.withdrawnAt ?? undefined,
		report: found.success ? found.data : undefined,
	};
}

/** Returns the names of all staff, past and present, by id. */
async function staffNames(): Promise<Map<string, string>> {
	const rows = await database().select({ id: staffMember.id, name: staffMember.displayName }).from(staffMember);
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** Returns every dataset with its versions, sorted by incident and name. Makes four queries for any number of datasets. */
export async function listDatasets(staff: Staff): Promise<DatasetView[]> {
	requirePermission(staff, "datasets:import");
	const datasets = await database()
		.select({ dataset, incident: { id: incident.id, slug: incident.slug, title: incident.titleEn } })
		.from(dataset)
		.innerJoin(incident, eq(incident.id, dataset.incidentId))
		.where(isNull(dataset.removedAt))
		.orderBy(asc(incident.position), asc(dataset.name));
	const rows = await database().select().from(datasetVersion).orderBy(desc(datasetVersion.number));
	const names = await staffNames();
	const changes = await waitingChanges(names);
	return datasets.map(({ dataset: set, incident: of }) => {
		const versions = rows.filter((row) => row.datasetId === set.id).map((row) => toView(row, names));
		const activeNumber = versions.find((version) => version.id === set.activeVersionId)?.number;
		const counts = versions.some(({ activatedAt }) => activatedAt);
		const { id, name, complete } = set;
		return { id, name, complete, incident: of, activeNumber, counts, waitingChange: changes.get(id), versions };
	});
}

/** Returns the columns of an imported file in its order. */
function appliedColumns(mapping: Mapping | undefined, report: Report | undefined): AppliedColumn[] {
	const values = new Map(report?.columns.map((column) => [column.header, column.values]));
	return (mapping?.columns ?? []).map((column) => ({
		header: column.header,
		role: roleValue(column),
		values: values.get(column.header),
	}));
}

/** Returns one version as its page shows it; undefined if there is none. `earlier` is the number of the version that roll back would activate. */
export async function readVersion(
	staff: Staff,
	versionId: string,
): Promise<
	| (VersionView & {
			dataset: Omit<DatasetView, "versions">;
			columns: AppliedColumn[];
			format: Format | undefined;
			earlier: number | undefined;
			answers: AnswerCount | undefined;
			/** Whether the viewer counts as a second person beside who imported it. */
			secondPerson: boolean;
	  })
	| undefined
> {
	requirePermission(staff, "datasets:import");
	const [row] = await database()
		.select({
			version: datasetVersion,
			dataset,
			incident: { id: incident.id, slug: incident.slug, title: incident.titleEn },
		})
		.from(datasetVersion)
		.innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
		.innerJoin(incident, eq(incident.id, dataset.incidentId))
		.where(eq(datasetVersion.id, versionId));
	if (!row) return undefined;
	const [active] = row.dataset.activeVersionId
		? await database()
				.select({ number: datasetVersion.number })
				.from(datasetVersion)
				.where(eq(datasetVersion.id, row.dataset.activeVersionId))
		: [];
	const names = await staffNames();
	const view = toView(row.version, names);
	return {
		...view,
		dataset: {
			id: row.dataset.id,
			name: row.dataset.name,
			complete: row.dataset.complete,
			incident: row.incident,
			activeNumber: active?.number,
			counts: row.version.activatedAt !== null || active !== undefined,
			waitingChange: (await waitingChanges(names)).get(row.dataset.id),
		},
		columns: appliedColumns(mappingSchema.safeParse(row.version.mapping).data, view.report),
		format: formatSchema.safeParse(row.version.format).data,
		earlier:
			row.version.state === "active" ? (await earlierVersion(database(), row.version.datasetId))?.number : undefined,
		answers: await answerCount(row.version.id),
		secondPerson: await areTwoPeople(database(), row.version.importedBy, staff.staffId),
	};
}

/** Returns one page of the problems of a version, in the order of the file. */
export async function readProblems(
	staff: Staff,
	versionId: string,
	page: { offset: number; limit: number },
): Promise<RowProblem[]> {
	requirePermission(staff, "datasets:import");
	const rows = await database()
		.select()
		.from(datasetProblem)
		.where(eq(datasetProblem.versionId, versionId))
		.orderBy(asc(datasetProblem.row), asc(datasetProblem.column))
		.offset(page.offset)
		.limit(page.limit);
	return rows.map(({ row, column, reason }) => ({ row, column, reason: reason as RowProblem["reason"] }));
}
