import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";
import { allocate, encryptAt, memory, storeBytes } from "./libsodium";

/** The purpose of a sealed value. The seal includes it, so a value moved to another column does not open. */
export type SealPurpose =
	| "address"
	| "webhook"
	| "provider-tokens"
	| "hints"
	| "answer"
	| "message-recipient"
	| "message-subject"
	| "message-text"
	| "confirmation"
	| "fake-report"
	| "typed"
	| "push-address"
	| "dataset-upload"
	| "dataset-sample";

const version = 3;
/** Values sealed before keys had ids have this version, and no id. */
const versionWithoutId = 2;
/** The length in bytes of version and key id, by which values under one key are known. */
export const sealPrefixBytes = 1 + 4;
/** The length in bytes of version, key id, nonce and tag, which come before the ciphertext. */
export const sealStart = sealPrefixBytes + 12 + 16;

/** A key of SEALING_KEY or SEALING_OLD_KEYS, with the keys derived from it for each purpose (HKDF, RFC 5869). */
type SealingKey = { id: number; secret: Buffer; derived: Map<SealPurpose, Buffer> };
let sealingKeys: [SealingKey, ...SealingKey[]] | undefined;

const derive = (secret: Buffer, use: string, length: number) =>
	Buffer.from(hkdfSync("sha256", secret, "", use, length));

function readKey(text: string): SealingKey {
	const secret = Buffer.from(text, "base64");
	return { id: derive(secret, "seal-key-id", 4).readUInt32BE(), secret, derived: new Map() };
}

/** Returns the keys that open sealed values. The first one seals. */
function allKeys(): [SealingKey, ...SealingKey[]] {
	sealingKeys ??= [readKey(env().SEALING_KEY), ...env().SEALING_OLD_KEYS.map(readKey)];
	return sealingKeys;
}

function keyFor(key: SealingKey, purpose: SealPurpose): Buffer {
	let derived = key.derived.get(purpose);
	if (!derived) {
		derived = derive(key.secret, `seal:${purpose}`, 32);
		key.derived.set(purpose, derived);
	}
	return derived;
}

function prefixOf({ id }: SealingKey): Buffer {
	const prefix = Buffer.of(version, 0, 0, 0, 0);
	prefix.writeUInt32BE(id, 1);
	return prefix;
}

/** Returns the first bytes of every value sealed under each key, the current key first. */
export const sealPrefixes = (): Buffer[] => allKeys().map(prefixOf);

/** Encrypts text or bytes with ChaCha20-Poly1305 (RFC 8439: random nonce of 96 bits, tag of 128). Out: version, key id, nonce, tag, ciphertext. */
export function seal(purpose: SealPurpose, content: string | Buffer): Buffer {
	const nonce = randomBytes(12);
	const [key] = allKeys();
	const cipher = createCipheriv("chacha20-poly1305", keyFor(key, purpose), nonce, { authTagLength: 16 });
	const sealed = Buffer.concat([
		typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content),
		cipher.final(),
	]);
	return Buffer.concat([prefixOf(key), nonce, cipher.getAuthTag(), sealed]);
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
	const [current] = allKeys();
	let key = keyAddresses.get(purpose);
	if (key === undefined) {
		key = storeBytes(keyFor(current, purpose));
		keyAddresses.set(purpose, key);
	}
	if (usedBytes === noncePoolBytes) {
		noncePool ||= allocate(noncePoolBytes);
		memory.set(randomBytes(noncePoolBytes), noncePool);
		usedBytes = 0;
	}
	memory[at] = version;
	for (let byte = 0; byte < 4; byte++) memory[at + 1 + byte] = current.id >>> (24 - 8 * byte);
	const nonce = at + sealPrefixBytes;
	memory.copyWithin(nonce, noncePool + usedBytes, noncePool + usedBytes + 12);
	usedBytes += 12;
	encryptAt(at + sealStart, length, nonce + 12, nonce, key);
}

/** Opens a sealed text. In: the purpose it was sealed for. Throws if it was altered, is for another purpose or was sealed under a key that is not configured. */
export function unseal(purpose: SealPurpose, sealed: Buffer): string {
	return unsealBytes(purpose, sealed).toString("utf8");
}

/** Opens a sealed value of bytes. Throws like `unseal`. */
export function unsealBytes(purpose: SealPurpose, sealed: Buffer): Buffer {
	if (sealed[0] === version) {
		const key = allKeys().find(({ id }) => id === sealed.readUInt32BE(1));
		if (!key) throw new Error("sealed under a key that is not configured");
		return open(keyFor(key, purpose), sealed.subarray(sealPrefixBytes));
	}
	if (sealed[0] !== versionWithoutId) throw new Error("sealed value of an unknown version");
	return openWithAny(purpose, sealed.subarray(1));
}

/** Opens nonce, tag and ciphertext. */
function open(key: Buffer, bytes: Buffer): Buffer {
	const decipher = createDecipheriv("chacha20-poly1305", key, bytes.subarray(0, 12), { authTagLength: 16 });
	decipher.setAuthTag(bytes.subarray(12, 28));
	return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** Opens a value that has no key id by trying each key. */
function openWithAny(purpose: SealPurpose, bytes: Buffer): Buffer {
	let failure: unknown;
	for (const key of allKeys()) {
		try {
			return open(keyFor(key, purpose), bytes);
		} catch (error) {
			failure = error;
		}
	}
	throw failure;
}
