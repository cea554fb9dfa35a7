import { count, desc, eq, sql } from "drizzle-orm";
import type { Member } from "../authority";
import { unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { mayHaveBeenSeen } from "../guidance";
import type { DataCategory, Exposure } from "../guidance/schema";
import type { Locale } from "../i18n";
import { incidentsForAnswers } from "../incidents";
import type { Finding } from "../incidents/schema";
import type { KeptBody } from "./saved-answers";
import type { AnswerLine, Outcome, PastAnswer } from "./schema";

const { checkResult } = tables;
const perPage = 20;

/** The exposures of one answer that says "affected". */
export const exposuresIn = (lines: readonly AnswerLine[], findings: readonly Finding[]): Exposure[] =>
	lines
		.filter((line) => line.standing === "in-data")
		.map((line) => ({ category: line.category, seen: mayHaveBeenSeen(findings) }));

/**
 * What a person was last told for each incident that still stands, as a plan needs it. For those who may not look up:
 * nothing is looked up or kept here.
 */
export async function latestExposures(
	tx: Pick<Transaction, "selectDistinctOn">,
	personId: string,
): Promise<Exposure[]> {
	const [rows, incidents] = await Promise.all([
		tx
			.selectDistinctOn([checkResult.incidentId])
			.from(checkResult)
			.where(eq(checkResult.personId, personId))
			.orderBy(checkResult.incidentId, desc(checkResult.checkedAt)),
		incidentsForAnswers("en"),
	]);
	const standing = rows.filter(
		(row) => row.outcome === "affected" && incidents.some((each) => each.id === row.incidentId),
	);
	return standing.flatMap((row) => {
		const body: KeptBody = JSON.parse(unseal("answer", row.answer));
		return exposuresIn(body.lines as AnswerLine[], body.findings as Finding[]);
	});
}

/** One page of the answers the person was given, newest first. Throws when the database or a seal fails. */
export async function pastAnswers(
	member: Member,
	locale: Locale,
	asked: number,
): Promise<{ answers: PastAnswer[]; page: number; pages: number }> {
	const page = Math.max(1, asked);
	const own = eq(checkResult.personId, member.personId);
	const db = database();
	const [rows, [total], incidents] = await Promise.all([
		db
			.select({
				row: checkResult,
				current: sql<boolean>`${checkResult.checkedAt} = max(${checkResult.checkedAt}) over (partition by ${checkResult.incidentId})`,
			})
			.from(checkResult)
			.where(own)
			.orderBy(desc(checkResult.checkedAt), desc(checkResult.id))
			.limit(perPage)
			.offset((page - 1) * perPage),
		db.select({ count: count() }).from(checkResult).where(own),
		incidentsForAnswers(locale),
	]);
	const answers = rows.map(({ row, current }): PastAnswer => {
		const body: KeptBody = JSON.parse(unseal("answer", row.answer));
		return {
			id: row.id,
			title: incidents.find((each) => each.id === row.incidentId)?.title ?? { text: "", lang: "en" },
			outcome: row.outcome as Outcome,
			categories: body.lines.filter((each) => each.standing === "in-data").map((each) => each.category as DataCategory),
			versions: row.versions,
			checkedAt: row.checkedAt,
			lastCheckedAt: row.lastCheckedAt,
			current,
		};
	});
	return { answers, page, pages: Math.max(1, Math.ceil((total?.count ?? 0) / perPage)) };
}
