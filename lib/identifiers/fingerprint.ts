import { hkdfSync } from "node:crypto";
import { env } from "../env";
import { hashAt, layDown, memory, release, reserve } from "../sodium";
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

const encoder = new TextEncoder();

/** Writes a text as UTF-8 into the memory, and gives how many bytes it has. For texts so short this is quicker than any call. */
export function putText(value: string, start: number): number {
	const bytes = memory;
	let at = start;
	for (let index = 0; index < value.length; index++) {
		const code = value.charCodeAt(index);
		if (code < 0x80) bytes[at++] = code;
		else if (code < 0x800) {
			bytes[at++] = 0xc0 | (code >> 6);
			bytes[at++] = 0x80 | (code & 0x3f);
		} else if (code < 0xd800 || code > 0xdfff) {
			bytes[at++] = 0xe0 | (code >> 12);
			bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
			bytes[at++] = 0x80 | (code & 0x3f);
		} else return at - start + encoder.encodeInto(value.slice(index), bytes.subarray(at)).written;
	}
	return at - start;
}

const single = reserve(printBytes);

/** The same as 16 bytes of their own. */
export function fingerprintOf(purpose: FingerprintPurpose, normalised: string): Buffer {
	writeFingerprint(purpose, normalised, single);
	return Buffer.from(memory.slice(single, single + printBytes));
}
