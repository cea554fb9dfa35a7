/** Imports for tests: an incident with a dataset, tables as text, and what a version holds. */
import { createHash } from "node:crypto";
import type pg from "pg";
import type { Staff } from "@/lib/authority";
import { unseal } from "@/lib/crypto/seal";
import { FileRefused, importVersion, readPreview, suggestMapping } from "@/lib/datasets";
import { type Mapping, mappingSchema } from "@/lib/datasets/schema";

/** A text as a stream in pieces of so many bytes. */
export async function* pieces(content: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A mapping with its defaults. */
export const mappingOf = (columns: Mapping["columns"], rest: Partial<Mapping> = {}): Mapping =>
	mappingSchema.parse({ columns, ...rest });

/** The guessed mapping of a file. */
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

/** The sentence a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
	const error = await promise.then(
		() => undefined,
		(thrown) => thrown,
	);
	if (!(error instanceof FileRefused)) throw error ?? new Error("it was not refused");
	return error.message;
}

/** A hash over all a version holds: identifiers, records with their hints opened, profiles. Two imports of one file have the same. */
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

/** Every table of the database as text, the queue's and the versions' included, with byte columns as the text they might hide. */
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
