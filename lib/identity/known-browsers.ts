import { and, eq, sql } from "drizzle-orm";
import { type Transaction, tables } from "../database";
import type { SessionOwner } from "./sessions";
import { knownBrowserHash } from "./tokens";

const { knownBrowser } = tables;

/** Remembers the browser of a sign-in by the hash of its cookie. Returns whether the same owner has signed in with it before. */
export async function rememberBrowser(tx: Transaction, owner: SessionOwner, browser: string): Promise<boolean> {
	const hash = knownBrowserHash(browser);
	const whose =
		"personId" in owner ? eq(knownBrowser.personId, owner.personId) : eq(knownBrowser.staffId, owner.staffId);
	const known = await tx
		.update(knownBrowser)
		.set({ seenAt: sql`now()` })
		.where(and(whose, eq(knownBrowser.browserHash, hash)))
		.returning({ seenAt: knownBrowser.seenAt });
	if (known.length > 0) return true;
	await tx
		.insert(knownBrowser)
		.values({ ...owner, browserHash: hash })
		.onConflictDoNothing();
	return false;
}
