import { cookies } from "next/headers";
import { env } from "../env";

/** The cookies this site sets. Essential ones only; /cookies lists them. */
const cookieNames = ["member", "code-sign-in", "code-address", "staff", "code-staff"] as const;
export type CookieName = (typeof cookieNames)[number];

/** Every cookie with its name as the browser shows it; "authjs.*" are those of signing in at a provider. */
export function cookiesSet(): { id: CookieName | "authjs"; name: string }[] {
	return [...cookieNames.map((id) => ({ id, name: fullName(id) })), { id: "authjs", name: "authjs.*" }];
}

/** On https the name binds the cookie to this host, path / and Secure (RFC 6265bis, 4.1.3.2). */
function fullName(name: CookieName): string {
	return env().SITE_URL.startsWith("https:") ? `__Host-${name}` : name;
}

export async function readCookie(name: CookieName): Promise<string | undefined> {
	return (await cookies()).get(fullName(name))?.value || undefined;
}

/** Sets a cookie for as long as the browser stays open: how long it is worth anything is the database's matter. */
export async function writeCookie(name: CookieName, value: string): Promise<void> {
	(await cookies()).set(fullName(name), value, options());
}

export async function clearCookie(name: CookieName): Promise<void> {
	(await cookies()).set(fullName(name), "", { ...options(), maxAge: 0 });
}

function options() {
	return {
		path: "/",
		httpOnly: true,
		sameSite: "lax" as const,
		secure: env().SITE_URL.startsWith("https:"),
	};
}
