import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DataCategory, dataCategories } from "@/lib/data-categories";
import { mayHaveBeenSeen } from "@/lib/guidance";
import { actionsFor, rules } from "@/lib/guidance/actions";
import { actionIds, type Exposure } from "@/lib/guidance/schema";

const ids = (exposures: Exposure[]) => actionsFor(exposures).map((action) => action.id);
const seen = (...categories: DataCategory[]) => categories.map((category) => ({ category, seen: true }));
const unavailable = (...categories: DataCategory[]) => categories.map((category) => ({ category, seen: false }));

/** All 8,192 sets of categories. */
const everySet = Array.from({ length: 2 ** dataCategories.length }, (_, bits) =>
	dataCategories.filter((_, at) => bits & (1 << at)),
);

describe("over every combination of seen data", () => {
	test("an action is in the plan if and only if one of its categories was seen, with those as its reason", () => {
		for (const categories of everySet.slice(1)) {
			const plan = actionsFor(seen(...categories)).map(({ id, reason }) => [id, reason] as const);
			const called = actionIds
				.map((id) => [id, rules[id].seen.filter((category) => categories.includes(category))] as const)
				.filter(([, calling]) => calling.length > 0);
			expect(Object.fromEntries(plan)).toEqual(
				Object.fromEntries(called.map(([id, calling]) => [id, { kind: "seen", categories: calling }])),
			);
		}
	});
	test("every category has an action, and the most urgent comes first", () => {
		const ofOne = Object.fromEntries(dataCategories.map((category) => [category, ids(seen(category))]));
		for (const categories of everySet.slice(1)) {
			const plan = ids(seen(...categories));
			expect(plan).toEqual(actionIds.filter((id) => plan.includes(id)));
			expect(plan).toEqual(expect.arrayContaining(categories.flatMap((category) => ofOne[category])));
		}
		for (const category of dataCategories) expect(ids(seen(category)).length).toBeGreaterThan(0);
	});
});

test("every action is in some plan", () => {
	const reached = new Set([
		...dataCategories.flatMap((category) => ids(seen(category))),
		...ids(unavailable("name")),
		...ids([]),
	]);
	expect([...reached].sort()).toEqual([...actionIds].sort());
});

test("the order of exposures, repeats and a second incident's weaker finding change nothing", () => {
	const exposure = fc.record({ category: fc.constantFrom(...dataCategories), seen: fc.boolean() });
	fc.assert(
		fc.property(fc.array(exposure, { maxLength: 20 }), (exposures) => {
			const plan = actionsFor(exposures);
			expect(actionsFor([...exposures].reverse()).map(({ id }) => id)).toEqual(plan.map(({ id }) => id));
			expect(actionsFor([...exposures, ...exposures])).toEqual(plan);
			expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
		}),
	);
});

test("somebody not found gets the short general plan", () => {
	const plan = actionsFor([]);
	expect(plan.map(({ id }) => id)).toEqual(["secure-email", "other-addresses", "stay-alert"]);
	expect(plan.every(({ reason }) => reason.kind === "general")).toBe(true);
});

test("data that was only unavailable leads to checking it and staying alert", () => {
	const plan = actionsFor(unavailable("bank-details", "email-address"));
	expect(plan.map(({ id }) => id)).toEqual(["check-details", "stay-alert"]);
	expect(plan[0]?.reason).toEqual({ kind: "unavailable", categories: ["bank-details", "email-address"] });
});

test("with other data seen too, specific actions replace the general advice", () => {
	expect(ids([...seen("email-address"), ...unavailable("bank-details")])).toEqual([
		"secure-email",
		"expect-emails",
		"check-details",
	]);
});

test("a password comes before everything, the email account next", () => {
	expect(ids(seen(...dataCategories)).slice(0, 2)).toEqual(["change-password", "secure-email"]);
});

test.each([
	[[{ effect: "inaccessible", confidence: "confirmed" }], false],
	[[{ effect: "altered", confidence: "likely" }], false],
	[[{ effect: "copied", confidence: "ruled-out" }], false],
	[[{ effect: "copied", confidence: "under-investigation" }], true],
	[
		[
			{ effect: "inaccessible", confidence: "confirmed" },
			{ effect: "accessed", confidence: "likely" },
		],
		true,
	],
	[[{ effect: "published", confidence: "confirmed" }], true],
	[[], false],
] as const)("%j: may have been seen is %s", (findings, answer) => {
	expect(mayHaveBeenSeen(findings)).toBe(answer);
});
