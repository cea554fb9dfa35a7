import { type Database, namedQuery, type Transaction } from "../database";
import { keptFrom, newestAnswers } from "./saved-answers";
import type { FoundRecord, LookUp, SavedAnswerRow } from "./types";

type Row = {
	at: string | Date;
	datasets:
		| {
				dataset_id: string;
				incident_id: string;
				complete: boolean;
				version_id: string | null;
				number: number;
				activated_at: string;
		  }[]
		| null;
	found: (Omit<FoundRecord, "hints"> & { hints: string | null })[] | null;
	kept: SavedAnswerRow[] | null;
};

const statement = `
	select now() as at,
		(select json_agg(d) from exposure.dataset_state d) as datasets,
		(select json_agg(json_build_object(
			'incidentId', d.incident_id, 'versionId', f.version_id, 'record', f.record,
			'subject', coalesce(f.subject::text, ''), 'identifierId', f.identifier_id, 'statedMatch', f.stated_match,
			'relationship', f.relationship, 'source', f.source, 'categories', f.categories,
			'hints', encode(f.hints, 'base64')))
		from exposure.check_person($1, array_remove(array_append(
			array(select fingerprint from stated_identifier where person_id = $1), $2::bytea), null)) f
		join exposure.dataset_state d on d.version_id = f.version_id) as found,
		(${newestAnswers}) as kept`;

/**
 * Looks one person up in the active versions, in one statement and so in one state of the data. `tried` is the fingerprint
 * of something just stated, beside those stated before. Throws when the database does not answer: no look-up is no answer.
 */
export async function lookUp(
	db: Database | Transaction,
	personId: string,
	tried: Buffer | null = null,
): Promise<LookUp> {
	const [row] = await namedQuery<Row>(db, "exposure-look-up", statement, [personId, tried]);
	if (!row) throw new Error("a look-up without an answer");
	const { at, datasets, found, kept } = row;
	return {
		at: new Date(at),
		datasets: (datasets ?? []).map((each) => ({
			datasetId: each.dataset_id,
			incidentId: each.incident_id,
			complete: each.complete,
			version:
				(each.version_id && {
					versionId: each.version_id,
					number: each.number,
					activatedAt: new Date(each.activated_at).toISOString(),
				}) ||
				null,
		})),
		found: (found ?? []).map((each) => ({
			...each,
			hints: each.hints === null ? null : Buffer.from(each.hints, "base64"),
		})),
		kept: keptFrom(kept ?? []),
	};
}
