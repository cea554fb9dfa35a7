import { expect, it } from "vitest";
import { pageCount, pageNumber, pageOffset } from "@/lib/pagination";

it("a page number is a whole number from 1, and nothing else is one", () => {
	expect(["1", "7", "999999"].map(pageNumber)).toEqual([1, 7, 999_999]);
	const nonsense = [undefined, "", "0", "01", "-1", "1.5", "1e3", " 1", "1000000", "NaN", ["2"], ["1", "2"]];
	expect(nonsense.map(pageNumber)).toEqual(nonsense.map(() => undefined));
});

it("pages cover a list without a gap, and an empty list has one page", () => {
	expect([0, 1, 20, 21, 40, 41].map((total) => pageCount(total, 20))).toEqual([1, 1, 1, 2, 2, 3]);
	expect([1, 2, 3].map((page) => pageOffset(page, 20))).toEqual([0, 20, 40]);
});
