import { randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";
import { freePort } from "@/db/embedded/free-port";

/**
 * Starts a real OpenID Connect provider on this machine. Anybody signs in with any address and password. All addresses are
 * verified, except those that start with "unverified". Returns the variables for the site's environment.
 */
export async function startProvider(
	siteUrl: string,
	port = 0,
): Promise<{ environment: Record<string, string>; stop(): void }> {
	const secrets = { member: randomBytes(24).toString("hex"), staff: randomBytes(24).toString("hex") };
	// The issuer contains the port, and the provider needs its issuer before it listens.
	const issuer = `http://localhost:${port || (await freePort())}`;
	const provider = new Provider(issuer, {
		clients: (["member", "staff"] as const).map((audience) => ({
			client_id: audience,
			client_secret: secrets[audience],
			redirect_uris: [`${siteUrl}/api/auth/callback/${audience}`],
		})),
		claims: { openid: ["sub"], email: ["email", "email_verified"] },
		findAccount: (_, id) => ({
			accountId: id,
			claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }),
		}),
		cookies: { keys: [randomBytes(16).toString("hex")] },
		features: { devInteractions: { enabled: true } },
	});
	const server = provider.listen(Number(new URL(issuer).port), "127.0.0.1");
	await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
	return {
		environment: {
			OIDC_MEMBERS_ISSUER: issuer,
			OIDC_MEMBERS_CLIENT_ID: "member",
			OIDC_MEMBERS_CLIENT_SECRET: secrets.member,
			OIDC_STAFF_ISSUER: issuer,
			OIDC_STAFF_CLIENT_ID: "staff",
			OIDC_STAFF_CLIENT_SECRET: secrets.staff,
		},
		stop: () => server.close(),
	};
}
