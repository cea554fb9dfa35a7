import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";
import { allocate, encryptAt, memory, storeBytes } from "./libsodium";

/** The purpose of a sealed value. The seal includes it, so a value moved to another column does not open. */
export type SealPurpose =
	| "address"
	| "hints"
	| "answer"
	| "staff-email"
	| "message-recipient"
	| "message-subject"
	| "message-text"
	| "confirmation"
	| "fake-report"
	| "typed"
	| "dataset-upload"
	| "dataset-sample";

const version = 2;
/** The length in bytes of version, nonce and tag, which come before the ciphertext. */
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

/** Encrypts text or bytes with ChaCha20-Poly1305 (RFC 8439: random nonce of 96 bits, tag of 128). Out: version, nonce, tag, ciphertext. */
export function seal(purpose: SealPurpose, content: string | Buffer): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv("chacha20-poly1305", keyOf(purpose), nonce, { authTagLength: 16 });
	const sealed = Buffer.concat([
		typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content),
		cipher.final(),
	]);
	return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

const keyAddresses = new Map<SealPurpose, number>();
/** Random bytes in libsodium's memory, drawn for 512 nonces at a time, because an import seals millions of values. */
const noncePoolBytes = 12 * 512;
let noncePool = 0;
let usedBytes = noncePoolBytes;

/**
 * Seals `length` bytes of libsodium's memory in place. The plaintext begins at `at` + `sealStart`; the finished seal begins
 * at `at`.
 */
export function sealInPlace(purpose: SealPurpose, at: number, length: number): void {
	let key = keyAddresses.get(purpose);
	if (key === undefined) {
		key = storeBytes(keyOf(purpose));
		keyAddresses.set(purpose, key);
	}
	if (usedBytes === noncePoolBytes) {
		noncePool ||= allocate(noncePoolBytes);
		memory.set(randomBytes(noncePoolBytes), noncePool);
		usedBytes = 0;
	}
	memory[at] = version;
	memory.copyWithin(at + 1, noncePool + usedBytes, noncePool + usedBytes + 12);
	usedBytes += 12;
	encryptAt(at + sealStart, length, at + 13, at + 1, key);
}

/** Opens a sealed text. In: the purpose it was sealed for. Throws if it was altered, is for another purpose or was sealed under another key. */
export function unseal(purpose: SealPurpose, sealed: Buffer): string {
	return unsealBytes(purpose, sealed).toString("utf8");
}

/** Opens a sealed value of bytes. Throws like `unseal`. */
export function unsealBytes(purpose: SealPurpose, sealed: Buffer): Buffer {
	if (sealed[0] !== version) throw new Error("sealed value of an unknown version");
	const decipher = createDecipheriv("chacha20-poly1305", keyOf(purpose), sealed.subarray(1, 13), { authTagLength: 16 });
	decipher.setAuthTag(sealed.subarray(13, sealStart));
	return Buffer.concat([decipher.update(sealed.subarray(sealStart)), decipher.final()]);
}
