import { cookies } from "next/headers";
import { codeLimits, type Purpose } from "./code-limits";
import { type CookieName, cookieNames, fullName, isSecure } from "./cookie-names";
import { type Audience, knownBrowserDays } from "./schema";
import { browserTokenFor, newToken } from "./tokens";

/** Returns every cookie with its name as the browser shows it. "authjs.*" are the cookies of single sign-on. */
export function cookiesSet(): { id: CookieName | "authjs"; name: string }[] {
	return [...cookieNames.map((id) => ({ id, name: fullName(id) })), { id: "authjs", name: "authjs.*" }];
}

/** A request as proxy.ts gets it. */
type PageRequest = { nextUrl: { pathname: string }; cookies: { has: (name: string) => boolean } };

async function read(name: CookieName): Promise<string | undefined> {
	return (await cookies()).get(fullName(name))?.value || undefined;
}

/**
 * Sets a cookie that lasts until the browser closes, or for `seconds`. The database decides how long its token is valid. An
 * empty value deletes the cookie.
 */
async function write(name: CookieName, value: string, seconds?: number): Promise<void> {
	const ends = value ? seconds : 0;
	(await cookies()).set(fullName(name), value, {
		path: "/",
		httpOnly: true,
		sameSite: "lax",
		secure: isSecure(),
		...(ends === undefined ? {} : { maxAge: ends }),
	});
}

/** Returns the session token in this browser's cookie, if any. */
export const sessionToken = (audience: Audience) => read(audience);
/** Stores a session token in the browser's cookie. */
export const rememberSession = (audience: Audience, token: string) => write(audience, token);

/** Returns the token by which this browser is known at its next sign-in, or a new one. `challenge` is the token of its code, if any. */
export const browserToken = async (challenge?: string) =>
	(await read("browser")) ?? (challenge ? browserTokenFor(challenge) : newToken());
/** Stores the token of a browser that has signed in. It stays until somebody signs out. */
export const rememberBrowserToken = (token: string) => write("browser", token, knownBrowserDays * 24 * 60 * 60);

const codeCookies: Record<Purpose, CookieName> = {
	"sign-in": "code-sign-in",
	"staff-sign-in": "code-staff",
	"add-identifier": "code-address",
	"contact-point": "code-address",
};

/** Returns the token of the code that this browser requested, if any. */
export const challengeToken = (purpose: Purpose) => read(codeCookies[purpose]);
/**
 * Stores the token of a code in the browser's cookie. It outlives the browser, so that the code can be entered after the mail was
 * read in its place, and the code itself, so that a second press finds what the first did.
 */
export const rememberChallenge = (purpose: Purpose, token = newToken()) =>
	write(codeCookies[purpose], token, codeLimits.renewableMinutes * 60);

/** The cookie of the form for an address on a page, in any language. */
const codeCookieOf = new Map<string, CookieName>([
	["/sign-in", codeCookies["sign-in"]],
	["/staff/sign-in", codeCookies["staff-sign-in"]],
	["/identifiers", codeCookies["add-identifier"]],
	["/preferences/email", codeCookies["contact-point"]],
	["/follow", codeCookies["contact-point"]],
]);

/**
 * Returns the `Set-Cookie` with the token of the code that a page's form will request; undefined if the page has none, or the
 * browser has one. It is there before the form is sent, so that two presses come from one browser, and a browser that sends none
 * keeps no cookies. Written by hand: Next's cookie API would show it to the page, as if the browser had sent it.
 */
export function codeCookieHeader(request: PageRequest): string | undefined {
	const name = codeCookieOf.get(request.nextUrl.pathname.replace(/^\/cy(?=\/)/, ""));
	if (!name || request.cookies.has(fullName(name))) return undefined;
	return `${fullName(name)}=${newToken()}; Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}

/** Deletes the cookies in which Auth.js keeps a single sign-on while the browser is at the provider. */
export async function clearOidcCookies(): Promise<void> {
	const jar = await cookies();
	for (const { name } of jar.getAll()) {
		if (/^(__Secure-|__Host-)?authjs\./.test(name)) {
			jar.set(name, "", { path: "/", maxAge: 0, httpOnly: true, secure: name.startsWith("__") });
		}
	}
}

const cookiesOf: Record<Audience, readonly CookieName[]> = {
	member: ["member", "browser", "code-sign-in", "code-address", "typed"],
	staff: ["staff", "browser", "code-staff"],
};

/** Deletes an audience's cookies from this browser: its session, its codes, its draft and those of single sign-on. */
export async function forgetAudience(audience: Audience): Promise<void> {
	for (const name of cookiesOf[audience]) if (await read(name)) await write(name, "");
	await clearOidcCookies();
}

/** Returns the sealed draft of a form, kept while its page changes its language (form-draft.ts). */
export const typedCookie = () => read("typed");
/** Stores a sealed draft for five minutes. An empty text deletes it. */
export const rememberTyped = (sealed: string) => write("typed", sealed, 5 * 60);
/** Whether a request has a draft. */
export const hasDraft = (request: Pick<PageRequest, "cookies">) => request.cookies.has(fullName("typed"));
/**
 * Returns the `Set-Cookie` that deletes the draft after the page has rendered. Written by hand: Next's cookie API would also hide it from
 * the page.
 */
export const clearDraftHeader = () =>
	`${fullName("typed")}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
