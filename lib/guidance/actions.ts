import { type ActionId, actionIds, type DataCategory, type Exposure } from "./schema";

type Rule = {
	/** Categories that call for the action once somebody may have read or copied them. */
	seen: readonly DataCategory[];
	/** Whether data that was only made unavailable or altered calls for it. */
	unavailable?: true;
	/** Whether it belongs to the short plan of somebody with nothing known to be read or copied. */
	general?: "always" | "not-found";
	minutes: number;
};

/** Which data calls for which action, after the table of facts the guidance rests on (NCSC's advice on data breaches). */
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

/** Why an action stands in a plan: these categories may have been seen, or were unavailable, or it is advice for everybody. */
export type Reason = { kind: "seen" | "unavailable"; categories: DataCategory[] } | { kind: "general" };

/** An action of somebody's plan. `topic` is the guidance page it leads to; `minutes` is how long it takes most people. */
export type PlannedAction = { id: ActionId; reason: Reason; minutes: number; topic: DataCategory | "spotting-scams" };

/**
 * The actions that a person's exposures call for, most urgent first, each once. Somebody with no exposure gets the short
 * general plan; somebody whose data was only unavailable is asked to check it and to stay alert. Pure.
 */
export function actionsFor(exposures: readonly Exposure[]): PlannedAction[] {
	const seen = new Set(exposures.filter((each) => each.seen).map((each) => each.category));
	const unavailable = new Set(exposures.filter((each) => !each.seen).map((each) => each.category));
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

/** What is known of an effect on the data, in the field's words (see incidents): enough of it to say whether it may have been seen. */
type Finding = {
	effect: "inaccessible" | "accessed" | "copied" | "published" | "altered";
	confidence: "confirmed" | "likely" | "under-investigation" | "ruled-out";
};

/** Whether people should act as if somebody had read the data: access, copying or publication is not ruled out. */
export function mayHaveBeenSeen(findings: readonly Finding[]): boolean {
	return findings.some(
		({ effect, confidence }) =>
			(effect === "accessed" || effect === "copied" || effect === "published") && confidence !== "ruled-out",
	);
}
