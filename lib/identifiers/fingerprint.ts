import { hkdfSync } from "node:crypto";
import { env } from "../env";
import { hashAt, layDown, memory, putText, release, reserve } from "../sodium";
import type { IdentifierKind } from "./schema";

/** What fingerprints are made of: identifiers by kind, names to tell people apart, whole rows to see whether they changed. */
export type FingerprintPurpose = IdentifierKind | "name" | "row";

/** A fingerprint's length in bytes. */
export const printBytes = 16;

const keys = new Map<FingerprintPurpose, number>();

function keyFor(purpose: FingerprintPurpose): number {
	let key = keys.get(purpose);
	if (key === undefined) {
		const secret = Buffer.from(env().IDENTIFIER_KEY, "base64");
		key = layDown(Buffer.from(hkdfSync("sha256", secret, "", `identifier:${purpose}`, 32)));
		keys.set(purpose, key);
	}
	return key;
}

let room = 4096;
let text = reserve(room);

/**
 * Writes the keyed fingerprint of a text already normalised into libsodium's memory: 16 bytes of BLAKE2b (RFC 7693) under the key of its
 * purpose. `rest` are bytes of the same memory that belong behind the text.
 */
export function writeFingerprint(
	purpose: FingerprintPurpose,
	normalised: string,
	at: number,
	rest?: { from: number; to: number },
): void {
	const most = 3 * normalised.length + (rest ? rest.to - rest.from : 0);
	if (most > room) {
		release(text);
		room = 2 * most;
		text = reserve(room);
	}
	let length = putText(normalised, text);
	if (rest) {
		memory.copyWithin(text + length, rest.from, rest.to);
		length += rest.to - rest.from;
	}
	hashAt(at, text, length, keyFor(purpose));
}

const single = reserve(printBytes);

/** The same as 16 bytes of their own. */
export function fingerprintOf(purpose: FingerprintPurpose, normalised: string): Buffer {
	writeFingerprint(purpose, normalised, single);
	return Buffer.from(memory.slice(single, single + printBytes));
}
