/**
 * The sealed authority types that guarded functions take as their first argument. Only lib/identity creates values of them.
 * This file imports nothing, so subjects can share the types without depending on each other.
 */

/** The actor of an audit entry: a person, a member of staff, or a named task or command. */
export type Actor = { kind: "member" | "staff" | "system"; id: string };

/** The permissions of staff. A role is a set of permissions (permissionsOf in lib/identity/roles.ts). */
export const permissions = [
	"desk:read",
	"updates:write",
	"messages:write",
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

/** Somebody signed in who has proven at least one identifier. Only lib/identity makes one. */
export type Member = {
	readonly personId: string;
	readonly sessionId: string;
	/** What ends this person's other sessions (sessionSecret in lib/identity/tokens.ts). */
	readonly sessionSecret: Buffer;
	readonly actor: Actor;
	readonly [proof]: "member";
};

/** A member of staff with their permissions. `requireStaff` has checked the requested permission. Only lib/identity makes one. */
export type Staff = {
	readonly staffId: string;
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly permissions: readonly Permission[];
	readonly actor: Actor;
	readonly [proof]: "staff";
};

/** A person who runs commands on the server, or a task of the worker. Only lib/identity makes one. */
export type Operator = {
	readonly actor: Actor;
	readonly [proof]: "operator";
};
/**
 * Throws if an authority lacks a permission. An operator has all permissions. Pages and actions check first with
 * `requireStaff`, which answers 404, so a throw here is a bug.
 */
export function requirePermission(authority: Staff | Operator, permission: Permission): void {
	if ("permissions" in authority && !authority.permissions.includes(permission)) throw new Error(`needs ${permission}`);
}
