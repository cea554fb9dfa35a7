import { createHmac } from "node:crypto";
import type { ClientBase } from "pg";
import { env } from "./env";

/** The keys that stored fingerprints and sealed values depend on. Other keys can be changed: sessions end, and old confirmations keep their public keys. */
export const checkedKeys = ["IDENTIFIER_KEY", "SEALING_KEY"] as const;

/** Thrown if the database was filled with another key. The message is one sentence that names the variable. */
export class WrongKeyError extends Error {
	override name = "WrongKeyError";
	code = "wrong-key";
	constructor(readonly variable: string) {
		super(
			`${variable} is not the key this database was filled with: start with that key, or no record would be found.`,
		);
	}
}

/** Returns the hash of a key by which a database knows it: HMAC-SHA-256 under the key, 16 bytes. */
export function keyHash(variable: (typeof checkedKeys)[number]): Buffer {
	const key = Buffer.from(env()[variable], "base64");
	return createHmac("sha256", key).update(`key-check:${variable}`).digest().subarray(0, 16);
}

/**
 * Compares this process's keys with those the database was filled with, through a keyed hash of each.
 * Throws WrongKeyError if one differs. Saves the hashes of the first process that connects.
 */
export async function checkKeys(client: Pick<ClientBase, "query">): Promise<void> {
	for (const variable of checkedKeys) {
		const { rows } = await client.query("select public.agrees_with_key($1, $2) as agrees", [
			variable,
			keyHash(variable),
		]);
		if (!rows[0].agrees) throw new WrongKeyError(variable);
	}
}
