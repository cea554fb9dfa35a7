import { createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { env } from "../env";

/** The uses of a hash. Each has its own key (HKDF, RFC 5869), so that a hash of one use is never valid for another. */
type Use = "session" | "browser" | "code";
const keys = new Map<Use, Buffer>();

function keyed(use: Use, text: string): Buffer {
	let key = keys.get(use);
	if (!key) {
		key = Buffer.from(hkdfSync("sha256", Buffer.from(env().AUTH_SECRET, "base64"), "", `identity:${use}`, 32));
		keys.set(use, key);
	}
	return createHmac("sha256", key).update(text).digest();
}

/** Returns a token for a cookie: 256 random bits as base64url. The database keeps only its hash. */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}

/** Returns the hash of a session token, as the database keeps it. Keyed, so a copy of the database does not help to forge a token. */
export function sessionHash(token: string): Buffer {
	return keyed("session", token);
}

/** Returns the hash of the token that binds a code to the requesting browser, as the database keeps it. */
export function browserHash(token: string): Buffer {
	return keyed("browser", token);
}

/** Returns six random digits. Each of the million codes is equally likely. */
export function newCode(): string {
	return String(randomInt(1_000_000)).padStart(6, "0");
}

/** Returns the hash of a code, as the database keeps it. Includes the challenge's id, so that equal codes have different hashes. */
export function codeHash(challengeId: string, code: string): Buffer {
	return keyed("code", `${challengeId}:${code}`);
}

/** Whether two hashes are equal. Compares in constant time. */
export function sameHash(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}
