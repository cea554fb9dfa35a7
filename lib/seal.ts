import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

/** What a sealed value is for. It is bound into the seal, so a value moved to another column does not open. */
export type SealPurpose =
	| "address"
	| "hints"
	| "answer"
	| "staff-email"
	| "message-recipient"
	| "message-subject"
	| "message-text"
	| "confirmation"
	| "typed"
	| "dataset-upload"
	| "dataset-sample";

const version = 1;
/** How much stands before what is sealed: version, nonce, tag. */
export const sealStart = 1 + 12 + 16;
const keys = new Map<SealPurpose, Buffer>();

function keyOf(purpose: SealPurpose): Buffer {
	let key = keys.get(purpose);
	if (!key) {
		key = Buffer.from(hkdfSync("sha256", Buffer.from(env().SEALING_KEY, "base64"), "", `seal:${purpose}`, 32));
		keys.set(purpose, key);
	}
	return key;
}

let nonces = Buffer.alloc(0);

/** 96 fresh random bits. Taken from the system a few hundred at a time: an import seals millions of values. */
function freshNonce(): Buffer {
	if (nonces.length < 12) nonces = randomBytes(12 * 512);
	const nonce = nonces.subarray(0, 12);
	nonces = nonces.subarray(12);
	return nonce;
}

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D: 96-bit random nonce, 128-bit tag) what lies in `target` from `at` + `sealStart`
 * on, `length` bytes of it, where it lies. Afterwards the whole seal stands from `at` on: version, nonce, tag, ciphertext.
 */
export function sealInPlace(purpose: SealPurpose, target: Buffer, at: number, length: number): void {
	const nonce = freshNonce();
	const cipher = createCipheriv("aes-256-gcm", keyOf(purpose), nonce);
	target[at] = version;
	target.set(nonce, at + 1);
	target.set(cipher.update(target.subarray(at + sealStart, at + sealStart + length)), at + sealStart);
	cipher.final();
	target.set(cipher.getAuthTag(), at + 13);
}

/** Encrypts text or bytes with AES-256-GCM. Out: version, nonce, tag, ciphertext. */
export function seal(purpose: SealPurpose, content: string | Buffer): Buffer {
	const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
	const sealed = Buffer.concat([Buffer.alloc(sealStart), bytes]);
	sealInPlace(purpose, sealed, 0, bytes.length);
	return sealed;
}

/** Opens what `seal` made for the same purpose. Throws if it was altered, is for another purpose or was sealed under another key. */
export function unseal(purpose: SealPurpose, sealed: Buffer): string {
	return unsealBytes(purpose, sealed).toString("utf8");
}

/** The same for what was sealed as bytes. */
export function unsealBytes(purpose: SealPurpose, sealed: Buffer): Buffer {
	if (sealed[0] !== version) throw new Error("sealed value of an unknown version");
	const decipher = createDecipheriv("aes-256-gcm", keyOf(purpose), sealed.subarray(1, 13));
	decipher.setAuthTag(sealed.subarray(13, sealStart));
	return Buffer.concat([decipher.update(sealed.subarray(sealStart)), decipher.final()]);
}
