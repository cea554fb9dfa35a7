import { describe, expect, it } from "vitest";
import { parse, type Source, sources } from "./source";

/** Returns the components that a route handler renders, directly or not, and that need React in the browser. */
function needReact(handler: Source, all: Source[]): string[] {
	const components = new Map(all.map((source) => [source.file.replace(/\.tsx?$/, ""), source]));
	const seen = new Set<string>();
	const visit = ({ imports }: Source) => {
		for (const { from, typeOnly } of imports) {
			const component = /^(app|components)\//.test(from) && !typeOnly ? components.get(from) : undefined;
			if (!component || seen.has(from)) continue;
			seen.add(from);
			visit(component);
		}
	};
	visit(handler);
	return [...seen].filter((name) => components.get(name)?.directives.includes("use client"));
}

it("a document that a route handler draws is HTML alone: nothing in it needs React in the browser", () => {
	const handlers = sources().filter(({ file }) => /\/route\.tsx$/.test(file));
	for (const page of ["check", "plan", "preferences", "sign-in", "sign-in/code"])
		expect(handlers.map(({ file }) => file)).toContain(`app/[locale]/(member)/${page}/route.tsx`);
	expect(handlers.flatMap((handler) => needReact(handler, sources()))).toEqual([]);
});

describe("the rule", () => {
	const handler = parse("app/a/route.tsx", 'import { Outer } from "@/components/outer";');
	const outer = parse("components/outer.tsx", 'import { Inner } from "./inner";');

	it("finds a component that needs React below others", () => {
		const inner = parse("components/inner.tsx", '"use client"; import { Outer } from "./outer";');
		expect(needReact(handler, [outer, inner])).toEqual(["components/inner"]);
	});

	it("lets the types of one be named", () => {
		const typed = parse("components/outer.tsx", 'import type { Inner } from "./inner";');
		const inner = parse("components/inner.tsx", '"use client";');
		expect(needReact(handler, [typed, inner])).toEqual([]);
	});
});
