/** What became of messages, in numbers: for staff by group, and for a regulator by incident. Nobody is named. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, type Transaction, tables } from "../database";
import { hasValues, lockCreation, minuteAgo } from "../double-submit";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import {
	type Cohort,
	type CohortFigures,
	cohorts,
	type DeliveryCount,
	type DeliveryState,
	type NotificationLine,
	type OtherNotice,
	type OtherNoticeKind,
} from "./schema";

const { message, otherNotice } = tables;

/** What became of a message, in numbers. */
export type MessageCounts = {
	deliveries: DeliveryCount[];
	/** The people of each group that it has not reached. */
	notReached: { cohort: Cohort; people: number }[];
	/** Of linked messages, once none is a draft: how many people there are, how many are in none of them and in more than one. */
	linked: { everybody: number; in_none: number; in_several: number } | null;
	/** When they were counted, if that was not now. */
	countedAt: Date | null;
	/** Whether they are still to be counted: then there are none. */
	isCounting: boolean;
};

/** Which number of a group a delivery's state is counted in. A complaint is about a mail that was accepted. */
const countedAs: Record<DeliveryState, Exclude<keyof CohortFigures, "cohort">> = {
	excluded: "excluded",
	waiting: "waiting",
	sending: "waiting",
	accepted: "accepted",
	complaint: "accepted",
	unknown: "unknown",
	"no-such-address": "bounced",
	"not-accepting": "bounced",
	failed: "bounced",
	stopped: "stopped",
};

/** Returns the number of people of each group that a message has not reached. */
async function countNotReached(tx: Transaction, id: string): Promise<MessageCounts["notReached"]> {
	const { rows } = await tx.execute<MessageCounts["notReached"][number]>(sql`select * from count_not_reached(${id})`);
	return rows;
}

/** Adds up what became of a message for each group in its audience. */
export function cohortFigures({
	deliveries,
	notReached,
}: Pick<MessageCounts, "deliveries" | "notReached">): CohortFigures[] {
	return cohorts.flatMap((cohort) => {
		const own = deliveries.filter((count) => count.cohort === cohort);
		if (own.length === 0) return [];
		const figures: CohortFigures = {
			cohort,
			prepared: 0,
			excluded: 0,
			accepted: 0,
			bounced: 0,
			unknown: 0,
			waiting: 0,
			stopped: 0,
			checked: 0,
			notReached: notReached.find((count) => count.cohort === cohort)?.people ?? 0,
		};
		for (const { state, people, checked } of own) {
			figures[countedAs[state]] += people;
			figures.checked += checked;
			if (state !== "excluded") figures.prepared += people;
		}
		return [figures];
	});
}

/** Returns what was done instead for people whom a message did not reach, the oldest first. */
export async function otherNotices(staff: Staff, messageId: string): Promise<OtherNotice[]> {
	requirePermission(staff, "messages:write");
	const rows = await database()
		.select({
			id: otherNotice.id,
			kind: otherNotice.kind,
			doneOn: otherNotice.doneOn,
			note: otherNotice.note,
			notReached: otherNotice.notReached,
		})
		.from(otherNotice)
		.where(eq(otherNotice.messageId, messageId))
		.orderBy(asc(otherNotice.doneOn), asc(otherNotice.notedAt));
	return rows.map((row) => ({ ...row, kind: row.kind as OtherNoticeKind }));
}

/** Notes what was done instead. The same note within a minute is one. "wrong-state" if the message has not gone out. */
export async function noteOtherNotice(
	staff: Staff,
	messageId: string,
	{ kind, doneOn, note }: Omit<OtherNotice, "id" | "notReached">,
): Promise<Result<undefined, "wrong-state">> {
	requirePermission(staff, "messages:write");
	return database().transaction(async (tx) => {
		const [sent] = await tx.select({ at: message.startedAt }).from(message).where(eq(message.id, messageId));
		if (!sent?.at) return err("wrong-state");
		await lockCreation(tx);
		const fresh = await tx
			.select()
			.from(otherNotice)
			.where(and(eq(otherNotice.messageId, messageId), gt(otherNotice.notedAt, minuteAgo)));
		if (fresh.some((row) => hasValues(row, { kind, doneOn, note }))) return ok();
		const notReached = (await countNotReached(tx, messageId)).reduce((sum, { people }) => sum + people, 0);
		const id = newId("oth");
		await tx.insert(otherNotice).values({ id, messageId, kind, doneOn, note, notReached, notedBy: staff.staffId });
		await record(tx, staff.actor, "message.other-notice-noted", messageId, { kind, people: notReached });
		return ok();
	});
}

/**
 * Returns who was told what about an incident, when, by which channel and with what result, in numbers (UK GDPR, Articles 33 and 34).
 * Records that it was taken out.
 */
export async function incidentNotifications(staff: Staff, incidentId: string): Promise<NotificationLine[]> {
	requirePermission(staff, "messages:write");
	return database().transaction(async (tx) => {
		const { rows } = await tx.execute<NotificationLine>(
			sql`select * from incident_notifications(${staff.staffId}, ${incidentId})`,
		);
		await record(tx, staff.actor, "incident.notifications-exported", incidentId, { lines: rows.length });
		return rows;
	});
}
