import { gt, sql } from "drizzle-orm";
import { type Transaction, tables } from "../database";
import { codeLengths } from "./code-limits";

const { wrongCode } = tables;

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
