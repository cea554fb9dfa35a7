import { cookies } from "next/headers";
import type { Purpose } from "./code-limits";
import { type CookieName, cookieNames, fullName, isSecure } from "./cookie-names";
import type { Audience } from "./schema";

/** Every cookie with its name as the browser shows it; "authjs.*" are those of signing in at a provider. */
export function cookiesSet(): { id: CookieName | "authjs"; name: string }[] {
	return [...cookieNames.map((id) => ({ id, name: fullName(id) })), { id: "authjs", name: "authjs.*" }];
}

async function read(name: CookieName): Promise<string | undefined> {
	return (await cookies()).get(fullName(name))?.value || undefined;
}

/**
 * Sets a cookie until the browser closes: how long it is worth anything is the database's matter. `seconds` where it ends
 * sooner. An empty value takes it away.
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

/** The token of the session this browser carries. */
export const sessionToken = (audience: Audience) => read(audience);
/** Has the browser carry a session. */
export const rememberSession = (audience: Audience, token: string) => write(audience, token);

const codeCookies: Record<Purpose, CookieName> = {
	"sign-in": "code-sign-in",
	"staff-sign-in": "code-staff",
	"add-identifier": "code-address",
	"contact-point": "code-address",
};

/** The token of the code this browser has asked for. */
export const challengeToken = (purpose: Purpose) => read(codeCookies[purpose]);
/** Has the browser carry the token that `requestCode` returned. */
export const rememberChallenge = (purpose: Purpose, token: string) => write(codeCookies[purpose], token);
export const forgetChallenge = (purpose: Purpose) => write(codeCookies[purpose], "");

/** Takes the cookies away that Auth.js needs between the two ends of the way to a provider. */
export async function clearOidcCookies(): Promise<void> {
	const jar = await cookies();
	for (const { name } of jar.getAll()) {
		if (/^(__Secure-|__Host-)?authjs\./.test(name)) {
			jar.set(name, "", { path: "/", maxAge: 0, httpOnly: true, secure: name.startsWith("__") });
		}
	}
}

const cookiesOf: Record<Audience, readonly CookieName[]> = {
	member: ["member", "code-sign-in", "code-address", "typed"],
	staff: ["staff", "code-staff"],
};

/** Takes away all this browser carries of an audience: its session, and the codes it waits for. */
export async function forgetAudience(audience: Audience): Promise<void> {
	for (const name of cookiesOf[audience]) if (await read(name)) await write(name, "");
	await clearOidcCookies();
}

/** What was typed, sealed, while its page changes its language (see typed.ts). */
export const typedCookie = () => read("typed");
export const rememberTyped = (sealed: string) => write("typed", sealed, 5 * 60);
/** Whether a request brings that cookie. */
export const hasDraft = (request: { cookies: { has: (name: string) => boolean } }) =>
	request.cookies.has(fullName("typed"));
/**
 * `Set-Cookie` that deletes the draft after the page has rendered. Written by hand: Next's cookie API would also hide it from
 * the page.
 */
export const clearDraftHeader = () =>
	`${fullName("typed")}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
