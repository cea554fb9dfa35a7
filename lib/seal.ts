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
	| "dataset-upload"
	| "dataset-sample";

/** The first byte of a seal. */
export const sealVersion = 1;
/** How much stands before what is sealed: version, nonce, tag. */
export const sealStart = 1 + 12 + 16;
const keys = new Map<SealPurpose, Buffer>();

/** The key of a purpose; for sealing alone. */
export function sealKey(purpose: SealPurpose): Buffer {
	let key = keys.get(purpose);
	if (!key) {
		key = Buffer.from(hkdfSync("sha256", Buffer.from(env().SEALING_KEY, "base64"), "", `seal:${purpose}`, 32));
		keys.set(purpose, key);
	}
	return key;
}

/** Encrypts text or bytes with AES-256-GCM (NIST SP 800-38D: 96-bit random nonce, 128-bit tag). Out: version, nonce, tag, ciphertext. */
export function seal(purpose: SealPurpose, content: string | Buffer): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv("aes-256-gcm", sealKey(purpose), nonce);
	const body = Buffer.concat([
		typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content),
		cipher.final(),
	]);
	return Buffer.concat([Buffer.from([sealVersion]), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made for the same purpose. Throws if it was altered, is for another purpose or was sealed under another key. */
export function unseal(purpose: SealPurpose, sealed: Buffer): string {
	return unsealBytes(purpose, sealed).toString("utf8");
}

/** The same for what was sealed as bytes. */
export function unsealBytes(purpose: SealPurpose, sealed: Buffer): Buffer {
	if (sealed[0] !== sealVersion) throw new Error("sealed value of an unknown version");
	const decipher = createDecipheriv("aes-256-gcm", sealKey(purpose), sealed.subarray(1, 13));
	decipher.setAuthTag(sealed.subarray(13, sealStart));
	return Buffer.concat([decipher.update(sealed.subarray(sealStart)), decipher.final()]);
}
