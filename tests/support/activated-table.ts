// A table as an organisation has it, from its import by one person to its activation by another.
import type pg from "pg";
import { expect } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset } from "@/lib/datasets";
import type { Mapping, Report } from "@/lib/datasets/schema";
import { addIncident } from "./exposed-people";
import { importText } from "./imports";
import { signedInStaff } from "./people";

/** Signs in one person who imports and another who activates. */
export async function twoDataLeads(): Promise<{ importer: Staff; approver: Staff }> {
	setDatabaseRole("web");
	const { staff: importer } = await signedInStaff("import@example.org", "data-lead");
	const { staff: approver } = await signedInStaff("approve@example.org", "data-lead");
	return { importer, approver };
}

/** Takes every active version out of the answers, with its tables: PostgreSQL plans a check anew for all of them after each activation. */
const forgetVersions = `do $$
	declare active record;
	begin
		for active in select d.id, v.partition from dataset d join dataset_version v on v.id = d.active_version_id loop
			update dataset set active_version_id = null where id = active.id;
			execute format('drop table exposure.record_%s, exposure.profile_%s', active.partition, active.partition);
		end loop;
	end $$`;

/**
 * Imports a table into a dataset of a new incident and has the second person activate it. Goes on as the web. Incidents from before
 * are published no more, since an answer costs for each; unless `beside` says otherwise, what was active is forgotten.
 */
export async function activateTable(
	owner: pg.Pool,
	{ importer, approver }: { importer: Staff; approver: Staff },
	table: string | Buffer,
	mapping: Mapping,
	{ beside = false } = {},
): Promise<{ incidentId: string; versionId: string; report: Report }> {
	await owner.query("update incident set published_at = null");
	if (!beside) await owner.query(forgetVersions);
	setDatabaseRole("worker");
	const { incidentId } = await addIncident(owner, { dataset: false });
	const dataset = await createDataset(importer, { incidentId, name: "people", complete: true });
	if (!dataset.ok) throw new Error(dataset.reason);
	const { versionId, report } = await importText(importer, dataset.value, table, mapping).finally(() =>
		setDatabaseRole("web"),
	);
	expect(await activateVersion(approver, versionId)).toMatchObject({ ok: true });
	return { incidentId, versionId, report };
}
