export { type CodeRefusal, codeLimits, longCodeDigits, unprovenMails } from "./code-limits";
export { readCode } from "./read-code";

/** Allowlist of the pages that sign-in may return to, so that a link cannot redirect anywhere else. */
export const memberPaths = [
	"/check",
	"/check/history",
	"/plan",
	"/messages",
	"/preferences",
	"/preferences/history",
	"/devices",
	"/identifiers",
] as const;
export type MemberPath = (typeof memberPaths)[number];

export const staffPaths = [
	"/staff",
	"/staff/updates",
	"/staff/messages",
	"/staff/incidents",
	"/staff/datasets",
	"/staff/fakes",
	"/staff/formats",
	"/staff/reminders",
	"/staff/team",
	"/staff/audit",
] as const;
export type StaffPath = (typeof staffPaths)[number];

/** Returns the page that a `next` parameter names if it is on the list, else the list's first page. */
export function safeReturnPath<Place extends string>(places: readonly [Place, ...Place[]], next: unknown): Place {
	return places.find((place) => place === next) ?? places[0];
}

/** Returns the path of an address that a cookie has kept; "/" for none of ours, which are short: reading a host takes the square of its length. */
export function readKeptPath(kept: string): string {
	const ours = "https://site.invalid";
	return kept.length < 500 && URL.canParse(kept, ours) ? new URL(kept, ours).pathname : "/";
}

/**
 * The timeouts of a session in minutes, by the database's clock: `idle` since its last request, `absolute` since sign-in (OWASP
 * ASVS 5.0, 7.3). Members read a sensitive answer once or twice. Staff can do more damage, so their timeouts are shorter.
 */
export const sessionLimits = {
	member: { idle: 30, absolute: 12 * 60 },
	staff: { idle: 20, absolute: 10 * 60 },
} as const;
export type Audience = keyof typeof sessionLimits;

/** An OpenID Connect provider whose word is taken, and this site's name there. */
export type TrustedIssuer = { issuer: string; clientId: string };

/** The lifetime of the cookie by which a browser is known at its next sign-in: as long as browsers keep any (RFC 6265bis, 5.5). */
export const knownBrowserDays = 400;

/** The maximum number of identifiers per person. Exposure looks up no more. */
export const mostIdentifiers = 20;
