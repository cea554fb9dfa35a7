import { and, count, eq, gt, sql } from "drizzle-orm";
import { seal, unseal } from "../crypto/seal";
import { advisoryLocks, database, type Transaction, tables } from "../database";
import { hasValues, minuteAgo } from "../double-submit";
import { networkHash } from "../identity";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { ReportForm } from "./schema";

const { fakeReport } = tables;

/**
 * The most reports in 24 hours: of one network while there are less than `below` in all. A share gets smaller as the day fills, so that a
 * hundred networks leave room for everybody else's first. A mobile network has one address for many people. The networks around one
 * (lib/client-network.ts) have as much as two.
 */
const shares = [
	{ below: 1_000, perNetwork: 20 },
	{ below: 2_000, perNetwork: 5 },
	{ below: 4_000, perNetwork: 1 },
] as const;

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
	const [sent] = await tx
		.select({
			all: count(),
			own: sql<number>`(count(*) filter (where ${fakeReport.networkHash} = ${hash}))::int`,
			around: sql<number>`(count(*) filter (where substring(${fakeReport.networkHash} for 16) = substring(${hash}::bytea for 16)))::int`,
		})
		.from(fakeReport)
		.where(sql`${fakeReport.reportedAt} > now() - interval '24 hours'`);
	const most = sent && shares.find(({ below }) => sent.all < below)?.perNetwork;
	if (!most || sent.own >= most || sent.around >= 2 * most) return err("too-many");
	await tx.insert(fakeReport).values({
		id: newId("fkr"),
		channel: report.channel,
		senderSealed: seal("fake-report", report.sender),
		textSealed: seal("fake-report", report.text),
		networkHash: hash,
	});
	return ok();
}
