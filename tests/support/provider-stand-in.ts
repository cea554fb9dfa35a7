// A stand-in for an OpenID Connect provider on the loopback address, which signs whatever a test says: discovery, keys and UserInfo as
// OpenID Connect has them, without a page to sign in at. tests/support/oidc-provider.ts is a real one.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { ProviderTokens } from "@/lib/identity/provider-tokens";

type Claims = Record<string, unknown>;
/** The connection is cut, gets an answer without an end, or is redirected to a path that answers well. */
type Fault = "cut" | "endless" | "elsewhere";

export type ProviderStandIn = {
	issuer: string;
	/** What the worker is told of it. It has no key of the web's. */
	environment: Record<string, string>;
	/** A path that does not answer as it should, and how. */
	fault: { path: string; is: Fault } | undefined;
	/** How many bytes of an endless answer it has written. */
	written: number;
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
	const piece = Buffer.alloc(64 * 1024, " ");
	const misbehave: Record<Fault, (url: string, response: ServerResponse) => void> = {
		cut: (_, response) => response.destroy(),
		elsewhere: (url, response) => response.writeHead(307, { Location: `/well${url}` }).end(),
		endless: (_, response) => {
			const go = () => {
				while (!response.destroyed) {
					standIn.written += piece.length;
					if (!response.write(piece)) return void response.once("drain", go);
				}
			};
			response.writeHead(200, { "Content-Type": "application/json" });
			go();
		},
	};
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
		const { fault } = standIn;
		if (fault && request.url === fault.path) return misbehave[fault.is](fault.path, response);
		const url = request.url?.replace(/^\/well/, "") ?? "";
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
		written: 0,
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
