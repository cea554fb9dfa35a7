import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import type { ChangeKind } from "./schema";

const { dataset, datasetChange, datasetVersion, staffMember } = tables;

/** A version to activate, or a change of a dataset to confirm. `own` if the viewer imported it or asked for it. */
type Approval = {
	dataset: string;
	versionId: string | null;
	number: number | null;
	/** Undefined for a version to activate. */
	change?: ChangeKind;
	by: string;
	at: Date;
	own: boolean;
};

/** An upload of the viewer's. Nobody else can go on with it. */
type Upload = { dataset: string; versionId: string; number: number; at: Date };

/**
 * Returns what datasets wait for: `approvals`, by a second person, of versions newer than the active one and of changes of datasets; and
 * `uploads` of the viewer, who has to say what their columns are. The oldest first.
 */
export async function waitingWork(staff: Staff): Promise<{ approvals: Approval[]; uploads: Upload[] }> {
	requirePermission(staff, "desk:read");
	return { approvals: await waitingApprovals(staff), uploads: await waitingUploads(staff) };
}

async function waitingApprovals(staff: Staff): Promise<Approval[]> {
	const active = database()
		.select({ id: datasetVersion.id, number: datasetVersion.number })
		.from(datasetVersion)
		.where(eq(datasetVersion.state, "active"))
		.as("active");
	const versions = await database()
		.select({
			dataset: dataset.name,
			versionId: datasetVersion.id,
			number: datasetVersion.number,
			by: staffMember.displayName,
			byId: datasetVersion.importedBy,
			at: datasetVersion.importedAt,
		})
		.from(datasetVersion)
		.innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
		.leftJoin(active, eq(active.id, dataset.activeVersionId))
		.leftJoin(staffMember, eq(staffMember.id, datasetVersion.importedBy))
		.where(
			and(
				eq(datasetVersion.state, "ready"),
				isNull(dataset.removedAt),
				or(isNull(active.number), gt(datasetVersion.number, active.number)),
			),
		)
		.orderBy(asc(datasetVersion.importedAt));
	const changes = await database()
		.select({
			dataset: dataset.name,
			versionId: datasetChange.versionId,
			number: datasetVersion.number,
			change: datasetChange.change,
			by: staffMember.displayName,
			byId: datasetChange.askedBy,
			at: datasetChange.askedAt,
		})
		.from(datasetChange)
		.innerJoin(dataset, eq(dataset.id, datasetChange.datasetId))
		.leftJoin(datasetVersion, eq(datasetVersion.id, datasetChange.versionId))
		.leftJoin(staffMember, eq(staffMember.id, datasetChange.askedBy))
		.where(isNull(datasetChange.outcome))
		.orderBy(asc(datasetChange.askedAt));
	return [...versions, ...changes].map(({ by, byId, ...row }) => ({
		...row,
		by: by ?? "Someone who has left",
		own: byId === staff.staffId,
	})) as Approval[];
}

async function waitingUploads(staff: Staff): Promise<Upload[]> {
	return database()
		.select({
			dataset: dataset.name,
			versionId: datasetVersion.id,
			number: datasetVersion.number,
			at: datasetVersion.importedAt,
		})
		.from(datasetVersion)
		.innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
		.where(
			and(eq(datasetVersion.state, "staged"), eq(datasetVersion.importedBy, staff.staffId), isNull(dataset.removedAt)),
		)
		.orderBy(asc(datasetVersion.importedAt));
}
