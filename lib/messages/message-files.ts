/** The people of the data who have never signed in: added to a prepared message from the original file, which is read again. */
import { sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { seal } from "../crypto/seal";
import { database } from "../database";
import type { NumberRange } from "../format-number";
import type { FileCounts, FileRow, MessageFile } from "./schema";

/** Reads a multirange as PostgreSQL writes it, "{[3,5),[7,8)}": each range ends before its second number. */
const rangesOf = (multirange: string): NumberRange[] =>
	Array.from(multirange.matchAll(/\[(\d+),(\d+)\)/g), ([, from, to]) => [Number(from), Number(to) - 1]);

/** Returns the active versions whose files a message needs, with what was read of each. Empty if it is for nobody of the data. */
export async function messageFiles(staff: Staff, messageId: string): Promise<MessageFile[]> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<
		FileCounts & {
			version_id: string;
			dataset: string;
			number: number;
			file_name: string;
			read_at: string | null;
			missing: number;
			unmatched_rows: string | null;
		}
	>(sql`select * from files_of_message(${staff.staffId}, ${messageId})`);
	return rows.map(({ version_id, dataset, number, file_name, read_at, unmatched_rows, ...counts }) => ({
		versionId: version_id,
		dataset,
		number,
		fileName: file_name,
		read: read_at ? { ...counts, unmatchedRows: rangesOf(unmatched_rows ?? ""), at: new Date(read_at) } : null,
	}));
}

/** A row as the database takes it: its first address and its mobile number sealed, and fingerprints. */
export const toDatabase = ({ row, subject, addresses, mobile, others, locale, format }: FileRow) => {
	const [first] = addresses;
	return {
		line: row,
		subject,
		recipient: first ? `\\x${first.print}` : null,
		sealed: first ? `\\x${seal("address", first.address).toString("hex")}` : null,
		locale,
		format,
		mobile: mobile?.print ?? null,
		mobile_sealed: mobile ? `\\x${seal("address", mobile.number).toString("hex")}` : null,
		email: addresses.map(({ print }) => print),
		...others,
	};
};

/**
 * Adds the people of a version's file to a prepared message, each once, and all or none. Returns the counts, and the numbers of the rows
 * that match nobody, who are never written to. Throws if the message needs no file of this version or has one already.
 */
export async function addPeopleFromFile(
	staff: Staff,
	messageId: string,
	versionId: string,
	batches: AsyncIterable<FileRow[]>,
): Promise<FileCounts & { missing: number; unmatchedRows: number[] }> {
	requirePermission(staff, "messages:write");
	const total = { people: 0, outside: 0, repeated: 0 };
	const unmatchedRows: number[] = [];
	return database().transaction(async (tx) => {
		for await (const batch of batches) {
			const { rows } = await tx.execute<typeof total & { unmatched: number[] }>(
				sql`select * from add_file_rows(${staff.staffId}, ${messageId}, ${versionId}, ${JSON.stringify(batch.map(toDatabase))}::jsonb)`,
			);
			const [added] = rows;
			if (!added) continue;
			total.people += added.people;
			total.outside += added.outside;
			total.repeated += added.repeated;
			unmatchedRows.push(...added.unmatched);
		}
		const { people, outside, repeated } = total;
		const { rows } = await tx.execute<{ missing: number }>(
			sql`select finish_file(${staff.staffId}, ${messageId}, ${versionId}, ${people}, ${outside}, ${repeated}, ${sql.param(unmatchedRows)}::integer[]) as missing`,
		);
		const unmatched = unmatchedRows.length;
		const all = people + outside + repeated + unmatched;
		return { ...total, rows: all, unmatched, missing: rows[0]?.missing ?? 0, unmatchedRows };
	});
}
