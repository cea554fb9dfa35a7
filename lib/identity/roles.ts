import {
	type Actor,
	type Member,
	type Operator,
	type Permission,
	permissions,
	type Role,
	type Staff,
} from "../authority";

const allowed: Record<Role, readonly Permission[]> = {
	publisher: ["desk:read", "updates:write", "messages:write", "incidents:write"],
	"data-lead": ["desk:read", "datasets:import", "datasets:activate"],
	admin: permissions,
};

/** Returns the permissions of a set of roles, without repeats. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
	return [...new Set(roles.flatMap((role) => allowed[role] ?? []))];
}

// Only the three casts below create authority.

export function mintMember(personId: string, sessionId: string, sessionSecret: Buffer): Member {
	return { personId, sessionId, sessionSecret, actor: { kind: "member", id: personId } } as unknown as Member;
}

export function mintStaff(staffId: string, displayName: string, roles: readonly Role[]): Staff {
	return {
		staffId,
		displayName,
		roles,
		permissions: permissionsOf(roles),
		actor: { kind: "staff", id: staffId },
	} as unknown as Staff;
}

/** Returns the authority of the command line, which is trusted because it has the owner's secrets. The audit log shows `name`. */
export function operator(name: string): Operator {
	return { actor: systemActor(name) } as unknown as Operator;
}

/** Returns the actor of a task or a command, for audit entries. */
export function systemActor(name: string): Actor {
	return { kind: "system", id: name };
}
