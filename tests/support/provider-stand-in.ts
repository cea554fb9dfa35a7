// A stand-in for an OpenID Connect provider on the loopback address, which signs whatever a test says: discovery, keys and UserInfo as
// OpenID Connect has them, without a page to sign in at. tests/support/oidc-provider.ts is a real one.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { ProviderTokens } from "@/lib/identity/provider-tokens";

type Claims = Record<string, unknown>;

export type ProviderStandIn = {
	issuer: string;
	/** What the worker is told of it. It has no key of the web's. */
	environment: Record<string, string>;
	/** A path that does not answer, and whether its connection is cut or stays open. */
	fault: { path: string; is: "cut" | "silent" } | undefined;
	/** Returns the tokens of a sign-in. In: claims besides those of every ID token, or in their place; what UserInfo says. */
	sign(audience: "member" | "staff", claims: Claims, userInfo?: Claims): Promise<ProviderTokens>;
	/** Signs with a key that the provider does not have. */
	forge(claims: Claims): Promise<string>;
	stop(): void;
};

export async function startProviderStandIn(): Promise<ProviderStandIn> {
	const own = await generateKeyPair("RS256");
	const another = await generateKeyPair("RS256");
	const jwk = { ...(await exportJWK(own.publicKey)), kid: "own", alg: "RS256", use: "sig" };
	const told = new Map<string, Claims>();
	let count = 0;
	const server = createServer((request, response) => {
		const answers: Record<string, unknown> = {
			"/.well-known/openid-configuration": {
				issuer: standIn.issuer,
				jwks_uri: `${standIn.issuer}/keys`,
				userinfo_endpoint: `${standIn.issuer}/userinfo`,
			},
			"/keys": { keys: [jwk] },
			"/userinfo": told.get(request.headers.authorization?.replace("Bearer ", "") ?? ""),
		};
		const { url = "" } = request;
		if (url === standIn.fault?.path) return void (standIn.fault.is === "cut" && request.destroy());
		response.writeHead(answers[url] ? 200 : 401, { "Content-Type": "application/json" });
		response.end(JSON.stringify(answers[url] ?? {}));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const jwtOf = (claims: Claims) => {
		const now = Math.floor(Date.now() / 1_000);
		const all = {
			iss: issuer,
			aud: "member",
			sub: "somebody",
			nonce: `n${count++}`,
			iat: now,
			exp: now + 300,
			...claims,
		};
		return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid: "own" });
	};
	const standIn: ProviderStandIn = {
		issuer,
		environment: {
			AUTH_SECRET: "",
			OIDC_MEMBERS_ISSUER: issuer,
			OIDC_MEMBERS_CLIENT_ID: "member",
			OIDC_STAFF_ISSUER: issuer,
			OIDC_STAFF_CLIENT_ID: "staff",
		},
		fault: undefined,
		async sign(audience, claims, userInfo) {
			const accessToken = `access${count++}`;
			if (userInfo) told.set(accessToken, userInfo);
			return { idToken: await jwtOf({ aud: audience, ...claims }).sign(own.privateKey), accessToken };
		},
		forge: (claims) => jwtOf(claims).sign(another.privateKey),
		stop() {
			server.close();
			server.closeAllConnections();
		},
	};
	return standIn;
}
