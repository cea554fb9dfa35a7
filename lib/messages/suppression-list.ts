/** The addresses that are sent no messages to many. Nobody reads whose they are: they are found by the address itself. */
import { sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database } from "../database";
import { fingerprint } from "../identifiers";
import type { NewSuppression, Suppression, SuppressionCount } from "./schema";

/** Counts the addresses by scope and reason. */
export async function suppressionCounts(staff: Staff): Promise<SuppressionCount[]> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<SuppressionCount>(sql`select * from count_suppressions(${staff.staffId})`);
	return rows;
}

/** Returns why an address is sent no messages. Empty if it is sent all. */
export async function findSuppressions(staff: Staff, address: string): Promise<Suppression[]> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<{
		scope: Suppression["scope"];
		reason: Suppression["reason"];
		added_at: Date | string;
		expires_at: Date | string | null;
	}>(sql`select * from find_suppressions(${staff.staffId}, ${fingerprint("email", address)})`);
	return rows.map(({ scope, reason, added_at, expires_at }) => ({
		scope,
		reason,
		addedAt: new Date(added_at),
		expiresAt: expires_at ? new Date(expires_at) : null,
	}));
}

/** Sends an address no messages from now on, or no campaigning. */
export async function suppress(staff: Staff, address: string, { scope, reason }: NewSuppression): Promise<void> {
	requirePermission(staff, "messages:write");
	await database().execute(
		sql`select suppress_address(${staff.staffId}, ${fingerprint("email", address)}, ${scope}, ${reason}, null)`,
	);
}

/** Sends an address messages again. Returns whether there was anything to lift. */
export async function liftSuppressions(staff: Staff, address: string): Promise<boolean> {
	requirePermission(staff, "messages:write");
	const { rows } = await database().execute<{ lifted: boolean }>(
		sql`select lift_suppression(${staff.staffId}, ${fingerprint("email", address)}) as lifted`,
	);
	return rows[0]?.lifted === true;
}

/** Forgets what has ended by itself. */
export async function forgetSuppressions(): Promise<void> {
	await database().execute(sql`delete from suppression where expires_at <= now()`);
}
