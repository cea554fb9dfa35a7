import type { Permission, Staff } from "../identity/schema";

/** Stops a caller whose guard asked for another permission. Pages ask for the right one, so this is a bug when it throws. */
export function mustMay(staff: Staff, permission: Permission): void {
	if (!staff.permissions.includes(permission)) throw new Error(`needs ${permission}`);
}
