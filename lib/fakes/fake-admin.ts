// Staff's side of fakes: the queue of reports and the public list.
import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import { hasJustRecorded, record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { newId } from "../ids";
import { pageCount, pageOffset } from "../pagination";
import { err, ok, type Result } from "../result";
import type { FakeChannel, FakeForm } from "./schema";

const { fakeReport, fakeMessage } = tables;
const perPage = 50;
const waiting = isNull(fakeReport.outcome);

/** A report as the queue lists it, without its text. */
type FakeReport = { id: string; channel: FakeChannel; reportedAt: Date };

const toReport = (row: typeof fakeReport.$inferSelect): FakeReport => ({
	id: row.id,
	channel: row.channel as FakeChannel,
	reportedAt: row.reportedAt,
});

/** Returns one page of the reports that nobody has decided on, the oldest first. */
export async function waitingReports(
	staff: Staff,
	page: number,
): Promise<{ reports: FakeReport[]; all: number; page: number; pages: number }> {
	requirePermission(staff, "desk:read");
	const [rows, [total]] = await Promise.all([
		database()
			.select()
			.from(fakeReport)
			.where(waiting)
			.orderBy(asc(fakeReport.reportedAt), asc(fakeReport.id))
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ all: count() }).from(fakeReport).where(waiting),
	]);
	const all = total?.all ?? 0;
	return { reports: rows.map(toReport), all, page, pages: pageCount(all, perPage) };
}

/** Reads one report with its text. Writes an audit entry, because the text may name the person who got it. */
export async function openReport(
	staff: Staff,
	id: string,
): Promise<Result<FakeReport & { sender: string; text: string }, "absent">> {
	requirePermission(staff, "updates:write");
	return database().transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(fakeReport)
			.where(and(eq(fakeReport.id, id), waiting));
		if (!row) return err("absent");
		await record(tx, staff.actor, "fake-report.opened", id);
		const [sender, text] = [unseal("fake-report", row.senderSealed), unseal("fake-report", row.textSealed)];
		return ok({ ...toReport(row), sender, text });
	});
}

/** Decides on a waiting report. Returns "again" if this member of staff has just decided so, "absent" if it was settled otherwise. */
async function settle(
	tx: Transaction,
	staff: Staff,
	id: string,
	outcome: "confirmed" | "dismissed",
): Promise<"settled" | "again" | "absent"> {
	const rows = await tx
		.update(fakeReport)
		.set({ outcome, settledAt: sql`now()` })
		.where(and(eq(fakeReport.id, id), waiting))
		.returning({ id: fakeReport.id });
	if (rows.length > 0) return "settled";
	return (await hasJustRecorded(tx, staff.actor, `fake-report.${outcome}`, id)) ? "again" : "absent";
}

/** Confirms a report and publishes what staff write about it. Returns "absent" if somebody has decided on it. */
export async function confirm(staff: Staff, id: string, fake: FakeForm): Promise<Result<string | undefined, "absent">> {
	requirePermission(staff, "updates:write");
	return database().transaction(async (tx) => {
		const settled = await settle(tx, staff, id, "confirmed");
		if (settled !== "settled") return settled === "again" ? ok(undefined) : err("absent");
		const published = newId("fkm");
		await tx.insert(fakeMessage).values({ id: published, ...fake });
		await record(tx, staff.actor, "fake-report.confirmed", id, { fake: published });
		return ok(published);
	});
}

/** Dismisses a report. Returns "absent" if somebody has decided on it. */
export async function dismiss(staff: Staff, id: string): Promise<Result<undefined, "absent">> {
	requirePermission(staff, "updates:write");
	return database().transaction(async (tx) => {
		const settled = await settle(tx, staff, id, "dismissed");
		if (settled !== "settled") return settled === "again" ? ok() : err("absent");
		await record(tx, staff.actor, "fake-report.dismissed", id);
		return ok();
	});
}

/** Returns the fakes that everybody can read, the newest first. */
export async function publishedFakes(staff: Staff): Promise<{ id: string; sender: string; publishedAt: Date }[]> {
	requirePermission(staff, "desk:read");
	return database()
		.select({ id: fakeMessage.id, sender: fakeMessage.sender, publishedAt: fakeMessage.publishedAt })
		.from(fakeMessage)
		.where(isNull(fakeMessage.removedAt))
		.orderBy(desc(fakeMessage.publishedAt), desc(fakeMessage.id));
}

/** Takes a fake off the public list. Returns "absent" if it is not there. */
export async function removeFake(staff: Staff, id: string): Promise<Result<undefined, "absent">> {
	requirePermission(staff, "updates:write");
	return database().transaction(async (tx) => {
		const rows = await tx
			.update(fakeMessage)
			.set({ removedAt: sql`now()` })
			.where(and(eq(fakeMessage.id, id), isNull(fakeMessage.removedAt)))
			.returning({ id: fakeMessage.id });
		if (rows.length === 0) return (await hasJustRecorded(tx, staff.actor, "fake.removed", id)) ? ok() : err("absent");
		await record(tx, staff.actor, "fake.removed", id);
		return ok();
	});
}
