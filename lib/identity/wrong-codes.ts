import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { type Transaction, tables } from "../database";
import { codeLengths, codeLimits } from "./code-limits";

const { challenge, wrongCode } = tables;

/** Returns how many wrong codes were typed on the whole site in the last 24 hours. */
export async function wrongCodesToday(tx: Pick<Transaction, "select">): Promise<number> {
	const [row] = await tx
		.select({ count: sql<number>`coalesce(sum(${wrongCode.count}), 0)::int` })
		.from(wrongCode)
		.where(gt(wrongCode.hour, sql`now() - interval '1 day'`));
	return row?.count ?? 0;
}

/** Returns how many digits a code has after so many wrong ones in 24 hours. */
export function digitsAfter(wrong: number): number {
	return (codeLengths.find(({ wrongPerDay }) => wrong < wrongPerDay) ?? codeLengths[0]).digits;
}

/** Counts one wrong code on the whole site. Call last in a transaction, because everybody who types a wrong code waits for it. */
export async function countWrongCode(tx: Transaction): Promise<void> {
	await tx
		.insert(wrongCode)
		.values({ hour: sql`date_trunc('hour', now())`, count: 1 })
		.onConflictDoUpdate({ target: wrongCode.hour, set: { count: sql`${wrongCode.count} + 1` } });
}

/** Whether a short code may be tried at a mailbox: no more wrong ones were typed there in 24 hours than the limit, this one included. */
export async function mayTryShortCode(tx: Transaction, mailbox: Buffer): Promise<boolean> {
	const [row] = await tx
		.select({ tried: sql<number>`coalesce(sum(${challenge.attempts}), 0)::int` })
		.from(challenge)
		.where(
			and(
				eq(challenge.mailboxFingerprint, mailbox),
				gt(challenge.sentAt, sql`now() - interval '1 day'`),
				isNull(challenge.consumedAt),
			),
		);
	return row !== undefined && row.tried <= codeLimits.wrongPerDay;
}
