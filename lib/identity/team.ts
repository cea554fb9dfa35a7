import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Operator, type Role, requirePermission, roles, type Staff } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { advisoryLocks, database, type Transaction, tables } from "../database";
import { fingerprint, mask, normalise } from "../identifiers";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { mintStaff } from "./roles";

const { staffMember } = tables;
type Row = typeof staffMember.$inferSelect;

/** A member of staff as the team page and the command line show them. `you` marks the viewer. */
type TeamMember = {
	id: string;
	displayName: string;
	maskedEmail: string;
	roles: Role[];
	addedAt: Date;
	you: boolean;
};

const current = (fingerprint: Buffer) =>
	and(eq(staffMember.emailFingerprint, fingerprint), isNull(staffMember.removedAt));

/** Returns the current staff row of a proven address, or undefined. Only this function decides who is staff. */
export async function staffOfAddress(
	tx: Pick<Transaction, "select">,
	address: Buffer,
): Promise<Pick<Row, "id" | "displayName" | "roles"> | undefined> {
	const [row] = await tx.select().from(staffMember).where(current(address));
	return row;
}

/** Returns the staff that a command acts for (`npm run import -- --as EMAIL`), or undefined. Trusts the caller, who has access to the server. */
export async function staffForCommand(email: string): Promise<Staff | undefined> {
	const print = fingerprint("email", email);
	const row = print && (await staffOfAddress(database(), print));
	return row && mintStaff(row.id, row.displayName, row.roles as Role[]);
}

/** Returns the current staff, ordered by name. */
export async function team(authority: Staff | Operator): Promise<TeamMember[]> {
	requirePermission(authority, "team:manage");
	const rows = await database()
		.select()
		.from(staffMember)
		.where(isNull(staffMember.removedAt))
		.orderBy(staffMember.displayName, staffMember.id);
	return rows.map((row) => ({
		id: row.id,
		displayName: row.displayName,
		maskedEmail: mask("email", unseal("staff-email", row.emailSealed)) ?? "•••",
		roles: row.roles as Role[],
		addedAt: row.addedAt,
		you: "staffId" in authority && authority.staffId === row.id,
	}));
}

/** Returns the display names of staff, past and present, by id. For the audit log. */
export async function staffNames(staff: Staff, ids: readonly string[]): Promise<Map<string, string>> {
	requirePermission(staff, "audit:read");
	if (ids.length === 0) return new Map();
	const rows = await database()
		.select({ id: staffMember.id, name: staffMember.displayName })
		.from(staffMember)
		.where(inArray(staffMember.id, [...ids]));
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** Locks the team until the transaction ends, so that two concurrent changes cannot remove the last administrator. */
async function lockTeam(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.team})`);
}

/** Adds the owner of an address to the staff. They sign in by proving the address. Sends no mail. Returns the new id. */
export async function addStaff(
	authority: Staff | Operator,
	add: { email: string; displayName: string; roles: readonly Role[] },
): Promise<Result<string, "not-an-address" | "already-staff">> {
	requirePermission(authority, "team:manage");
	const address = normalise("email", add.email);
	const print = fingerprint("email", add.email);
	if (!address || !print) return err("not-an-address");
	return database().transaction(async (tx) => {
		await lockTeam(tx);
		if (await staffOfAddress(tx, print)) return err("already-staff");
		const id = newId("stf");
		const held = roles.filter((role) => add.roles.includes(role));
		const { kind, id: by } = authority.actor;
		await tx.execute(
			sql`select add_staff(${kind}, ${by}, ${id}, ${add.displayName}, ${print}, ${seal("staff-email", address)}, ${sql.param(held)}::text[])`,
		);
		return ok(id);
	});
}

/** Whether there is an administrator other than `but`. */
async function anotherAdmin(tx: Transaction, but: string): Promise<boolean> {
	const rows = await tx.select().from(staffMember).where(isNull(staffMember.removedAt));
	return rows.some((row) => row.id !== but && row.roles.includes("admin"));
}

/** Changes somebody's roles, from their next request on. Refused if no administrator would remain. */
export async function changeRoles(
	authority: Staff | Operator,
	staffId: string,
	to: readonly Role[],
): Promise<Result<undefined, "absent" | "last-admin">> {
	requirePermission(authority, "team:manage");
	return database().transaction(async (tx) => {
		await lockTeam(tx);
		const [row] = await tx
			.select()
			.from(staffMember)
			.where(and(eq(staffMember.id, staffId), isNull(staffMember.removedAt)));
		if (!row) return err("absent");
		if (row.roles.includes("admin") && !to.includes("admin") && !(await anotherAdmin(tx, staffId)))
			return err("last-admin");
		const next = roles.filter((role) => to.includes(role));
		const { kind, id: by } = authority.actor;
		await tx.execute(sql`select change_staff_roles(${kind}, ${by}, ${staffId}, ${sql.param(next)}::text[])`);
		return ok();
	});
}

/** Removes somebody from the staff and ends their sessions at once. Refused for oneself and for the last administrator. */
export async function removeStaff(
	authority: Staff | Operator,
	staffId: string,
): Promise<Result<undefined, "absent" | "yourself" | "last-admin">> {
	requirePermission(authority, "team:manage");
	if ("staffId" in authority && authority.staffId === staffId) return err("yourself");
	return database().transaction(async (tx) => {
		await lockTeam(tx);
		const [row] = await tx
			.select()
			.from(staffMember)
			.where(and(eq(staffMember.id, staffId), isNull(staffMember.removedAt)));
		if (!row) return err("absent");
		if (row.roles.includes("admin") && !(await anotherAdmin(tx, staffId))) return err("last-admin");
		const { kind, id: by } = authority.actor;
		await tx.execute(sql`select remove_staff(${kind}, ${by}, ${staffId})`);
		return ok();
	});
}
