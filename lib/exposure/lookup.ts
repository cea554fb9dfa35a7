import { setTimeout as wait } from "node:timers/promises";
import type { Member } from "../authority";
import { unseal } from "../crypto/seal";
import { type Database, namedQuery, type Transaction } from "../database";
import { progressOfPerson } from "../guidance";
import { questionOfMember } from "../identity";
import { errorCode } from "../log";
import { newestAnswers, savedAnswersByIncident } from "./saved-answers";
import { readHints } from "./schema";
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
				without_address: number;
		  }[]
		| null;
	found: (Omit<FoundRecord, "hints" | "name"> & { hints: string | null })[] | null;
	saved: SavedAnswerRow[] | null;
	progress: LookUp["progress"] | null;
};

const statement = (person: string, claimed: string) => `
	select now() as at,
		(select json_agg(d) from exposure.dataset_state d) as datasets,
		(select json_agg(json_build_object(
			'incidentId', d.incident_id, 'datasetId', d.dataset_id, 'versionId', f.version_id, 'record', f.record,
			'subject', coalesce(f.subject::text, ''), 'identifierId', f.identifier_id, 'claimMatch', f.stated_match, 'numberMatch', f.number_match,
			'numberGroup', f.number_group, 'telephoneGroup', f.telephone_group,
			'relationship', f.relationship, 'source', f.source, 'categories', f.categories,
			'hints', encode(f.hints, 'base64')))
		from exposure.check_person(${person}, ${claimed}::bytea) f
		join exposure.dataset_state d on d.version_id = f.version_id) as found,
		(${newestAnswers(person)}) as saved,
		(${progressOfPerson(person)}) as progress`;
const ofPerson = statement("$1", "$2");

/** PostgreSQL's code (object_not_in_prerequisite_state) when a connection knows that a version is active and not yet of its tables. */
const tablesNotKnown = "55000";

/**
 * Asks again, up to five times within 150 ms, while the connection does not know the tables of a version that was activated a moment ago.
 * PostgreSQL tells its connections of new tables just after it shows the commit that made them. Throws every other error at once.
 */
export async function onceTablesAreKnown<T>(ask: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await ask();
		} catch (error) {
			if (tries > 5 || errorCode(error) !== tablesNotKnown) throw error;
			await wait(tries * 10);
		}
	}
}

/**
 * Looks one person up in the active versions, with their saved answers and plan, in one statement and so in one state of the data. `claimed` is the fingerprint of an
 * identifier the person claims now, in addition to earlier claims; its row must have been committed. Throws if the database fails
 * or a seal does not open; never returns a partial result.
 */
export async function lookUp(
	db: Database | Transaction,
	personId: string,
	claimed: Buffer | null = null,
): Promise<LookUp> {
	const ask = () => namedQuery<Row>(db, "exposure-look-up", ofPerson, [personId, claimed]);
	// A transaction that has failed must be begun again by whoever began it.
	const [row] = await ("$client" in db ? onceTablesAreKnown(ask) : ask());
	if (!row) throw new Error("the lookup returned no row");
	return readRow(row);
}

const ofSession = questionOfMember<Row>("exposure-look-up-of-session", statement("live.owner", "null"));

/** Looks up the member of a session token, in the statement that finds the session. Undefined if it has ended. Throws as `lookUp` does. */
export async function lookUpSession(token: string): Promise<{ member: Member; found: LookUp } | undefined> {
	const asked = await onceTablesAreKnown(() => ofSession(token));
	return asked && { member: asked.member, found: readRow(asked.row) };
}

function readRow(row: Row): LookUp {
	const { at, datasets, found, saved, progress } = row;
	return {
		at: new Date(at),
		datasets: (datasets ?? []).map((dataset) => ({
			datasetId: dataset.dataset_id,
			incidentId: dataset.incident_id,
			complete: dataset.complete,
			withoutAddress: dataset.without_address,
			version:
				(dataset.version_id && {
					versionId: dataset.version_id,
					number: dataset.number,
					activatedAt: new Date(dataset.activated_at).toISOString(),
				}) ||
				null,
		})),
		found: (found ?? []).map((record) => {
			const hints = record.hints ? readHints(unseal("hints", Buffer.from(record.hints, "base64"))) : { hints: {} };
			return { ...record, hints, name: hints.nameMarks ?? "" };
		}),
		saved: savedAnswersByIncident(saved ?? []),
		progress: progress ?? [],
	};
}
