import { expect, it } from "vitest";
import { type Exemption, idle, isExempt } from "./exemptions";

const list: Exemption[] = [
	["lib/a.ts", "an entry by its path"],
	[/^app\/staff\//, "an entry by a pattern"],
];

it("an exemption lets through the files it names", () => {
	expect(["lib/a.ts", "app/staff/page.tsx", "lib/a.tsx"].filter((file) => isExempt(list, file))).toEqual([
		"lib/a.ts",
		"app/staff/page.tsx",
	]);
});

it("an exemption that lets nothing through is found", () => {
	expect(idle(list, ["lib/a.ts", "app/page.tsx"])).toEqual([String(/^app\/staff\//)]);
	expect(idle(list, ["lib/a.ts", "app/staff/page.tsx"])).toEqual([]);
});
