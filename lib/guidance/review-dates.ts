import { type FactId, facts } from "./national-contacts";
import { type PageId, standingPages, topicSlugs } from "./schema";

const lastReview = "2026-11-23";

/** The days after which a page or a fact must be reviewed again. */
const reviewEveryDays = 182;

/** The day all pages were last reviewed against their sources. A page reviewed again gets its own day here. */
export const reviewedOn = {
	...(Object.fromEntries([...standingPages, ...topicSlugs].map((id) => [id, lastReview])) as Record<PageId, string>),
	safety: "2026-11-28",
};

/** A page or fact whose review was due on the calendar day `due`. */
type Overdue = { kind: "page" | "fact"; id: PageId | FactId; reviewedOn: string; due: string };

/** Returns pages and facts whose review is overdue at `now`, longest overdue first. Shown on the staff desk. */
export function overdueTopics(now: Date): Overdue[] {
	const today = now.toISOString().slice(0, 10);
	const all = [
		...Object.entries(reviewedOn).map(([id, day]) => ({ kind: "page" as const, id: id as PageId, reviewedOn: day })),
		...Object.entries(facts).map(([id, fact]) => ({
			kind: "fact" as const,
			id: id as FactId,
			reviewedOn: fact.reviewedOn as string,
		})),
	];
	return all
		.map((item) => ({ ...item, due: laterDay(item.reviewedOn, reviewEveryDays) }))
		.filter((item) => item.due < today)
		.sort((a, b) => a.due.localeCompare(b.due));
}

function laterDay(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
