import { describe, expect, it } from "vitest";
import { doors, faultsOf, shared } from "./import-rules";
import { parse, sources } from "./source";

it("every import follows the map of the house", () => {
	expect(sources().flatMap(faultsOf)).toEqual([]);
});

it("what the browser may import of lib is imported by components, and each further door of identity by app", () => {
	const imported = (room: string) =>
		sources()
			.filter(({ file }) => file.startsWith(`${room}/`))
			.flatMap(({ imports }) => imports.flatMap(({ from, typeOnly }) => (typeOnly ? [] : [from])));
	const unused = (places: readonly string[], room: string) =>
		places.filter((place) => !imported(room).some((from) => from === place || from.startsWith(`${place}/`)));
	expect([...unused(shared, "components"), ...unused(doors, "app")]).toEqual([]);
	expect(unused(["lib/env"], "components")).toEqual(["lib/env"]);
});

describe("the rule finds", () => {
	it.each([
		["app/staff/page.tsx", 'import { openDatabase } from "@/db/client";', "app asks lib"],
		["app/staff/page.tsx", 'import { row } from "@/lib/exposure/lookup";', "has a door"],
		["components/ui/field.tsx", 'import { env } from "@/lib/env";', "only types and schema"],
		["components/ui/field.tsx", 'import frame from "../../app/frame";', "components import"],
		["lib/mail/outbox.ts", 'import { check } from "../exposure";', "mail does not know exposure"],
		["lib/audit/index.ts", 'import { roles } from "../identity/schema";', "audit does not know identity"],
		["lib/mail/outbox.ts", 'import { drizzle } from "@/db/client";', "through lib/database.ts"],
		["lib/mail/outbox.ts", 'import { headers } from "next/headers";', "only lib/identity imports next"],
		["lib/mail/outbox.ts", 'const page = await import("@/app/page");', "nothing above it"],
		["lib/env.ts", 'export { Mail } from "./mail";', "knows no subject"],
		["db/client.ts", 'import { env } from "../lib/env";', "nothing above it"],
		["lib/exposure/index.ts", 'import { parse } from "../datasets";', "exposure does not know datasets"],
	])("in %s: %s", (file, text, reason) => {
		expect(faultsOf(parse(file, text))).toEqual([expect.stringContaining(reason)]);
	});

	it("nothing in what is allowed", () => {
		for (const [file, text] of [
			[
				"app/staff/page.tsx",
				'import { requireStaff } from "@/lib/identity/guard"; import { Button } from "@/components/ui/button";',
			],
			[
				"components/ui/field.tsx",
				'import type { Answer } from "@/lib/exposure"; import { untouched } from "@/lib/form";',
			],
			["lib/datasets/index.ts", 'import { maskEmail } from "../identifiers"; import { database } from "../database";'],
			["lib/identifiers/mask.ts", 'import type { Nation } from "../guidance/schema";'],
			["lib/identity/guard.ts", 'import { cookies } from "next/headers";'],
		] as const)
			expect(faultsOf(parse(file, text))).toEqual([]);
	});
});
