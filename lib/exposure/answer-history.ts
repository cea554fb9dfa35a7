import { count, desc, eq, sql } from "drizzle-orm";
import type { Member } from "../authority";
import { unseal } from "../crypto/seal";
import type { DataCategory } from "../data-categories";
import { database, type Transaction, tables } from "../database";
import { mayHaveBeenSeen } from "../guidance";
import type { Exposure } from "../guidance/schema";
import type { Locale } from "../i18n";
import { incidentsForAnswers } from "../incidents";
import type { Finding } from "../incidents/schema";
import { pageCount, pageOffset } from "../pagination";
import type { SavedBody } from "./answer-body";
import type { AnswerLine, Outcome, PastAnswer } from "./schema";

const { checkResult } = tables;
const perPage = 20;

/** Returns the exposures of one answer with the outcome "affected". */
export const exposuresIn = (lines: readonly AnswerLine[], findings: readonly Finding[]): Exposure[] =>
	lines
		.filter((line) => line.standing === "in-data")
		.map((line) => ({ category: line.category, seen: mayHaveBeenSeen(findings) }));

/**
 * Returns the exposures in a person's newest saved answers, for incidents that are still shown. Looks nothing up, so reminders,
 * which may not check anybody, can use it.
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
	const affected = rows.filter(
		(row) => row.outcome === "affected" && incidents.some((incident) => incident.id === row.incidentId),
	);
	return affected.flatMap((row) => {
		const body: SavedBody = JSON.parse(unseal("answer", row.answer));
		return exposuresIn(body.lines as AnswerLine[], body.findings as Finding[]);
	});
}

/** Returns a page of 20 of the member's saved answers, newest first. `page` counts from 1. Throws if the database fails or a seal does not open. */
export async function answerHistory(
	member: Member,
	locale: Locale,
	page: number,
): Promise<{ answers: PastAnswer[]; page: number; pages: number }> {
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
			.offset(pageOffset(page, perPage)),
		db.select({ count: count() }).from(checkResult).where(own),
		incidentsForAnswers(locale),
	]);
	const answers = rows.map(({ row, current }): PastAnswer => {
		const body: SavedBody = JSON.parse(unseal("answer", row.answer));
		return {
			id: row.id,
			title: incidents.find((incident) => incident.id === row.incidentId)?.title ?? { text: "", lang: "en" },
			outcome: row.outcome as Outcome,
			categories: body.lines.filter((line) => line.standing === "in-data").map((line) => line.category as DataCategory),
			versions: row.versions,
			checkedAt: row.checkedAt,
			lastCheckedAt: row.lastCheckedAt,
			current,
		};
	});
	return { answers, page, pages: pageCount(total?.count ?? 0, perPage) };
}
