import { and, count, desc, eq, gt, sql } from "drizzle-orm";
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

/** Waits until nobody else changes one person's contact, to the end of the transaction. */
export async function lockContact(tx: Transaction, personId: string): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`contact:${personId}`}, 0))`);
}

/** Runs a change of one person's contact, one at a time. */
export async function withContactLock<T>(member: Member, change: (tx: Transaction) => Promise<T>): Promise<T> {
	return database().transaction(async (tx) => {
		await lockContact(tx, member.personId);
		return change(tx);
	});
}

/** Keeps what was said in the words shown, with its audit entry. Gives the receipt's id. */
export async function keepConsent(
	tx: Transaction,
	member: Member,
	said: { action: ConsentAction; locale: Locale; statements: Statement[] },
): Promise<string> {
	const id = newId("cns");
	await tx.insert(consentRecord).values({ id, personId: member.personId, at: sql`clock_timestamp()`, ...said });
	await record(tx, member.actor, `contact.${said.action}`, id, { locale: said.locale });
	return id;
}

/** The newest thing the person said about choices, whatever they have done to addresses since. */
export async function newestChoice(tx: Pick<Transaction, "select">, personId: string): Promise<Row | undefined> {
	const [row] = await tx
		.select()
		.from(consentRecord)
		.where(
			and(
				eq(consentRecord.personId, personId),
				sql`${consentRecord.action} in ('saved', 'stopped-everything', 'stop-undone')`,
			),
		)
		.orderBy(desc(consentRecord.at), desc(consentRecord.id))
		.limit(1);
	return row;
}

/** The channels whose notices a person has taken back after an instant; all of them where they stopped everything. */
export async function refusedSince(tx: Pick<Transaction, "select">, personId: string, since: Date): Promise<Channel[]> {
	const rows = await tx
		.select()
		.from(consentRecord)
		.where(and(eq(consentRecord.personId, personId), gt(consentRecord.at, since)));
	if (rows.some((row) => row.action === "stopped-everything")) return [...channels];
	const takenBack = rows.flatMap((row) => row.statements.filter((each) => each.before && !each.answer));
	return channels.filter((channel) => takenBack.some((each) => each.choice === `${channel}.incident-notices`));
}

const shown = ({ id, at, action, locale, statements }: Row): Receipt => ({
	id,
	at,
	action: action as ConsentAction,
	locale: locale as Locale,
	statements: statements.map(({ wording, answer }) => ({ wording, answer })),
});

/** One page of what the member has said, newest first. */
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
	return { receipts: rows.map(shown), page, pages: pageCount(total?.count ?? 0, perPage) };
}

/** One receipt of the member's own; undefined where there is none of that id, or it is somebody else's. */
export async function receipt(member: Member, id: string): Promise<Receipt | undefined> {
	const [row] = await database()
		.select()
		.from(consentRecord)
		.where(and(eq(consentRecord.id, id), eq(consentRecord.personId, member.personId)));
	return row && shown(row);
}
