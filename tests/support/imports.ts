// Imports for tests: an incident with a dataset, tables as text, and the content of a version.
import { createHash } from "node:crypto";
import type pg from "pg";
import type { Staff } from "@/lib/authority";
import { unseal } from "@/lib/crypto/seal";
import { askForChange, confirmChange, FileRefused, importVersion, readPreview } from "@/lib/datasets";
import { suggestMapping } from "@/lib/datasets/mapping/suggest-mapping";
import { type ChangeKind, type Mapping, mappingSchema } from "@/lib/datasets/schema";

/** Returns a text as a stream in chunks of a given number of bytes. */
export async function* pieces(content: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Returns a mapping with its defaults. */
export const mappingOf = (columns: Mapping["columns"], rest: Partial<Mapping> = {}): Mapping =>
	mappingSchema.parse({ columns, ...rest });

/** Returns the suggested mapping of a file. */
export function guessed(content: string | Buffer): Mapping {
	return mappingSchema.parse(suggestMapping(readPreview(Buffer.from(content))));
}

/** Imports a text into a new version of a dataset. */
export async function importText(
	staff: Staff,
	datasetId: string,
	content: string | Buffer,
	mapping = guessed(content),
) {
	return importVersion(staff, { datasetId, stream: pieces(content, 65_536), fileName: "people.csv", mapping });
}

/** Makes a change of a dataset as two people: the first asks, the second confirms. */
export async function changeByTwo(
	asking: Staff,
	confirming: Staff,
	change: { datasetId: string; change: ChangeKind; versionId?: string },
): Promise<void> {
	const asked = await askForChange(asking, change);
	if (!asked.ok) throw new Error(asked.reason);
	if (asked.value.done) return;
	const confirmed = await confirmChange(confirming, asked.value.id);
	if (!confirmed.ok) throw new Error(confirmed.reason);
}

/** Returns the message that a promise rejects with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
	const error = await promise.then(
		() => undefined,
		(thrown) => thrown,
	);
	if (!(error instanceof FileRefused)) throw error ?? new Error("it was not refused");
	return error.message;
}

/** Returns a hash of a version's content: identifiers, records with opened hints, profiles. Two imports of one file have the same hash. */
export async function versionHash(owner: pg.Pool, versionId: string): Promise<string> {
	const { rows: found } = await owner.query("select partition from dataset_version where id = $1", [versionId]);
	const n = found[0].partition;
	const hash = createHash("sha256");
	const add = async (query: string) => {
		for (const row of (await owner.query(query)).rows) {
			if (row.hints) row.hints = unseal("hints", row.hints);
			hash.update(JSON.stringify(row));
		}
	};
	await add(
		`select record, profile, subject, digest, email, telephone, membership_number, name_postcode, hints from exposure.record_${n}
		order by record, email, telephone, membership_number, name_postcode`,
	);
	await add(`select profile, relationship, source, categories from exposure.profile_${n} order by profile`);
	return hash.digest("hex");
}

/** Returns every table of the database as text, including the queue's and the versions'. Byte columns are read as text too. */
export async function wholeDatabaseAsText(owner: pg.Pool): Promise<string> {
	const { rows: all } = await owner.query(
		"select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
	);
	const texts: string[] = [];
	for (const { name } of all) {
		const { rows } = await owner.query(`select * from ${name}`);
		for (const row of rows)
			for (const value of Object.values(row)) {
				texts.push(
					Buffer.isBuffer(value)
						? value.toString("latin1")
						: typeof value === "string"
							? value
							: (JSON.stringify(value) ?? ""),
				);
			}
	}
	return texts.join("\n");
}
