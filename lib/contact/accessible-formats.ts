import { and, asc, count, eq, isNull, ne, or, sql } from "drizzle-orm";
import { record } from "../audit";
import { database, type Transaction, tables } from "../database";
import type { Member, Staff } from "../identity/schema";
import { newId } from "../ids";
import { ok, type Result, refused } from "../result";
import { readPoints } from "./points";
import type { ContactPoint, Format, Style } from "./schema";

const { formatRequest } = tables;
const perPage = 50;

/** One request as the queue shows it: no name and no address. */
export type FormatRequest = { id: string; format: Exclude<Format, "standard">; language: "en" | "cy"; askedAt: Date };

/**
 * Puts the wish for an accessible format into the staff's queue, in the transaction that saves it. The same wish again
 * changes nothing; another one takes the place of what still waits, and the standard format takes it back.
 */
export async function requestFormat(tx: Transaction, member: Member, { format, language }: Style): Promise<void> {
	const own = and(eq(formatRequest.personId, member.personId), isNull(formatRequest.settledAt));
	const other = or(ne(formatRequest.format, format), ne(formatRequest.language, language));
	const withdrawn = await tx
		.update(formatRequest)
		.set({ outcome: "taken-back", settledAt: sql`now()` })
		.where(and(own, other))
		.returning();
	for (const { id } of withdrawn) await record(tx, member.actor, "format-request.taken-back", id);
	const [waiting] = await tx.select().from(formatRequest).where(own);
	if (format === "standard" || waiting) return;
	const id = newId("fmt");
	await tx.insert(formatRequest).values({ id, personId: member.personId, format, language });
	await record(tx, member.actor, "format-request.made", id, { format, language });
}

/** One page (50) of the requests that wait, the oldest first. */
export async function waitingRequests(
	_staff: Staff,
	asked: number,
): Promise<{ requests: FormatRequest[]; all: number; page: number; pages: number }> {
	const page = Math.max(1, asked);
	const waiting = isNull(formatRequest.settledAt);
	const [rows, [total]] = await Promise.all([
		database()
			.select()
			.from(formatRequest)
			.where(waiting)
			.orderBy(asc(formatRequest.askedAt), asc(formatRequest.id))
			.limit(perPage)
			.offset((page - 1) * perPage),
		database().select({ all: count() }).from(formatRequest).where(waiting),
	]);
	const all = total?.all ?? 0;
	return { requests: rows.map(shown), all, page, pages: Math.max(1, Math.ceil(all / perPage)) };
}

/** One request that waits, with where to send it. Whoever looks stands in the audit log. */
export async function openRequest(
	staff: Staff,
	id: string,
): Promise<Result<FormatRequest & { points: ContactPoint[] }, "absent">> {
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(formatRequest)
			.where(and(eq(formatRequest.id, id), isNull(formatRequest.settledAt)));
		if (!row) return refused("absent");
		await record(tx, staff.actor, "format-request.opened", id);
		return ok({ ...shown(row), points: await readPoints(tx, row.personId) });
	});
}

/** Says that what was asked for is on its way. One that waits no longer is "absent". */
export async function markSent(staff: Staff, id: string): Promise<Result<undefined, "absent">> {
	return database().transaction(async (tx) => {
		const sent = await tx
			.update(formatRequest)
			.set({ outcome: "sent", settledAt: sql`now()` })
			.where(and(eq(formatRequest.id, id), isNull(formatRequest.settledAt)))
			.returning();
		if (sent.length === 0) return refused("absent");
		await record(tx, staff.actor, "format-request.sent", id);
		return ok();
	});
}

function shown({ id, format, language, askedAt }: typeof formatRequest.$inferSelect): FormatRequest {
	return { id, format: format as FormatRequest["format"], language: language as FormatRequest["language"], askedAt };
}
