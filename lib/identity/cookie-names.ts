import { env } from "../env";

/** The cookies this site sets. Essential ones only; /cookies lists them. */
export const cookieNames = ["member", "code-sign-in", "code-address", "typed", "staff", "code-staff"] as const;
export type CookieName = (typeof cookieNames)[number];

export const isSecure = () => env().SITE_URL.startsWith("https:");

/** On https the name binds the cookie to this host, to Secure and to the path / (RFC 6265bis, 4.1.3.2). */
export const fullName = (name: CookieName) => (isSecure() ? `__Host-${name}` : name);
