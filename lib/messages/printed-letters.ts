/** Letters to people of the data who cannot be reached by email. Their addresses are read from the original file, and kept nowhere. */
import { sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database } from "../database";
import { toDatabase } from "./message-files";
import type { FileRow, LetterCount } from "./schema";

/** Returns the number on a letter's envelope: the delivery's, with two check digits (ISO 7064, MOD 97-10). */
function letterNumber(delivery: string): string {
	const check = 98n - ((BigInt(delivery) * 100n) % 97n);
	return `${delivery}-${String(check).padStart(2, "0")}`;
}

/** Reads the numbers of letters that were typed. Returns the deliveries, and what is no such number. */
function readLetterNumbers(typed: string): { deliveries: string[]; wrong: string[] } {
	const words = typed.split(/[\s,;]+/).filter(Boolean);
	const deliveryIn = (word: string) => /^(\d{1,15})-\d\d$/.exec(word)?.[1];
	const isRight = (word: string) => letterNumber(deliveryIn(word) ?? "0") === word;
	return {
		deliveries: words.filter(isRight).map((word) => deliveryIn(word) ?? ""),
		wrong: words.filter((word) => !isRight(word)),
	};
}

/**
 * Yields the rows of a version's file whose people need a letter of a message that has gone out, each with the number of its letter. A
 * letter that was handed over to the printer is not written again; one that was not is the same letter.
 */
export async function* writeLetters<Row extends FileRow>(
	staff: Staff,
	messageId: string,
	versionId: string,
	batches: AsyncIterable<Row[]>,
): AsyncGenerator<{ number: string; row: Row }> {
	requirePermission(staff, "messages:write");
	let letters = 0;
	for await (const batch of batches) {
		const { rows } = await database().execute<{ line: number; letter: string }>(
			sql`select line, letter::text from write_letters(${staff.staffId}, ${messageId}, ${versionId}, ${JSON.stringify(batch.map(toDatabase))}::jsonb)`,
		);
		const byLine = new Map(batch.map((row) => [row.row, row]));
		for (const { line, letter } of rows) {
			const row = byLine.get(line);
			if (row) yield { number: letterNumber(letter), row };
		}
		letters += rows.length;
	}
	await database().transaction((tx) =>
		record(tx, staff.actor, "message.letters-written", messageId, { version: versionId, letters }),
	);
}

/** Returns how many people of a message need a letter, by language and format, and what became of the letters. */
export async function letterCounts(staff: Staff, messageId: string): Promise<LetterCount[]> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<Omit<LetterCount, "handedOver"> & { handed_over: number }>(
		sql`select * from count_letters(${messageId})`,
	);
	return rows.map(({ handed_over, ...counts }) => ({ ...counts, handedOver: handed_over }));
}

/** Notes that all letters written so far were handed over to the printer. Returns how many. */
export async function handOverLetters(staff: Staff, messageId: string): Promise<number> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<{ letters: number }>(
		sql`select hand_over_letters(${staff.staffId}, ${messageId}) as letters`,
	);
	return rows[0]?.letters ?? 0;
}

/** Notes which letters the post has returned, by the numbers on their envelopes. Returns how many, and what is no number of a letter. */
export async function returnLetters(
	staff: Staff,
	messageId: string,
	typed: string,
): Promise<{ returned: number; wrong: string[] }> {
	requirePermission(staff, "messages:write");
	const { deliveries, wrong } = readLetterNumbers(typed);
	if (wrong.length > 0 || deliveries.length === 0) return { returned: 0, wrong };
	const { rows } = await database().execute<{ returned: number }>(
		sql`select return_letters(${staff.staffId}, ${messageId}, ${sql.param(deliveries)}::bigint[]) as returned`,
	);
	return { returned: rows[0]?.returned ?? 0, wrong };
}
