import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import { hasJustRecorded, record } from "../audit";
import { type Member, requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { provenEmails } from "../identity";
import { pageCount, pageOffset } from "../pagination";
import { err, ok, type Result } from "../result";
import { lockContact } from "./consents";
import { readPoints } from "./contact-points";
import type { ContactPoint, Format } from "./schema";

const { formatRequest } = tables;
const perPage = 50;

/** How many days the staff have to send a format. The organisation's own rule. */
const daysToSend = 7;

/** A request as the queue shows it, without name and address. `sendBy` is the day by which it should be sent. */
export type FormatRequest = {
	id: string;
	format: Exclude<Format, "standard">;
	language: "en" | "cy";
	askedAt: Date;
	sendBy: Date;
	sentAt: Date | null;
};

/** Returns one page (50) of the waiting requests, the oldest first. */
export async function waitingRequests(
	staff: Staff,
	page: number,
): Promise<{ requests: FormatRequest[]; all: number; page: number; pages: number }> {
	requirePermission(staff, "desk:read");
	const waiting = isNull(formatRequest.settledAt);
	const [rows, [total]] = await Promise.all([
		database()
			.select()
			.from(formatRequest)
			.where(waiting)
			.orderBy(asc(formatRequest.askedAt), asc(formatRequest.id))
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ all: count() }).from(formatRequest).where(waiting),
	]);
	const all = total?.all ?? 0;
	return { requests: rows.map(toRequest), all, page, pages: pageCount(all, perPage) };
}

/** Returns the requests sent in the last 30 days, the newest first, at most 20. Staff can undo a mistake there. */
export async function sentRequests(staff: Staff): Promise<FormatRequest[]> {
	requirePermission(staff, "desk:read");
	const lately = sql`${formatRequest.settledAt} > now() - interval '30 days'`;
	const rows = await database()
		.select()
		.from(formatRequest)
		.where(and(eq(formatRequest.outcome, "sent"), lately))
		.orderBy(desc(formatRequest.settledAt), desc(formatRequest.id))
		.limit(20);
	return rows.map(toRequest);
}

/** Returns the member's newest request; undefined if there is none or it was withdrawn. */
export async function requestOf(member: Member): Promise<FormatRequest | undefined> {
	const [row] = await database()
		.select()
		.from(formatRequest)
		.where(eq(formatRequest.personId, member.personId))
		.orderBy(desc(formatRequest.askedAt), desc(formatRequest.id))
		.limit(1);
	return row && row.outcome !== "taken-back" ? toRequest(row) : undefined;
}

/** A request with the contact points to send it to. Without an email address among them, `signInAddresses` holds the proven ones. */
type OpenRequest = FormatRequest & { points: ContactPoint[]; signInAddresses: string[] };

/** Returns one waiting request with its contact points. Writes an audit entry, because staff see addresses. */
export async function openRequest(staff: Staff, id: string): Promise<Result<OpenRequest, "absent">> {
	requirePermission(staff, "desk:read");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(formatRequest)
			.where(and(eq(formatRequest.id, id), isNull(formatRequest.settledAt)));
		if (!row) return err("absent");
		await record(tx, staff.actor, "format-request.opened", id);
		const points = await readPoints(tx, row.personId);
		const reachable = points.some((point) => point.channel === "email");
		return ok({ ...toRequest(row), points, signInAddresses: reachable ? [] : await provenEmails(tx, row.personId) });
	});
}

/** Marks a waiting request as sent. Returns "absent" if it no longer waits. */
export async function markSent(staff: Staff, id: string): Promise<Result<undefined, "absent">> {
	requirePermission(staff, "desk:read");
	return database().transaction(async (tx) => {
		const sent = await tx
			.update(formatRequest)
			.set({ outcome: "sent", settledAt: sql`now()` })
			.where(and(eq(formatRequest.id, id), isNull(formatRequest.settledAt)))
			.returning();
		if (sent.length === 0)
			return (await hasJustRecorded(tx, staff.actor, "format-request.sent", id)) ? ok() : err("absent");
		await record(tx, staff.actor, "format-request.sent", id);
		return ok();
	});
}

/** Puts a request that was marked as sent by mistake back into the queue. Returns "replaced" if the person has made a newer one. */
export async function markWaiting(staff: Staff, id: string): Promise<Result<undefined, "absent" | "replaced">> {
	requirePermission(staff, "desk:read");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(formatRequest)
			.where(and(eq(formatRequest.id, id), eq(formatRequest.outcome, "sent")))
			.for("update");
		if (!row) return (await hasJustRecorded(tx, staff.actor, "format-request.put-back", id)) ? ok() : err("absent");
		await lockContact(tx, row.personId);
		const [newest] = await tx
			.select()
			.from(formatRequest)
			.where(eq(formatRequest.personId, row.personId))
			.orderBy(desc(formatRequest.askedAt), desc(formatRequest.id))
			.limit(1);
		if (newest?.id !== id) return err("replaced");
		await tx.update(formatRequest).set({ outcome: null, settledAt: null }).where(eq(formatRequest.id, id));
		await record(tx, staff.actor, "format-request.put-back", id);
		return ok();
	});
}

/** Returns a row as the queue shows it. */
function toRequest(row: typeof formatRequest.$inferSelect): FormatRequest {
	const { id, format, language, askedAt } = row;
	return {
		id,
		format: format as FormatRequest["format"],
		language: language as FormatRequest["language"],
		askedAt,
		sendBy: new Date(askedAt.getTime() + daysToSend * 86_400_000),
		sentAt: row.outcome === "sent" ? row.settledAt : null,
	};
}
