/**
 * What an OpenID Connect provider has signed about somebody (OpenID Connect Core 1.0, 3.1.3.7 and 5.3). Checked by the worker alone, which
 * has neither the client's secret nor the browser: whoever takes over the web cannot make a provider's word. The keys are asked for each
 * time, so that no process keeps any.
 */
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import { wholeAnswer } from "../whole-answer";
import type { TrustedIssuer } from "./schema";

/** What the web hands over: the ID token, and the access token that opens the provider's UserInfo. */
export type ProviderTokens = { idToken: string; accessToken: string };

/** For all that is asked of the provider: less than the browser waits. */
export const withinMs = 6_000;
/** How old an ID token may be, and how far the clocks may differ, in seconds. */
const mostAge = 600;
const clockDifference = 30;
/** Signatures with a public key. One with a shared secret would be the web's as well. */
const algorithms = [
	"RS256",
	"RS384",
	"RS512",
	"PS256",
	"PS384",
	"PS512",
	"ES256",
	"ES384",
	"ES512",
	"EdDSA",
	"Ed25519",
];

type Metadata = { issuer?: unknown; jwks_uri?: unknown; userinfo_endpoint?: unknown };
/** What is said of somebody. Nothing of it is believed to have a type. */
type Claims = Record<"sub" | "nonce" | "azp" | "email" | "email_verified", unknown>;

/** Asks the provider. Throws if it fails, is not asked safely, or has not answered by `until`. */
async function ask<T>(address: unknown, issuer: URL, until: number, headers = {}): Promise<T> {
	const url = new URL(String(address));
	if (url.protocol !== "https:" && url.origin !== issuer.origin) throw new Error("not asked without TLS");
	const accepting = { headers: { Accept: "application/json", ...headers } };
	const response = await wholeAnswer(url, accepting, until - Date.now());
	if (!response.ok) throw new Error(`the provider answers ${response.status}`);
	return (await response.json()) as T;
}

/** Returns the claims of an ID token that the provider has signed for this site. Throws an error of jose for any other. */
async function verify(idToken: string, keys: JSONWebKeySet, issuer: string, clientId: string): Promise<Claims> {
	const { payload } = await jwtVerify<Claims>(idToken, createLocalJWKSet(keys), {
		issuer,
		audience: clientId,
		algorithms,
		requiredClaims: ["sub", "nonce", "iat", "exp"],
		maxTokenAge: mostAge,
		clockTolerance: clockDifference,
	});
	const forSeveral = Array.isArray(payload.aud) && payload.aud.length > 1;
	if (forSeveral ? payload.azp !== clientId : payload.azp !== undefined && payload.azp !== clientId)
		throw new errors.JWTClaimValidationFailed("made for another client", payload, "azp");
	return payload;
}

/**
 * Returns whom the provider vouches for, or undefined if it does not: the tokens are not its own, not for this site or too old, or the
 * address is not verified. Where the ID token does not say so of an address, UserInfo is asked. Throws if the provider cannot be asked.
 */
export async function readProviderTokens(
	{ issuer, clientId }: TrustedIssuer,
	{ idToken, accessToken }: ProviderTokens,
): Promise<{ email: string; account: string; nonce: string } | undefined> {
	const until = Date.now() + withinMs;
	const base = new URL(issuer);
	const metadata = await ask<Metadata>(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, base, until);
	if (new URL(String(metadata.issuer)).href !== base.href) throw new Error("the provider is another");
	const name = String(metadata.issuer);
	const keys = await ask<JSONWebKeySet>(metadata.jwks_uri, base, until);
	try {
		const claims = await verify(idToken, keys, name, clientId);
		const { sub } = claims;
		const told =
			"email_verified" in claims || metadata.userinfo_endpoint === undefined
				? claims
				: await ask<Claims>(metadata.userinfo_endpoint, base, until, { Authorization: `Bearer ${accessToken}` });
		if (told.sub !== sub || told.email_verified !== true || typeof told.email !== "string") return undefined;
		return { email: told.email, account: `${name}\n${sub}`, nonce: `${name}\n${claims.nonce}` };
	} catch (error) {
		if (error instanceof errors.JOSEError) return undefined;
		throw error;
	}
}
