/**
 * Single sign-on with an OpenID Connect provider. Auth.js does the protocol with the browser: discovery, PKCE, state, nonce, the code and
 * the tokens. Whose address they are is decided by the worker (provider-word.ts), which checks them anew; a session of our own is opened
 * by its word, under the same rules as for a code. Auth.js never creates a session.
 */
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import NextAuth, { customFetch, type NextAuthConfig } from "next-auth";
import { env } from "../env";
import { href, type Locale } from "../i18n";
import { errorCode, log } from "../log";
import { err } from "../result";
import { wholeAnswer } from "../whole-answer";
import { browserToken, clearOidcCookies, rememberBrowserToken, rememberSession, sessionToken } from "./cookies";
import { thisDevice } from "./guard";
import { type ProviderTokens, withinMs } from "./provider-tokens";
import { type Audience, memberPaths, readKeptPath, safeReturnPath, staffPaths } from "./schema";
import { signInWithProvider } from "./sign-in";
import { singleSignOn } from "./sign-in-methods";

const audiences = ["member", "staff"] as const;

/** Returns the page to show after signing in, from Auth.js's cookie. */
async function destination(audience: Audience): Promise<{ locale: Locale; path: string }> {
	const jar = await cookies();
	const kept = (jar.get("__Secure-authjs.callback-url") ?? jar.get("authjs.callback-url"))?.value ?? "";
	const path = readKeptPath(kept);
	if (audience === "staff") return { locale: "en", path: safeReturnPath(staffPaths, path) };
	const locale = path.startsWith("/cy/") ? "cy" : "en";
	return { locale, path: href(locale, safeReturnPath(memberPaths, path.replace(/^\/cy/, ""))) };
}

const signInPath = (audience: Audience, locale: Locale) =>
	audience === "staff" ? "/staff/sign-in" : href(locale, "/sign-in");

/** Opens a session for what a provider signed. Returns the page to redirect to: the wanted one, or the sign-in page with the problem. */
async function admit(audience: Audience, tokens: ProviderTokens): Promise<string> {
	const { locale, path } = await destination(audience);
	const browser = await browserToken();
	const about = { locale, device: await thisDevice(), browser, previousSession: await sessionToken(audience) };
	const session = await signInWithProvider(audience, tokens, about).catch((error) => {
		log.error({ event: "single-sign-on.failed", code: errorCode(error) });
		return err("not-checked");
	});
	if (!session.ok) {
		return `${signInPath(audience, locale)}?problem=${session.reason === "not-verified" ? "account" : session.reason}`;
	}
	await rememberSession(audience, session.value);
	await rememberBrowserToken(browser);
	return path;
}

function configuration(): NextAuthConfig {
	return {
		secret: env().AUTH_SECRET,
		trustHost: true,
		session: { strategy: "jwt" },
		providers: audiences.flatMap((id) => {
			const provider = singleSignOn(id);
			if (!provider) return [];
			return [
				{
					...provider,
					[customFetch]: (address: Parameters<typeof fetch>[0], init?: RequestInit) =>
						wholeAnswer(address, init, withinMs),
					id,
					name: id,
					type: "oidc" as const,
					checks: ["pkce", "state", "nonce"] as ("pkce" | "state" | "nonce")[],
					authorization: { params: { scope: "openid email" } },
					profile: (claims: { sub: string }) => ({ id: claims.sub }),
				},
			];
		}),
		callbacks: {
			signIn: ({ account }) => {
				const audience = account?.provider === "staff" ? "staff" : "member";
				return admit(audience, { idToken: account?.id_token ?? "", accessToken: account?.access_token ?? "" });
			},
		},
		logger: {
			error: (error) => log.warn({ event: "single-sign-on.failed", code: errorCode(error) }),
			warn: () => {},
			debug: () => {},
		},
	};
}

const { handlers, signIn } = NextAuth(() => configuration());

/**
 * Starts a single sign-on that ends at `place`. Returns the address to redirect to: the provider's, or the sign-in page with a
 * problem if the provider fails. Undefined if the audience has no provider.
 */
export async function startAtProvider(audience: Audience, locale: Locale, place: unknown): Promise<string | undefined> {
	if (!singleSignOn(audience)) return undefined;
	const redirectTo =
		audience === "staff" ? safeReturnPath(staffPaths, place) : href(locale, safeReturnPath(memberPaths, place));
	try {
		return await signIn(audience, { redirect: false, redirectTo });
	} catch (error) {
		log.warn({ event: "single-sign-on.failed", code: errorCode(error) });
		return `${signInPath(audience, locale)}?problem=account`;
	}
}

/**
 * Answers the request with which a provider returns the browser. Redirects to the wanted page, or to the sign-in page with a
 * problem if Auth.js refuses it. Undefined if the audience has no provider.
 */
export async function backFromProvider(audience: string, request: NextRequest): Promise<Response | undefined> {
	const known = audiences.find((known) => known === audience);
	if (!known || !singleSignOn(known)) return undefined;
	const { locale } = await destination(known);
	const { headers } = await handlers.GET(request);
	await clearOidcCookies();
	const target = new URL(headers.get("Location") ?? "/api/auth/error", env().SITE_URL);
	const admitted = target.origin === env().SITE_URL && !target.pathname.startsWith("/api/auth/");
	const Location = admitted ? target.pathname + target.search : `${signInPath(known, locale)}?problem=account`;
	// A new response, because that of Auth.js would set the cookies that were just deleted.
	return new Response(null, { status: 303, headers: { Location } });
}
