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

/**
 * Imports a table into a dataset of a new incident and has the second person activate it. Goes on as the web. Incidents from before
 * are published no more: an answer names every published incident, and costs for each.
 */
export async function activateTable(
	owner: pg.Pool,
	{ importer, approver }: { importer: Staff; approver: Staff },
	table: string | Buffer,
	mapping: Mapping,
): Promise<{ incidentId: string; versionId: string; report: Report }> {
	await owner.query("update incident set published_at = null");
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
