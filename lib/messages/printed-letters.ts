/** Letters: to people of the data who cannot be reached by email, with addresses of the original file; to members, with the address they gave. */
import { sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { unseal } from "../crypto/seal";
import { database } from "../database";
import { toDatabase } from "./message-files";
import type { FileRow, LetterCount, LetterFormat } from "./schema";

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
 * letter that was handed over to the printer is not written again; one that was not is the same letter. `standard` leaves out other formats
 * than standard print.
 */
export async function* writeLetters<Row extends FileRow>(
	staff: Staff,
	messageId: string,
	versionId: string,
	batches: AsyncIterable<Row[]>,
	standard = false,
): AsyncGenerator<{ number: string; row: Row }> {
	requirePermission(staff, "messages:write");
	let letters = 0;
	for await (const read of batches) {
		const batch = standard ? read.filter(({ format }) => (format ?? "standard") === "standard") : read;
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

/** What a letter needs: its language and format, the name on its envelope and the lines below it. */
type Envelope = Pick<FileRow, "locale" | "format"> & { name: string; postal: string[] };

/**
 * Yields the letters of a message that has gone out to members, with the address each gave. One that was handed over is not written again.
 */
export async function* writeMemberLetters(
	staff: Staff,
	messageId: string,
	standard: boolean,
): AsyncGenerator<{ number: string; row: Envelope }> {
	requirePermission(staff, "messages:write");
	type Row = { letter: string; address_sealed: Buffer; locale: "en" | "cy"; format: LetterFormat };
	let letters = 0;
	for (let after = "0"; ; ) {
		const { rows } = await database().execute<Row>(
			sql`select letter::text, address_sealed, locale, format
				from write_member_letters(${staff.staffId}, ${messageId}, ${after}::bigint, ${standard})`,
		);
		for (const { letter, address_sealed, locale, format } of rows) {
			const [name = "", ...postal] = unseal("address", address_sealed).split("\n");
			yield { number: letterNumber(letter), row: { locale, format, name, postal } };
		}
		letters += rows.length;
		const last = rows.at(-1);
		if (!last) break;
		after = last.letter;
	}
	if (letters > 0)
		await database().transaction((tx) => record(tx, staff.actor, "message.letters-written", messageId, { letters }));
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
