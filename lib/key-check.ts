import { createHmac } from "node:crypto";
import type { ClientBase } from "pg";
import { env } from "./env";

/** The keys that stored fingerprints and sealed values depend on. Other keys can be changed: sessions end, and old confirmations keep their public keys. */
const variables = ["IDENTIFIER_KEY", "SEALING_KEY"] as const;

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

/**
 * Compares this process's keys with those the database was filled with, through a keyed hash of each (HMAC-SHA-256, 16 bytes).
 * Throws WrongKeyError if one differs. Saves the hashes of the first process that connects.
 */
export async function checkKeys(client: Pick<ClientBase, "query">): Promise<void> {
	for (const variable of variables) {
		const hash = createHmac("sha256", Buffer.from(env()[variable], "base64")).update(`key-check:${variable}`).digest();
		const { rows } = await client.query("select public.agrees_with_key($1, $2) as agrees", [
			variable,
			hash.subarray(0, 16),
		]);
		if (!rows[0].agrees) throw new WrongKeyError(variable);
	}
}
