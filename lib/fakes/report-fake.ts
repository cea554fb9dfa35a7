import { count, sql } from "drizzle-orm";
import { seal } from "../crypto/seal";
import { database, tables } from "../database";
import { networkHash } from "../identity";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import type { ReportForm } from "./schema";

const { fakeReport } = tables;

/** The most reports in 24 hours, of one network and in all. A mobile network has one address for many people. */
const reportLimits = { perNetwork: 20, inAll: 2_000 } as const;

/** Keeps a report of a fake message for staff, sealed. Returns "too-many" beyond a limit. Anybody may report. */
export async function reportFake(report: ReportForm, network: string): Promise<Result<undefined, "too-many">> {
	const hash = networkHash(network);
	const [sent] = await database()
		.select({
			all: count(),
			own: sql<number>`(count(*) filter (where ${fakeReport.networkHash} = ${hash}))::int`,
		})
		.from(fakeReport)
		.where(sql`${fakeReport.reportedAt} > now() - interval '24 hours'`);
	if (!sent || sent.all >= reportLimits.inAll || sent.own >= reportLimits.perNetwork) return err("too-many");
	await database()
		.insert(fakeReport)
		.values({
			id: newId("fkr"),
			channel: report.channel,
			senderSealed: seal("fake-report", report.sender),
			textSealed: seal("fake-report", report.text),
			networkHash: hash,
		});
	return ok();
}
