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
	publisher: ["desk:read", "updates:write", "incidents:write"],
	"data-lead": ["desk:read", "datasets:import", "datasets:activate"],
	admin: permissions,
};

/** What a set of roles allows, without repeats. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
	return [...new Set(roles.flatMap((role) => allowed[role] ?? []))];
}

// The three casts below are the only places where authority comes into being.

export function mintMember(personId: string, sessionId: string): Member {
	return { personId, sessionId, actor: { kind: "member", id: personId } } as unknown as Member;
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

/** The authority of the command line: whoever can run commands with the owner's secrets may do what they do. `name` stands in the audit log. */
export function operator(name: string): Operator {
	return { actor: systemActor(name) } as unknown as Operator;
}

/** Who acts when a task or a command does: for audit entries. */
export function systemActor(name: string): Actor {
	return { kind: "system", id: name };
}
