import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { env } from "../env";

/** A public key for verifying our signatures. `id` is the first 8 bytes of its SHA-256, `raw` its 32 bytes in base64. */
type PublicKey = { id: string; raw: string; pem: string; current: boolean };

// The DER prefixes of a raw Ed25519 key, which OpenSSL and Node require (RFC 8410).
const privateKeyPrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const publicKeyPrefix = Buffer.from("302a300506032b6570032100", "hex");

type Keys = { id: string; secret: KeyObject; accepted: Map<string, PublicKey> };
let keys: Keys | undefined;

function describeKey(key: KeyObject, current: boolean): PublicKey {
	const raw = key.export({ type: "spki", format: "der" }).subarray(publicKeyPrefix.length);
	return {
		id: createHash("sha256").update(raw).digest("hex").slice(0, 16),
		raw: raw.toString("base64"),
		pem: key.export({ type: "spki", format: "pem" }).toString(),
		current,
	};
}

function readKeys(): Keys {
	if (keys) return keys;
	const { CONFIRMATION_KEY, CONFIRMATION_OLD_KEYS } = env();
	const seed = Buffer.from(CONFIRMATION_KEY, "base64");
	const secret = createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: "der", type: "pkcs8" });
	const old = CONFIRMATION_OLD_KEYS.map((raw) => {
		const key = Buffer.concat([publicKeyPrefix, Buffer.from(raw, "base64")]);
		return describeKey(createPublicKey({ key, format: "der", type: "spki" }), false);
	});
	const own = describeKey(createPublicKey(secret), true);
	keys = { id: own.id, secret, accepted: new Map([...old, own].map((key) => [key.id, key])) };
	return keys;
}

/** Returns the public keys whose signatures are accepted: the current one first, then earlier ones. */
export function publicKeys(): PublicKey[] {
	return [...readKeys().accepted.values()].sort((a, b) => Number(b.current) - Number(a.current));
}

/** Returns the id of the key that `signed` uses. */
export function signingKeyId(): string {
	return readKeys().id;
}

/** Signs the UTF-8 bytes of a text with Ed25519 (RFC 8032). Returns 64 bytes as 128 hexadecimal digits, which can be retyped. */
export function signed(text: string): string {
	return sign(null, Buffer.from(text, "utf8"), readKeys().secret).toString("hex");
}

/** Whether the key with this id signed exactly this text. */
export function isSignedBy(keyId: string, text: string, signature: string): boolean {
	const key = readKeys().accepted.get(keyId);
	if (!key || !/^[0-9a-f]{128}$/.test(signature)) return false;
	return verify(null, Buffer.from(text, "utf8"), key.pem, Buffer.from(signature, "hex"));
}
