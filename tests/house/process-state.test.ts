import { expect, it } from "vitest";
import { sources } from "./source";

/** A variable of a module, or an empty collection to be filled: what one process knows and another does not. */
const state = /^(?:export )?(?:let \w|const \w+ = new (?:Map|Set|WeakMap)(?:<.*>)?\(\))/m;
/** The derived keys, which are the same in every process. */
const allowed = ["lib/identity/tokens.ts"];

it("codes, guesses, claims and reports are counted by the database: no process keeps anything of them", () => {
	const counting = sources().filter(({ file }) => /^lib\/(identity|exposure|contact|fakes|subscriptions)\//.test(file));
	expect(counting.length).toBeGreaterThan(40);
	expect(counting.filter(({ text }) => state.test(text)).map(({ file }) => file)).toEqual(allowed);
	expect("const recentClaims = new Map<string, Promise<Result>>();").toMatch(state);
});
