import type { Actor } from "../audit";

export { type CodeRefusal, codeLimits, readCode } from "./code-limits";

/** What staff may do. A role is a set of these (see permissionsOf in authority.ts). */
export const permissions = [
	"desk:read",
	"updates:write",
	"incidents:write",
	"datasets:import",
	"datasets:activate",
	"team:manage",
	"audit:read",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["publisher", "data-lead", "admin"] as const;
export type Role = (typeof roles)[number];

declare const proof: unique symbol;

/** Somebody signed in who has proven at least one identifier. Only this subject makes one. */
export type Member = {
	readonly personId: string;
	readonly sessionId: string;
	readonly actor: Actor;
	readonly [proof]: "member";
};

/** Staff, with what their roles allow. From requireStaff it holds the permission that was asked for. Only this subject makes one. */
export type Staff = {
	readonly staffId: string;
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly permissions: readonly Permission[];
	readonly actor: Actor;
	readonly [proof]: "staff";
};

/** Whoever may type commands on the server, or a task of the worker. Only this subject makes one. */
export type Operator = {
	readonly actor: Actor;
	readonly [proof]: "operator";
};
/** Pages that sign-in may lead back to. A closed list: nothing a link says can lead anywhere else. */
export const memberPlaces = [
	"/check",
	"/check/history",
	"/plan",
	"/preferences",
	"/preferences/history",
	"/devices",
	"/identifiers",
] as const;
export type MemberPlace = (typeof memberPlaces)[number];

export const staffPlaces = [
	"/staff",
	"/staff/updates",
	"/staff/incidents",
	"/staff/datasets",
	"/staff/formats",
	"/staff/reminders",
	"/staff/team",
	"/staff/audit",
] as const;
export type StaffPlace = (typeof staffPlaces)[number];

/** The page a `next` parameter names if it is on the list, else the first one of it. */
export function safePlace<Place extends string>(places: readonly [Place, ...Place[]], next: unknown): Place {
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
