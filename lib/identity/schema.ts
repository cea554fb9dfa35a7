export { type CodeRefusal, codeLimits, readCode } from "./code-limits";

/** Pages that sign-in may lead back to. A closed list: nothing a link says can lead anywhere else. */
export const memberPaths = [
	"/check",
	"/check/history",
	"/plan",
	"/preferences",
	"/preferences/history",
	"/devices",
	"/identifiers",
] as const;
export type MemberPath = (typeof memberPaths)[number];

export const staffPaths = [
	"/staff",
	"/staff/updates",
	"/staff/incidents",
	"/staff/datasets",
	"/staff/formats",
	"/staff/reminders",
	"/staff/team",
	"/staff/audit",
] as const;
export type StaffPath = (typeof staffPaths)[number];

/** The page a `next` parameter names if it is on the list, else the first one of it. */
export function safeReturnPath<Place extends string>(places: readonly [Place, ...Place[]], next: unknown): Place {
	return places.find((place) => place === next) ?? places[0];
}

/**
 * How long a session lasts, by the database's clock: minutes without a page, and minutes whatever happens. A member's
 * answer is sensitive and read once or twice; staff do more damage and work at a desk. (OWASP ASVS 5.0, 7.3.)
 */
export const sessionLimits = {
	member: { idle: 30, absolute: 12 * 60 },
	staff: { idle: 20, absolute: 10 * 60 },
} as const;
export type Audience = keyof typeof sessionLimits;

/** The most identifiers one person can prove: exposure looks up no more. */
export const mostIdentifiers = 20;
