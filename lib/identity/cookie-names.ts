import { env } from "../env";

/** The cookies that this site sets, all of them essential. The page /cookies lists them. */
export const cookieNames = [
	"member",
	"browser",
	"code-sign-in",
	"code-address",
	"typed",
	"staff",
	"code-staff",
] as const;
export type CookieName = (typeof cookieNames)[number];

/** Whether the site is served over https, so that its cookies are Secure. */
export const isSecure = () => env().SITE_URL.startsWith("https:");

/** Returns a cookie's name as the browser stores it. On https its prefix binds it to this host, Secure and / (RFC 6265bis, 4.1.3.2). */
export const fullName = (name: CookieName) => (isSecure() ? `__Host-${name}` : name);
