/**
 * Rows of a queue are chosen in a part of the statement of their own. PostgreSQL may run a subquery of `in` again for each row of the table; one
 * that skips locked rows then chooses others each time, and more are claimed than its limit says.
 */
import { expect, it } from "vitest";
import { sources } from "./source";

const claimsInSubquery = /\bin \(\s*select\b[^`]*?\bskip locked/i;

it("no statement claims rows by a subquery of in", () => {
	expect(claimsInSubquery.test("where id in (\n\tselect id from t limit 10 for update skip locked\n)")).toBe(true);
	const claiming = sources().filter(({ text }) => /skip locked/i.test(text));
	expect(claiming.length).toBeGreaterThan(3);
	expect(claiming.filter(({ text }) => claimsInSubquery.test(text)).map(({ file }) => file)).toEqual([]);
});
