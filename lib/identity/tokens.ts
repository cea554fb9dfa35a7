import { createHash, createHmac, hkdfSync, randomBytes, randomInt } from "node:crypto";
import { familyOf, providerOf } from "../client-network";
import { env } from "../env";

/**
 * The uses of a hash. Each has its own key (HKDF, RFC 5869), so that a hash of one use is never valid for another. The worker makes
 * codes and has no AUTH_SECRET; SEALING_KEY may be replaced while a code is under way.
 */
type Use =
	| "session"
	| "browser"
	| "code"
	| "long-code"
	| "known-browser"
	| "network"
	| "domain"
	| "session-token"
	| "form-owner"
	| "browser-token";
const keys = new Map<Use, Buffer>();

function keyed(use: Use, text: string): Buffer {
	let key = keys.get(use);
	if (!key) {
		key = Buffer.from(
			hkdfSync(
				"sha256",
				Buffer.from(use === "code" || use === "long-code" ? env().IDENTIFIER_KEY : env().AUTH_SECRET, "base64"),
				"",
				`identity:${use}`,
				32,
			),
		);
		keys.set(use, key);
	}
	return createHmac("sha256", key).update(text).digest();
}

/** Returns a token for a cookie: 256 random bits as base64url. The database keeps only its hash. */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}

/**
 * Returns the token of the session that a browser opens with a code. The same challenge, browser and code give the same token, so
 * that a second press finds the session of the first. Nobody else can compute it: it needs AUTH_SECRET and the browser's cookie.
 */
export function sessionTokenFor(challengeId: string, token: string, code: string): string {
	return keyed("session-token", `${challengeId}:${token}:${code}`).toString("base64url");
}

/** Returns the token by which a new browser is known from the sign-in with this code on. The same on a second press. */
export function browserTokenFor(challengeToken: string): string {
	return keyed("browser-token", challengeToken).toString("base64url");
}

/** Returns the hash by which a person's forms are known as theirs. Pages show it, so it is not the person's id. */
export function formOwnerHash(personId: string): string {
	return keyed("form-owner", personId).toString("base64url").slice(0, 22);
}

/** Returns the secret by which the session of a token is ended. Whoever has read the database does not know it. */
export function sessionSecret(token: string): Buffer {
	return keyed("session", token);
}

/** Returns the hash of a session token, as the database keeps it. Keyed, so a copy of the database does not help to forge a token. */
export function sessionHash(token: string): Buffer {
	return createHash("sha256").update(sessionSecret(token)).digest();
}

/** Returns the hash of the cookie by which a browser is known at its next sign-in, as the database keeps it. */
export function knownBrowserHash(token: string): Buffer {
	return keyed("known-browser", token);
}

/** Returns the hash of the token that binds a code to the requesting browser, as the database keeps it. */
export function browserHash(token: string): Buffer {
	return keyed("browser", token);
}

/** Returns random digits, each equally likely. */
export function newCode(digits: number): string {
	return Array.from({ length: digits }, () => randomInt(10)).join("");
}

/** Returns the hash of a code, as the database keeps it. Includes the challenge's id, so that equal codes have different hashes. */
export function codeHash(challengeId: string, code: string): Buffer {
	return keyed("code", `${challengeId}:${code}`);
}

/** Returns the hash of a long code, as the database keeps it. A long code is found by its hash, because it has no challenge of its browser. */
export function longCodeHash(code: string): Buffer {
	return keyed("long-code", code);
}

/**
 * Returns the hashes by which requests are counted. The database learns neither the network nor the domain. The first 8 bytes of a
 * network's hash are the same for all clients of one provider, the first 16 for those of one family (lib/client-network.ts), so that they
 * can be counted together (`has_room` in db/migrations/0011_code_limits.sql).
 */
export const networkHash = (network: string) =>
	Buffer.concat([
		keyed("network", providerOf(network) ?? network).subarray(0, 8),
		keyed("network", familyOf(network) ?? network).subarray(8, 16),
		keyed("network", network).subarray(16),
	]);
export const domainHash = (address: string) => keyed("domain", address.slice(address.lastIndexOf("@") + 1));
