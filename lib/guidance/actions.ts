import type { DataCategory } from "../data-categories";
import { type ActionId, actionIds, type Exposure } from "./schema";

type Rule = {
	/** Data categories that require the action if somebody may have read or copied them. */
	seen: readonly DataCategory[];
	/** Whether the action also applies to data that was only made unavailable or altered. */
	unavailable?: true;
	/** Whether the action is in the short plan of a person none of whose data may have been read or copied. */
	general?: "always" | "not-found";
	minutes: number;
};

/** The data categories of each action, from NCSC's advice on data breaches. */
export const rules: Record<ActionId, Rule> = {
	"change-password": { seen: ["password"], minutes: 10 },
	"secure-email": { seen: ["email-address"], general: "not-found", minutes: 10 },
	"stay-safe": { seen: ["postal-address", "membership", "political-opinion", "trade-union"], minutes: 2 },
	"watch-bank": { seen: ["bank-details"], minutes: 10 },
	"expect-calls": { seen: ["telephone-number"], minutes: 2 },
	"expect-emails": { seen: ["email-address"], minutes: 3 },
	"report-document": { seen: ["identity-document"], minutes: 15 },
	"check-credit": { seen: ["date-of-birth", "identity-document"], minutes: 15 },
	"check-letters": { seen: ["postal-address"], minutes: 2 },
	"real-details": { seen: ["name", "membership", "donations", "correspondence"], minutes: 2 },
	"protective-registration": { seen: ["date-of-birth", "identity-document"], minutes: 10 },
	"get-support": { seen: ["membership", "political-opinion", "trade-union"], minutes: 5 },
	"use-your-rights": { seen: ["membership", "political-opinion", "trade-union"], minutes: 10 },
	"check-details": { seen: [], unavailable: true, minutes: 5 },
	"other-addresses": { seen: [], general: "not-found", minutes: 5 },
	"stay-alert": { seen: [], general: "always", minutes: 5 },
};

/** Why an action is in a plan: categories that may have been seen, categories that were unavailable, or general advice. */
export type Reason = { kind: "seen" | "unavailable"; categories: DataCategory[] } | { kind: "general" };

/** An action of somebody's plan. `topic` is the guidance page it leads to; `minutes` is how long it takes most people. */
export type PlannedAction = { id: ActionId; reason: Reason; minutes: number; topic: DataCategory | "spotting-scams" };

/**
 * Chooses the actions for a person's exposures, most urgent first, without duplicates. A person without exposures gets the
 * short general plan. A person whose data was only unavailable is asked to check it and to stay alert. Pure.
 */
export function actionsFor(exposures: readonly Exposure[]): PlannedAction[] {
	const seen = new Set(exposures.filter((exposure) => exposure.seen).map((exposure) => exposure.category));
	const unavailable = new Set(exposures.filter((exposure) => !exposure.seen).map((exposure) => exposure.category));
	return actionIds.flatMap((id): PlannedAction[] => {
		const rule = rules[id];
		const reason = reasonFor(rule, seen, unavailable);
		if (!reason) return [];
		const topic = reason.kind === "general" ? "spotting-scams" : (reason.categories[0] ?? "spotting-scams");
		return [{ id, reason, minutes: rule.minutes, topic }];
	});
}

function reasonFor(rule: Rule, seen: Set<DataCategory>, unavailable: Set<DataCategory>): Reason | undefined {
	const calling = rule.seen.filter((category) => seen.has(category));
	if (calling.length > 0) return { kind: "seen", categories: calling };
	if (rule.unavailable && unavailable.size > 0) return { kind: "unavailable", categories: [...unavailable] };
	const nothing = seen.size === 0 && unavailable.size === 0;
	if (rule.general === "always" && seen.size === 0) return { kind: "general" };
	if (rule.general === "not-found" && nothing) return { kind: "general" };
	return undefined;
}

/** The part of an incident's finding that decides whether data may have been seen (see lib/incidents/schema.ts). */
type Finding = {
	effect: "inaccessible" | "accessed" | "copied" | "published" | "altered";
	confidence: "confirmed" | "likely" | "under-investigation" | "ruled-out";
};

/** Whether somebody may have read the data: access, copying or publication is not ruled out. */
export function mayHaveBeenSeen(findings: readonly Finding[]): boolean {
	return findings.some(
		({ effect, confidence }) =>
			(effect === "accessed" || effect === "copied" || effect === "published") && confidence !== "ruled-out",
	);
}
