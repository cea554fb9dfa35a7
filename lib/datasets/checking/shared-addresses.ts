import type { PoolClient } from "pg";
import { unseal } from "../../crypto/seal";
import { maxRecords, sharedByPeople } from "../../exposure";
import { readHints } from "../../exposure/schema";
import type { Report } from "../schema";

type Line = {
	address: string;
	hints: Buffer;
	number: string | null;
	telephone: string | null;
	relationship: string;
	source: string;
	categories: string[];
};

/** How many lines are read at once. */
const linesAtOnce = 5_000;

/**
 * Selects the lines of each address whose records may be several people's: at most `maxRecords` of an address, in the order in
 * which check_person looks at them. Unless `byHints`, reads no line of an address that has one name, one number and all the same of
 * all else that is kept.
 */
const selectLines = (partition: number, byHints: boolean) => `
	SELECT email::text AS address, hints, membership_number::text AS number, telephone::text AS telephone,
		p.relationship, p.source, p.categories FROM (
		SELECT o.*, row_number() OVER (PARTITION BY email ORDER BY nth, record) AS place FROM (
			SELECT t.email, t.record, t.hints, t.membership_number, t.telephone, t.profile,
				row_number() OVER (PARTITION BY t.email, t.subject ORDER BY t.record) AS nth
			FROM exposure.record_${partition} t JOIN (
				SELECT t.email FROM exposure.record_${partition} t JOIN (
					SELECT email FROM exposure.record_${partition} WHERE email IS NOT NULL GROUP BY email HAVING count(*) > 1
				) twice USING (email)
				GROUP BY t.email
				HAVING ${byHints} OR min(t.subject) <> max(t.subject) OR min(t.digest) <> max(t.digest)
					OR min(t.membership_number::text) <> max(t.membership_number::text)
			) several USING (email)
		) o
	) l JOIN exposure.profile_${partition} p USING (profile) WHERE place <= ${maxRecords} ORDER BY email, place`;

/** Reads the lines of a query address by address. The client must not be in a transaction. */
async function* linesByAddress(client: PoolClient, query: string): AsyncGenerator<Line[]> {
	await client.query("BEGIN");
	try {
		await client.query(`DECLARE lines NO SCROLL CURSOR FOR ${query}`);
		let group: Line[] = [];
		for (;;) {
			const { rows } = await client.query<Line>(`FETCH ${linesAtOnce} FROM lines`);
			for (const line of rows) {
				if (group[0] && group[0].address !== line.address) {
					yield group;
					group = [];
				}
				group.push(line);
			}
			if (rows.length === 0) break;
		}
		if (group.length > 0) yield group;
	} finally {
		await client.query("COMMIT");
	}
}

/**
 * Counts the email addresses whose records are not all one person's, by the rule that answers people, and the records at them:
 * whoever proves such an address is asked for a second detail.
 */
export async function countSharedAddresses(
	client: PoolClient,
	partition: number,
): Promise<Required<Pick<Report, "sharedAddresses" | "askedForDetail">>> {
	const table = `exposure.record_${partition}`;
	const toldByHints = await client.query(
		`SELECT FROM exposure.profile_${partition} WHERE 'date-of-birth' = ANY (categories)
			OR (categories && '{bank-details,identity-document}' AND NOT 'name' = ANY (categories)) LIMIT 1`,
	);
	const shared: string[] = [];
	for await (const lines of linesByAddress(client, selectLines(partition, toldByHints.rowCount === 1))) {
		const records = lines.map((line) => {
			const hints = readHints(unseal("hints", line.hints));
			const { number, telephone, relationship, source, categories } = line;
			const shown = { relationship, source, categories, hints };
			return {
				versionId: table,
				name: hints.nameMarks ?? "",
				numberGroup: number,
				telephoneGroup: telephone,
				...shown,
			};
		});
		if (sharedByPeople(records)) shared.push((lines[0] as Line).address);
	}
	if (shared.length === 0) return { sharedAddresses: 0, askedForDetail: 0 };
	const { rows } = await client.query<{ records: string }>(
		`SELECT count(DISTINCT digest) AS records FROM ${table} WHERE email = ANY ($1::uuid[])`,
		[shared],
	);
	return { sharedAddresses: shared.length, askedForDetail: Number(rows[0]?.records) };
}
