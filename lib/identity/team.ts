import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { type Operator, type Role, requirePermission, roles, type Staff } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { advisoryLocks, database, type Transaction, tables } from "../database";
import { fingerprint, mask, normalise, withoutTag } from "../identifiers";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { mintStaff } from "./roles";

const { staffMember, staffChange } = tables;
type Row = typeof staffMember.$inferSelect;

/** A member of staff as the team page and the command line show them. `you` marks the viewer. */
type TeamMember = {
	id: string;
	displayName: string;
	maskedEmail: string;
	roles: Role[];
	addedAt: Date;
	you: boolean;
	/** Who made or changed the account within a day, while nobody has vouched for it: the two approve nothing together until `until`. */
	changed?: { by: string; until: Date; mayVouch: boolean };
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

/** Returns the staff for whom a task of the worker finishes what they began, or undefined if they are staff no more. */
export async function staffForTask(staffId: string): Promise<Staff | undefined> {
	const [row] = await database()
		.select()
		.from(staffMember)
		.where(and(eq(staffMember.id, staffId), isNull(staffMember.removedAt)));
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
	const changes = await recentChanges();
	const names = new Map(rows.map((row) => [row.id, row.displayName]));
	const viewer = "staffId" in authority ? authority.staffId : undefined;
	const changeOf = (staffId: string) => {
		const [change] = changes.filter((change) => change.staffId === staffId);
		if (!change) return {};
		const mayVouch = viewer !== undefined && viewer !== staffId && viewer !== change.changedBy;
		return { changed: { by: names.get(change.changedBy) ?? "Someone who has left", until: change.until, mayVouch } };
	};
	return rows.map((row) => ({
		id: row.id,
		displayName: row.displayName,
		maskedEmail: mask("email", unseal("address", row.emailSealed)) ?? "•••",
		roles: row.roles as Role[],
		addedAt: row.addedAt,
		you: viewer === row.id,
		...changeOf(row.id),
	}));
}

/** Returns who was made or changed by whom within a day, while nobody has vouched for them; the newest first. */
async function recentChanges(): Promise<{ staffId: string; changedBy: string; until: Date }[]> {
	const rows = await database()
		.select()
		.from(staffChange)
		.where(and(isNull(staffChange.vouchedBy), gt(staffChange.changedAt, sql`now() - interval '24 hours'`)))
		.orderBy(desc(staffChange.changedAt));
	return rows.map(({ staffId, changedBy, changedAt }) => ({
		staffId,
		changedBy,
		until: new Date(changedAt.getTime() + 24 * 3_600_000),
	}));
}

/**
 * Says that the person behind an account is known, so that they may approve together with whoever made or changed it. Refused for
 * oneself, for who made the change, and for staff who may themselves be one of the two.
 */
export async function vouchFor(staff: Staff, staffId: string): Promise<Result<undefined, "may-not-vouch">> {
	requirePermission(staff, "team:manage");
	return database().transaction(async (tx) => {
		await lockTeam(tx);
		const { rows } = await tx.execute<{ done: boolean }>(
			sql`select vouch_for_staff(${staff.staffId}, ${staffId}) as done`,
		);
		if (rows[0]?.done) return ok();
		// Pressed twice: they have said so already.
		const said = and(eq(staffChange.staffId, staffId), eq(staffChange.vouchedBy, staff.staffId));
		const today = gt(staffChange.changedAt, sql`now() - interval '24 hours'`);
		return (await tx.$count(staffChange, and(said, today))) > 0 ? ok() : err("may-not-vouch");
	});
}

/**
 * Keeps which account at the single sign-on provider a member of staff signs in with. Returns false if it is another member's, so that
 * one person is not two. `word` is the id of the provider's word that this transaction uses.
 */
export async function keepStaffAccount(tx: Transaction, staffId: string, word: string): Promise<boolean> {
	const { rows } = await tx.execute<{ own: boolean }>(sql`select keep_staff_account(${word}, ${staffId}) as own`);
	return rows[0]?.own === true;
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
): Promise<Result<string, "not-an-address" | "tagged" | "already-staff">> {
	requirePermission(authority, "team:manage");
	const address = normalise("email", add.email);
	const print = fingerprint("email", add.email);
	if (!address || !print) return err("not-an-address");
	// Tags of one mailbox would make several people of one.
	if (withoutTag(address) !== address) return err("tagged");
	return database().transaction(async (tx) => {
		await lockTeam(tx);
		const known = await staffOfAddress(tx, print);
		if (known) return (await wasAddedBy(tx, authority, known, add.displayName)) ? ok(known.id) : err("already-staff");
		const id = newId("stf");
		const held = roles.filter((role) => add.roles.includes(role));
		const { kind, id: by } = authority.actor;
		await tx.execute(
			sql`select add_staff(${kind}, ${by}, ${id}, ${add.displayName}, ${print}, ${seal("address", address)}, ${sql.param(held)}::text[])`,
		);
		return ok(id);
	});
}

/** Whether this administrator has added somebody under this name within a minute: the button was pressed twice. */
async function wasAddedBy(
	tx: Transaction,
	authority: Staff | Operator,
	known: Pick<Row, "id" | "displayName">,
	name: string,
): Promise<boolean> {
	if (!("staffId" in authority) || known.displayName !== name) return false;
	const own = and(eq(staffChange.staffId, known.id), eq(staffChange.changedBy, authority.staffId));
	return (await tx.$count(staffChange, and(own, gt(staffChange.changedAt, sql`now() - interval '1 minute'`)))) > 0;
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
		// Nothing changes: the button was pressed twice, or for nothing.
		if (isDeepStrictEqual(new Set(row.roles), new Set(next))) return ok();
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
