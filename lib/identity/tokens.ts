import { createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { env } from "../env";

/** Each use has a key of its own (HKDF, RFC 5869), so that a hash of one kind never passes as another. */
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

/** A token for a cookie: 256 random bits. The database keeps only its hash. */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}

/** What the database keeps of a session's token. Without AUTH_SECRET nobody can make one that fits, not even with the database in hand. */
export function sessionHash(token: string): Buffer {
	return keyed("session", token);
}

/** What the database keeps of the token that binds a code to the browser that asked for it. */
export function browserHash(token: string): Buffer {
	return keyed("browser", token);
}

/** Six digits, each of the million equally likely. */
export function newCode(): string {
	return String(randomInt(1_000_000)).padStart(6, "0");
}

/** What the database keeps of a code. Bound to its challenge, so that one row's hash says nothing about another's. */
export function codeHash(challengeId: string, code: string): Buffer {
	return keyed("code", `${challengeId}:${code}`);
}

/** Whether two hashes are the same, in a time that does not tell how far they agree. */
export function sameHash(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}
