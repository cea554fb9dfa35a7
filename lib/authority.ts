/**
 * Authority as an argument: the sealed types that guarded functions take first. lib/identity mints them; every other subject
 * only names them. A leaf: it imports nothing, so no subject depends on another for the word "staff".
 */

/** Who acts: a person, a member of staff, or a named task or command of the system. */
export type Actor = { kind: "member" | "staff" | "system"; id: string };

/** What staff may do. A role is a set of these (permissionsOf in lib/identity/roles.ts). */
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

/** Somebody signed in who has proven at least one identifier. Only lib/identity makes one. */
export type Member = {
	readonly personId: string;
	readonly sessionId: string;
	readonly actor: Actor;
	readonly [proof]: "member";
};

/** Staff, with what their roles allow. From requireStaff it holds the permission that was asked for. Only lib/identity makes one. */
export type Staff = {
	readonly staffId: string;
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly permissions: readonly Permission[];
	readonly actor: Actor;
	readonly [proof]: "staff";
};

/** Whoever may type commands on the server, or a task of the worker. Only lib/identity makes one. */
export type Operator = {
	readonly actor: Actor;
	readonly [proof]: "operator";
};
/**
 * Stops a caller whose authority does not hold a permission; whoever runs commands on the server may do all. Pages and actions
 * have asked already (requireStaff answers 404), so it is a mistake of the caller's when this throws.
 */
export function requirePermission(authority: Staff | Operator, permission: Permission): void {
	if ("permissions" in authority && !authority.permissions.includes(permission)) throw new Error(`needs ${permission}`);
}
