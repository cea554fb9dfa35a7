import { createHmac, hkdfSync } from "node:crypto";
import { env } from "../env";
import type { IdentifierKind } from "./schema";

/** What fingerprints are made of: identifiers by kind, names to tell people apart, whole rows to see whether they changed. */
export type FingerprintPurpose = IdentifierKind | "name" | "row";

const keys = new Map<FingerprintPurpose, Buffer>();

function keyFor(purpose: FingerprintPurpose): Buffer {
	let key = keys.get(purpose);
	if (!key) {
		const secret = Buffer.from(env().IDENTIFIER_KEY, "base64");
		key = Buffer.from(hkdfSync("sha256", secret, "", `identifier:${purpose}`, 32));
		keys.set(purpose, key);
	}
	return key;
}

/** The first 16 bytes of HMAC-SHA-256 over a text already normalised, under the key of its purpose. */
export function fingerprintOf(purpose: FingerprintPurpose, normalised: string): Buffer {
	return createHmac("sha256", keyFor(purpose)).update(normalised, "utf8").digest().subarray(0, 16);
}
