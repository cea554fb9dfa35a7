import type { Actor } from "../audit";

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
