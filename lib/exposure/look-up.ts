import { sql } from "drizzle-orm";
import { type Database, namedQuery, type Transaction } from "../database";

/** A dataset of an incident as it stands at this instant; `version` is null while none is active. */
export type DatasetState = {
	datasetId: string;
	incidentId: string;
	complete: boolean;
	version: { versionId: string; number: number; activatedAt: string } | null;
};

/** A record that one of the person's proven identifiers leads to. `subject` is empty where the record has no name. */
export type FoundRecord = {
	incidentId: string;
	versionId: string;
	record: number;
	subject: string;
	identifierId: string;
	statedMatch: boolean;
	relationship: string;
	source: string;
	categories: string[];
	hints: Buffer | null;
};

/** All that the data says of one person at one instant, `at` by the database's clock. */
export type LookUp = { at: Date; datasets: DatasetState[]; found: FoundRecord[] };

type Row = {
	at: string | Date;
	dataset_id: string;
	incident_id: string;
	complete: boolean;
	version_id: string | null;
	number: number;
	activated_at: string | Date;
	record: number | null;
	subject: Buffer | null;
	identifier_id: string;
	stated_match: boolean;
	relationship: string;
	source: string;
	categories: string[];
	hints: Buffer | null;
};

/**
 * Looks one person up in the active versions, in one statement and so in one state of the data. `tried` is the fingerprint
 * of something just stated, beside those stated before. Throws when the database does not answer: no look-up is no answer.
 */
export async function lookUp(
	db: Database | Transaction,
	personId: string,
	tried: Buffer | null = null,
): Promise<LookUp> {
	const rows = await namedQuery<Row>(
		db,
		"exposure-look-up",
		sql`
		select now() as at, d.dataset_id, d.incident_id, d.complete, d.version_id, d.number, d.activated_at,
			f.record, f.subject, f.identifier_id, f.stated_match, f.relationship, f.source, f.categories, f.hints
		from (select now() as at) clock
		left join exposure.dataset_state d on true
		left join exposure.check_person(${personId}, array_remove(array_append(
			array(select fingerprint from stated_identifier where person_id = ${personId}), ${tried}::bytea), null)) f
			on f.version_id = d.version_id`,
	);
	const datasets = new Map<string, DatasetState>();
	const found: FoundRecord[] = [];
	for (const row of rows) {
		if (row.dataset_id === null) continue;
		const version = row.version_id
			? {
					versionId: row.version_id,
					number: row.number,
					activatedAt: new Date(row.activated_at).toISOString(),
				}
			: null;
		datasets.set(row.dataset_id, {
			datasetId: row.dataset_id,
			incidentId: row.incident_id,
			complete: row.complete,
			version,
		});
		if (row.record === null || row.version_id === null) continue;
		found.push({
			incidentId: row.incident_id,
			versionId: row.version_id,
			record: row.record,
			subject: row.subject?.toString("hex") ?? "",
			identifierId: row.identifier_id,
			statedMatch: row.stated_match,
			relationship: row.relationship,
			source: row.source,
			categories: row.categories,
			hints: row.hints,
		});
	}
	return { at: new Date(rows[0]?.at ?? Number.NaN), datasets: [...datasets.values()], found };
}
