import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member, Role, Staff } from "../authority";
import { database, namedQuery, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { mintMember, mintStaff } from "./roles";
import { type Audience, sessionLimits } from "./schema";
import { newToken, sessionHash } from "./tokens";

/** Whose session it is. */
type SessionOwner = { personId: string } | { staffId: string };

const { session } = tables;

/** Opens a session and gives its token, which stands nowhere else. Always a new one, so that a planted cookie is worth nothing. */
export async function openSession(tx: Transaction, owner: SessionOwner, device: string): Promise<string> {
	const token = newToken();
	const audience: Audience = "personId" in owner ? "member" : "staff";
	const id = newId("ses");
	await tx.insert(session).values({
		id,
		...owner,
		tokenHash: sessionHash(token),
		device,
		expiresAt: sql`now() + make_interval(mins => ${sessionLimits[audience].absolute})`,
	});
	const actor =
		"personId" in owner
			? { kind: "member" as const, id: owner.personId }
			: { kind: "staff" as const, id: owner.staffId };
	await record(tx, actor, "session.opened", id);
	return token;
}

/**
 * One round trip a page: finds the live session, and moves its seen_at when that is more than a minute old.
 * Named, so that PostgreSQL plans it once a connection.
 */
function lookUp(audience: Audience): string {
	const who =
		audience === "member"
			? "s.person_id as owner, '' as name, '{}'::text[] as roles from session s"
			: "s.staff_id as owner, f.display_name as name, f.roles from session s join staff_member f on f.id = s.staff_id and f.removed_at is null";
	const column = audience === "member" ? "person_id" : "staff_id";
	return `with live as (
		select s.id, s.seen_at, ${who}
		where s.token_hash = $1 and s.${column} is not null and s.revoked_at is null and s.expires_at > now()
			and s.seen_at > now() - interval '${sessionLimits[audience].idle} minutes'
	), seen as (
		update session set seen_at = now() from live where session.id = live.id and live.seen_at < now() - interval '1 minute'
	)
	select id, owner, name, roles from live`;
}
const lookUps: Record<Audience, string> = { member: lookUp("member"), staff: lookUp("staff") };

async function liveSession(audience: Audience, token: string) {
	type Row = { id: string; owner: string; name: string; roles: Role[] };
	const rows = await namedQuery<Row>(database(), `session-${audience}`, lookUps[audience], [sessionHash(token)]);
	return rows[0];
}

/** The member behind a cookie's token; undefined when the session has ended or never was. Throws when the database is lost. */
export async function memberOfToken(token: string): Promise<Member | undefined> {
	const live = await liveSession("member", token);
	return live && mintMember(live.owner, live.id);
}

/** The staff behind a cookie's token, with today's roles; undefined when the session has ended or the person has left. */
export async function staffOfToken(token: string): Promise<Staff | undefined> {
	const live = await liveSession("staff", token);
	return live && mintStaff(live.owner, live.name, live.roles);
}

/** Ends the session of a token on the server, whichever audience it has. Nothing happens when it has ended already. */
export async function endSession(token: string): Promise<void> {
	await database().transaction(async (tx) => {
		const [ended] = await tx
			.update(session)
			.set({ revokedAt: sql`now()` })
			.where(and(eq(session.tokenHash, sessionHash(token)), isNull(session.revokedAt)))
			.returning();
		if (!ended) return;
		const actor = ended.personId
			? { kind: "member" as const, id: ended.personId }
			: { kind: "staff" as const, id: ended.staffId ?? "" };
		await record(tx, actor, "session.ended", ended.id);
	});
}

/** A place where somebody is signed in, for the devices page. */
type Device = { id: string; device: string; signedInAt: Date; seenAt: Date; here: boolean };

/** Where the member is signed in: this place first, then the most recently used. */
export async function devicesOf(member: Member): Promise<Device[]> {
	const rows = await database()
		.select()
		.from(session)
		.where(
			sql`${session.personId} = ${member.personId} and ${session.revokedAt} is null and ${session.expiresAt} > now()
				and ${session.seenAt} > now() - make_interval(mins => ${sessionLimits.member.idle})`,
		)
		.orderBy(sql`${session.id} = ${member.sessionId} desc`, sql`${session.seenAt} desc`);
	return rows.map((row) => ({
		id: row.id,
		device: row.device,
		signedInAt: row.createdAt,
		seenAt: row.seenAt,
		here: row.id === member.sessionId,
	}));
}

/** Signs the member out of one other place, or of all others, within a transaction. Gives how many sessions ended; somebody else's are not touched. */
export async function signOutEverywhereBut(tx: Transaction, member: Member, sessionId?: string): Promise<number> {
	const ended = await tx
		.update(session)
		.set({ revokedAt: sql`now()` })
		.where(
			and(
				eq(session.personId, member.personId),
				ne(session.id, member.sessionId),
				isNull(session.revokedAt),
				sessionId === undefined ? undefined : eq(session.id, sessionId),
			),
		)
		.returning({ id: session.id });
	for (const { id } of ended) await record(tx, member.actor, "session.revoked", id);
	return ended.length;
}

/** Signs the member out of one other place, or of all others. Gives how many sessions ended. */
export async function signOutElsewhere(member: Member, sessionId?: string): Promise<number> {
	return database().transaction((tx) => signOutEverywhereBut(tx, member, sessionId));
}

/** Ends every session of a person or of staff, within the transaction of the change that asks for it. */
export async function revokeAll(tx: Transaction, owner: SessionOwner): Promise<void> {
	await tx
		.update(session)
		.set({ revokedAt: sql`now()` })
		.where(
			and(
				"personId" in owner ? eq(session.personId, owner.personId) : eq(session.staffId, owner.staffId),
				isNull(session.revokedAt),
			),
		);
}
