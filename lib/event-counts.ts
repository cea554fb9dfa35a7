/**
 * Counts of what happened in this process, for /metrics. Shared through the global symbol registry, because Next's bundle counts and
 * that of the web process shows them.
 */
const key = Symbol.for("member-self-check.event-counts");
const shared = globalThis as { [key]?: Map<string, Map<string, number>> };

/** What is counted: answers by outcome, codes that were asked for, right and wrong, and refused requests by reason. */
type Counted = "answers" | "codes" | "refusals";

/** Returns the counts of one thing, by label. */
export function eventCounts(what: Counted): Map<string, number> {
	shared[key] ??= new Map();
	const found = shared[key].get(what) ?? new Map<string, number>();
	shared[key].set(what, found);
	return found;
}

/** Counts one event. `label` is a word of a closed list, never anything about a person. */
export function countEvent(what: Counted, label: string): void {
	const counts = eventCounts(what);
	counts.set(label, (counts.get(label) ?? 0) + 1);
}
