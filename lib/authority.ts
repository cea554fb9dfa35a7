import type { Operator, Permission, Staff } from "./identity/schema";

/**
 * Stops a caller whose authority does not hold a permission; whoever runs commands on the server may do all. Pages and actions
 * have asked already (requireStaff answers 404), so it is a mistake of the caller's when this throws.
 */
export function mustMay(authority: Staff | Operator, permission: Permission): void {
	if ("permissions" in authority && !authority.permissions.includes(permission)) throw new Error(`needs ${permission}`);
}
