import { sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member, Role, Staff } from "../authority";
import { database, namedQuery, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { mintMember, mintStaff } from "./roles";
import { type Audience, sessionLimits } from "./schema";
import { newToken, sessionHash, sessionSecret } from "./tokens";

/** The person or member of staff that a session belongs to. */
export type SessionOwner = { personId: string } | { staffId: string };

const { session } = tables;

/** Opens a session. Returns its token, of which the database keeps only a hash. No token opens two, to prevent session fixation. */
export async function openSession(
	tx: Transaction,
	owner: SessionOwner,
	{ device, newBrowser, token = newToken() }: { device: string; newBrowser: boolean; token?: string | undefined },
): Promise<string> {
	const audience: Audience = "personId" in owner ? "member" : "staff";
	const id = newId("ses");
	await tx.insert(session).values({
		id,
		...owner,
		tokenHash: sessionHash(token),
		device,
		newBrowser,
		expiresAt: sql`now() + make_interval(mins => ${sessionLimits[audience].absolute})`,
	});
	const actor =
		"personId" in owner
			? { kind: "member" as const, id: owner.personId }
			: { kind: "staff" as const, id: owner.staffId };
	await record(tx, actor, "session.opened", id);
	return token;
}

/** Returns the start of a query that finds a live session as `live`, and updates its seen_at if that is more than a minute old. */
function liveOf(audience: Audience): string {
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
	)`;
}
/** One round trip per page. The queries are named, so that PostgreSQL plans them once per connection. */
const lookUp = (audience: Audience) => `${liveOf(audience)} select id, owner, name, roles from live`;
const lookUps: Record<Audience, string> = { member: lookUp("member"), staff: lookUp("staff") };

async function liveSession(audience: Audience, token: string) {
	type Row = { id: string; owner: string; name: string; roles: Role[] };
	const rows = await namedQuery<Row>(database(), `session-${audience}`, lookUps[audience], [sessionHash(token)]);
	return rows[0];
}

/** Returns the member of a session token. Undefined if the session has ended or never existed. Throws if the database fails. */
export async function memberOfToken(token: string): Promise<Member | undefined> {
	const live = await liveSession("member", token);
	return live && mintMember(live.owner, live.id, sessionSecret(token));
}

/**
 * Returns a frequent question about the member of a session token, asked in the round trip that finds the session: the member, and the row
 * that `query` selects of the person `live.owner`. It returns undefined as `memberOfToken` does, and throws if the database fails.
 */
export function questionOfMember<Row extends object>(
	name: string,
	query: string,
): (token: string) => Promise<{ member: Member; row: Row } | undefined> {
	const text = `${liveOf("member")} select live.id, live.owner, asked.* from live cross join lateral (${query}) asked`;
	return async (token) => {
		type Found = Row & { id: string; owner: string };
		const [row] = await namedQuery<Found>(database(), name, text, [sessionHash(token)]);
		return row && { member: mintMember(row.owner, row.id, sessionSecret(token)), row };
	};
}

/** Returns the staff of a session token, with their current roles. Undefined if the session has ended or they were removed. Throws if the database fails. */
export async function staffOfToken(token: string): Promise<Staff | undefined> {
	const live = await liveSession("staff", token);
	return live && mintStaff(live.owner, live.name, live.roles);
}

/** Ends the session of a token, of either audience. Does nothing if it has ended already. */
export async function endSession(token: string): Promise<void> {
	await database().execute(sql`select end_session(${sessionSecret(token)})`);
}

/** A browser in which the member is signed in, for the devices page. `here` marks the requesting one, `isNew` one not used before. */
type Device = { id: string; device: string; isNew: boolean; signedInAt: Date; seenAt: Date; here: boolean };

/** Returns the browsers in which the member is signed in: the requesting one first, then the most recently used. */
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
		isNew: row.newBrowser,
		signedInAt: row.createdAt,
		seenAt: row.seenAt,
		here: row.id === member.sessionId,
	}));
}

/** Ends one other session of the member, or all others, within a transaction. Returns how many ended. Never ends another person's session. */
export async function signOutEverywhereBut(
	tx: Pick<Transaction, "execute">,
	member: Member,
	sessionId?: string,
): Promise<number> {
	const { rows } = await tx.execute<{ ended: number }>(
		sql`select end_other_sessions(${member.sessionSecret}, ${sessionId ?? null}) as ended`,
	);
	return rows[0]?.ended ?? 0;
}

/** Ends one other session of the member, or all others. Returns how many ended. */
export async function signOutElsewhere(member: Member, sessionId?: string): Promise<number> {
	return signOutEverywhereBut(database(), member, sessionId);
}
