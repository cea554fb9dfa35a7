import { and, eq, gt, sql } from "drizzle-orm";
import { seal, unseal } from "../crypto/seal";
import { advisoryLocks, database, type Transaction, tables } from "../database";
import { hasValues, minuteAgo } from "../double-submit";
import { networkHash } from "../identity";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { reportsOfADay } from "./limits";
import type { ReportForm } from "./schema";

const { fakeReport } = tables;

/**
 * Keeps a report of a fake message for staff, sealed. The same report from one network within a minute is one. Returns "too-many"
 * beyond a limit. Anybody may report.
 */
export async function reportFake(report: ReportForm, network: string): Promise<Result<undefined, "too-many">> {
	const hash = networkHash(network);
	return database().transaction(async (tx) => {
		// The reports of a network wait for each other, so that a second press finds the report of the first.
		await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.report}, ${hash.readInt32BE()})`);
		return (await isReported(tx, report, hash)) ? ok() : insertReport(tx, report, hash);
	});
}

/** Whether a network has sent just this report within a minute. */
async function isReported(tx: Transaction, { channel, sender, text }: ReportForm, hash: Buffer): Promise<boolean> {
	const fresh = and(eq(fakeReport.networkHash, hash), gt(fakeReport.reportedAt, minuteAgo));
	const rows = await tx.select().from(fakeReport).where(fresh);
	return rows.some((row) => {
		const [sentBy, said] = [unseal("fake-report", row.senderSealed), unseal("fake-report", row.textSealed)];
		return hasValues({ channel: row.channel, sender: sentBy, text: said }, { channel, sender, text });
	});
}

/** Inserts a report if the limits allow it. */
async function insertReport(tx: Transaction, report: ReportForm, hash: Buffer): Promise<Result<undefined, "too-many">> {
	const { most, share } = reportsOfADay;
	const { rows } = await tx.execute<{ room: boolean }>(sql`
		select has_room(${share}::numeric, ${most}::bigint - count(*), count(*) filter (where network_hash = ${hash}),
			count(*) filter (where substring(network_hash for 16) = substring(${hash}::bytea for 16)),
			count(*) filter (where substring(network_hash for 8) = substring(${hash}::bytea for 8))) as room
		from fake_report where reported_at > now() - interval '24 hours'`);
	if (!rows[0]?.room) return err("too-many");
	await tx.insert(fakeReport).values({
		id: newId("fkr"),
		channel: report.channel,
		senderSealed: seal("fake-report", report.sender),
		textSealed: seal("fake-report", report.text),
		networkHash: hash,
	});
	return ok();
}
