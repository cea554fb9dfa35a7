/** Letters by GOV.UK Notify, which prints and posts them. */
import { sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database } from "../database";
import { env } from "../env";
import type { Locale } from "../i18n";
import { NotifyRefused, notifyLetter, notifyStatus } from "./notify-client";
import { deliveryName } from "./return-path";
import type { FileRow, SentText } from "./schema";

/** A letter in standard print, with what is printed on the envelope. */
type PostedRow = Pick<FileRow, "locale"> & { name: string; postal: string[] };

type LetterText = Pick<SentText, "subject" | "text">;

/** How many were taken to be posted, and refused for their address. */
type PostedLetters = { posted: number; refused: number };

/** Notify takes three to seven lines, of which the last is a postcode or a country. */
const [fewest, most] = [3, 7];

/** Returns the lines on an envelope. Further ones share the last but one. Undefined if there are too few. */
function envelopeLines({ name, postal }: { name: string; postal: readonly string[] }): string[] | undefined {
	const lines = [name, ...postal.flatMap((line) => line.split(/[\r\n]+|,\s+/))]
		.map((line) => line.trim())
		.filter(Boolean);
	if (lines.length < fewest) return undefined;
	if (lines.length <= most) return lines;
	return [...lines.slice(0, most - 2), lines.slice(most - 2, -1).join(", "), lines.at(-1) ?? ""];
}

/** What Notify says of letters that it does not post. It may be given the same letter again. */
const notPosted = new Set([
	"cancelled",
	"technical-failure",
	"permanent-failure",
	"validation-failed",
	"virus-scan-failed",
]);

/**
 * Hands one letter over. False if Notify refuses its address. It is first asked whether it has the letter: an earlier run may have ended before
 * that was noted.
 */
async function postLetter(delivery: string, row: PostedRow, sent: LetterText): Promise<boolean> {
	const lines = envelopeLines(row);
	if (!lines) return false;
	const reference = `${deliveryName(delivery)}-letter`;
	const status = await notifyStatus(reference);
	if (status !== undefined && !notPosted.has(status)) return true;
	const { NOTIFY_LETTER_TEMPLATE: template = "" } = env();
	try {
		await notifyLetter(lines, { template, reference, personalisation: { subject: sent.subject, text: sent.text } });
		return true;
	} catch (error) {
		if (error instanceof NotifyRefused && error.aboutRecipient) return false;
		throw error;
	}
}

/** How many are handed over at once. */
const together = 10;

/**
 * Has letters of a message that has gone out posted: those in standard print. Each is noted as handed over when Notify has taken it, so a run
 * that ends early goes on where it was. What Notify refuses, and other formats, is left for the printer. Throws if Notify takes nothing now.
 */
export async function postLetters(
	staff: Staff,
	messageId: string,
	sent: { en: LetterText; cy?: LetterText },
	letters: AsyncIterable<{ number: string; row: PostedRow }>,
): Promise<PostedLetters> {
	requirePermission(staff, "messages:write");
	const total: PostedLetters = { posted: 0, refused: 0 };
	const post = async (letters: { number: string; row: PostedRow }[]) => {
		const ids = letters.map(({ number }) => number.slice(0, number.indexOf("-")));
		const results = await Promise.allSettled(
			letters.map(({ row }, at) => postLetter(ids[at] ?? "", row, sent[(row.locale ?? "en") as Locale] ?? sent.en)),
		);
		const taken = ids.filter((_, at) => results[at]?.status === "fulfilled" && results[at].value);
		await database().execute(sql`select post_letters(${staff.staffId}, ${messageId}, ${sql.param(taken)}::bigint[])`);
		total.posted += taken.length;
		const failed = results.find((result) => result.status === "rejected");
		if (failed) throw failed.reason;
		total.refused += letters.length - taken.length;
	};
	let next: { number: string; row: PostedRow }[] = [];
	for await (const letter of letters) {
		next.push(letter);
		if (next.length < together) continue;
		await post(next);
		next = [];
	}
	await post(next);
	return total;
}
