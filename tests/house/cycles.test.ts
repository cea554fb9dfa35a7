import { expect, it } from "vitest";
import { cyclesOf, modules } from "./module-graph";
import { parse } from "./source";

it("no files import one another in a circle, types counted", () => {
	expect(cyclesOf(modules())).toEqual([]);
});

it("the rule finds a circle of three, one closed by a type, and one by a type written in place", () => {
	const a = parse("lib/a.ts", 'import { b } from "@/lib/b";');
	const b = parse("lib/b.ts", 'export * from "./c/index";');
	const c = parse("lib/c/index.ts", 'import "../a";');
	expect(cyclesOf([a, b, c])).toEqual([["lib/a.ts", "lib/b.ts", "lib/c/index.ts"]]);
	const typed = parse("lib/b.ts", 'import type { A } from "./a";');
	const inPlace = parse("lib/b.ts", 'export const b = (x: import("./a").A) => x;');
	expect(cyclesOf([a, typed])).toEqual([["lib/a.ts", "lib/b.ts"]]);
	expect(cyclesOf([a, inPlace])).toEqual([["lib/a.ts", "lib/b.ts"]]);
	expect(cyclesOf([a, parse("lib/b.ts", 'import "node:fs";')])).toEqual([]);
});
