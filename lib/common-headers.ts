// Relative: next.config.ts, which imports this file, resolves no alias.
import { env } from "./env";

/** Headers with the same value on every response. app/_server/web.ts sets them in production, next.config.ts in next dev. */
export function commonHeaders(): [string, string][] {
	return [
		["X-Content-Type-Options", "nosniff"],
		["X-Frame-Options", "DENY"],
		// Not "no-referrer": then a form sent without scripts has "Origin: null", and Next refuses it as another site's.
		["Referrer-Policy", "same-origin"],
		["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"],
		["Cross-Origin-Opener-Policy", "same-origin"],
		["Cross-Origin-Resource-Policy", "same-origin"],
		...(env().SITE_URL.startsWith("https:")
			? ([["Strict-Transport-Security", "max-age=63072000; includeSubDomains"]] as [string, string][])
			: []),
	];
}
