import { createHmac } from "node:crypto";
import type { ClientBase } from "pg";
import { env } from "./env";
import { UnfitDatabaseError } from "./session-check";

/** The keys that stored fingerprints and sealed values depend on. Other keys can be changed: sessions end, and old confirmations keep their public keys. */
export const checkedKeys = ["IDENTIFIER_KEY", "SEALING_KEY"] as const;

/** Thrown if the database was filled with another key. The message is one sentence that names the variable. */
class WrongKeyError extends UnfitDatabaseError {
	override name = "WrongKeyError";
	code = "wrong-key";
	constructor(readonly variable: string) {
		super(
			`${variable} is not the key this database was filled with: start with that key, or no record would be found.`,
		);
	}
}

/** Returns the keys of this process that a database may have been filled with: SEALING_KEY can be replaced step by step (docs/keys.md). */
const keysOf = (variable: (typeof checkedKeys)[number]) =>
	variable === "SEALING_KEY" ? [env().SEALING_KEY, ...env().SEALING_OLD_KEYS] : [env()[variable]];

/** Returns the hashes of a variable's keys by which a database knows them: HMAC-SHA-256 under the key, 16 bytes. The current one first. */
export function keyHashes(variable: (typeof checkedKeys)[number]): Buffer[] {
	return keysOf(variable).map((key) =>
		createHmac("sha256", Buffer.from(key, "base64")).update(`key-check:${variable}`).digest().subarray(0, 16),
	);
}

/** Whether the database was filled with this key. It keeps the hash of the first key it is asked about. */
async function agrees(client: Pick<ClientBase, "query">, variable: string, hash: Buffer): Promise<boolean> {
	const { rows } = await client.query("select public.agrees_with_key($1, $2) as agrees", [variable, hash]);
	return rows[0].agrees;
}

/**
 * Compares this process's keys with those the database was filled with, through a keyed hash of each.
 * Throws WrongKeyError if none of a variable's keys is. Saves the hashes of the first process that connects.
 */
export async function checkKeys(client: Pick<ClientBase, "query">): Promise<void> {
	for (const variable of checkedKeys) {
		let known = false;
		for (const hash of keyHashes(variable)) known ||= await agrees(client, variable, hash);
		if (!known) throw new WrongKeyError(variable);
	}
}
