import { and, count, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { newId } from "../ids";
import { pageCount, pageOffset } from "../pagination";
import { type Channel, type ConsentAction, channels, type Receipt } from "./schema";

const { consentRecord } = tables;
type Row = typeof consentRecord.$inferSelect;
export type Statement = Row["statements"][number];
const perPage = 20;

/** Locks one person's contact until the transaction ends. */
export async function lockContact(tx: Transaction, personId: string): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`contact:${personId}`}, 0))`);
}

/** Runs a change of one person's contact in a transaction that holds the lock. Returns what the change returns. */
export async function withContactLock<T>(member: Member, change: (tx: Transaction) => Promise<T>): Promise<T> {
	return database().transaction(async (tx) => {
		await lockContact(tx, member.personId);
		return change(tx);
	});
}

const answers = (statements: readonly Statement[]) => JSON.stringify(statements.map((s) => [s.wording, s.answer]));

/**
 * Returns the receipt of a first press of the same button: the person's newest, with the same answers, within a minute. Requires
 * the contact lock.
 */
export async function receiptOfFirstPress(
	tx: Transaction,
	personId: string,
	consent: { action: ConsentAction; statements: Statement[] },
): Promise<string | undefined> {
	const [newest] = await tx
		.select({ row: consentRecord, recent: sql<boolean>`${consentRecord.at} > clock_timestamp() - interval '1 minute'` })
		.from(consentRecord)
		.where(eq(consentRecord.personId, personId))
		.orderBy(desc(consentRecord.at), desc(consentRecord.id))
		.limit(1);
	const same =
		newest?.recent &&
		newest.row.action === consent.action &&
		answers(newest.row.statements) === answers(consent.statements);
	return same ? newest.row.id : undefined;
}

/** Stores a consent receipt with its audit entry. Returns the receipt's id. */
export async function saveConsent(
	tx: Transaction,
	member: Member,
	consent: { action: ConsentAction; locale: Locale; statements: Statement[] },
): Promise<string> {
	const id = newId("cns");
	await tx.insert(consentRecord).values({ id, personId: member.personId, at: sql`clock_timestamp()`, ...consent });
	await record(tx, member.actor, `contact.${consent.action}`, id, { locale: consent.locale });
	return id;
}

/** Returns the newest receipt about choices; undefined if there is none. Ignores receipts about addresses. */
export const newestChoice = (tx: Pick<Transaction, "select">, personId: string) =>
	newestReceipt(tx, personId, ["saved", "stopped-everything", "stop-undone"]);

/** Returns a person's newest receipt of some actions; undefined if there is none. */
export async function newestReceipt(
	tx: Pick<Transaction, "select">,
	personId: string,
	actions: ConsentAction[],
): Promise<Row | undefined> {
	const [row] = await tx
		.select()
		.from(consentRecord)
		.where(and(eq(consentRecord.personId, personId), inArray(consentRecord.action, actions)))
		.orderBy(desc(consentRecord.at), desc(consentRecord.id))
		.limit(1);
	return row;
}

/** Returns the channels whose notices a person has refused after an instant; all channels if they stopped everything. */
export async function refusedSince(tx: Pick<Transaction, "select">, personId: string, since: Date): Promise<Channel[]> {
	const rows = await tx
		.select()
		.from(consentRecord)
		.where(and(eq(consentRecord.personId, personId), gt(consentRecord.at, since)));
	if (rows.some((row) => row.action === "stopped-everything")) return [...channels];
	const withdrawn = rows.flatMap((row) => row.statements.filter(({ before, answer }) => before && !answer));
	return channels.filter((channel) => withdrawn.some(({ choice }) => choice === `${channel}.incident-notices`));
}

const toReceipt = ({ id, at, action, locale, statements }: Row): Receipt => ({
	id,
	at,
	action: action as ConsentAction,
	locale: locale as Locale,
	statements: statements.map(({ wording, answer }) => ({ wording, answer })),
});

/** Returns one page (20) of the member's receipts, newest first. */
export async function receipts(
	member: Member,
	page: number,
): Promise<{ receipts: Receipt[]; page: number; pages: number }> {
	const own = eq(consentRecord.personId, member.personId);
	const [rows, [total]] = await Promise.all([
		database()
			.select()
			.from(consentRecord)
			.where(own)
			.orderBy(desc(consentRecord.at), desc(consentRecord.id))
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ count: count() }).from(consentRecord).where(own),
	]);
	return { receipts: rows.map(toReceipt), page, pages: pageCount(total?.count ?? 0, perPage) };
}

/** Returns one receipt of the member; undefined if there is none of that id or it is another person's. */
export async function receipt(member: Member, id: string): Promise<Receipt | undefined> {
	const [row] = await database()
		.select()
		.from(consentRecord)
		.where(and(eq(consentRecord.id, id), eq(consentRecord.personId, member.personId)));
	return row && toReceipt(row);
}
