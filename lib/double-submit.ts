/** A form that is sent twice, by two presses or again after a lost answer, makes one thing. */
import { sql } from "drizzle-orm";
import { advisoryLocks, type Transaction } from "./database";

/** The time within which the same change again is a second press of its button. */
export const minuteAgo = sql`clock_timestamp() - interval '1 minute'`;

/** Whether a row has all these values. */
export const hasValues = (row: object, values: object) =>
	Object.entries(values).every(([name, value]) => (row as Record<string, unknown>)[name] === value);

/** Makes what staff create wait for each other until the transaction ends, so that a second press finds what the first made. */
export async function lockCreation(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.creation})`);
}
