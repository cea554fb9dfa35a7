import { hkdfSync } from "node:crypto";
import { allocate, hashAt, hashKey, memory, release, shortHashAt, storeBytes, writeUtf8 } from "../crypto/libsodium";
import { env } from "../env";
import type { IdentifierKind } from "./schema";

/** The purposes of marks, which are only compared: names and their words, to distinguish people, rows, to detect changes, and values of a mapping. */
export type MarkPurpose = "name" | "name-word" | "row" | "value" | "domain" | "delivery" | "push";

/** The length of a fingerprint and of a mark, in bytes. */
export const fingerprintBytes = 16;
export const markBytes = 8;

const keys = new Map<IdentifierKind | MarkPurpose, number>();

/** Returns the address of a purpose's key in libsodium's memory. `store` puts its 32 bytes there. */
function keyFor(purpose: IdentifierKind | MarkPurpose, store: (bytes: Uint8Array) => number): number {
	let key = keys.get(purpose);
	if (key === undefined) {
		const secret = Buffer.from(env().IDENTIFIER_KEY, "base64");
		key = store(Buffer.from(hkdfSync("sha256", secret, "", `identifier:${purpose}`, 32)));
		keys.set(purpose, key);
	}
	return key;
}

let capacity = 4096;
let text = allocate(capacity);

/** Grows the buffer so that a text of this many bytes fits. */
function ensureCapacity(bytes: number): void {
	if (bytes <= capacity) return;
	release(text);
	capacity = 2 * bytes;
	text = allocate(capacity);
}

/**
 * Writes the fingerprint of an identifier already normalised into libsodium's memory: 16 bytes of BLAKE2b (RFC 7693) under the key
 * of its kind.
 */
export function writeFingerprint(kind: IdentifierKind, normalised: string, at: number): void {
	ensureCapacity(3 * normalised.length);
	hashAt(at, text, writeUtf8(normalised, text), keyFor(kind, hashKey));
}

/**
 * Writes the mark of a text into libsodium's memory: 8 bytes of SipHash-2-4 under the key of its purpose, in a fifth of a
 * fingerprint's time. No record is found by a mark: marks are compared among the few records of an identifier. `rest` is the number
 * of bytes after the text that are hashed too.
 */
export function writeMark(purpose: MarkPurpose, of: string, at: number, rest?: { from: number; to: number }): void {
	ensureCapacity(3 * of.length + (rest ? rest.to - rest.from : 0));
	let length = writeUtf8(of, text);
	if (rest) {
		memory.copyWithin(text + length, rest.from, rest.to);
		length += rest.to - rest.from;
	}
	// SipHash uses the first 16 bytes of a key.
	shortHashAt(at, text, length, keyFor(purpose, storeBytes));
}

const result = allocate(fingerprintBytes);
const copyResult = (bytes: number) => Buffer.from(memory.slice(result, result + bytes));

/** Returns a fingerprint as a new buffer of 16 bytes. */
export function fingerprintOf(kind: IdentifierKind, normalised: string): Buffer {
	writeFingerprint(kind, normalised, result);
	return copyResult(fingerprintBytes);
}

/** Returns a mark as a new buffer of 8 bytes. */
export function markOf(purpose: MarkPurpose, of: string): Buffer {
	writeMark(purpose, of, result);
	return copyResult(markBytes);
}
