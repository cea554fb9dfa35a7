// Promise of SECURITY.md: each database role has the rights that db/role-rights.ts lists and no others; a new table or function fails until it is listed.
import { describe, expect, it } from "vitest";
import {
	differingRights,
	excessPowers,
	foreignObjects,
	tablesOfEverybody,
	unfixedFunctions,
	unlistedObjects,
} from "@/db/granted-rights";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");

describe.each(["web", "worker"] as const)("the %s", (role) => {
	it("has the listed rights on tables, and may call the listed functions", async () => {
		expect(await differingRights(owner, role)).toEqual([]);
	});

	it("creates nothing, moves no numbers, reaches nothing of the queue and is no administrator", async () => {
		expect(await excessPowers(owner, role)).toEqual([]);
	});
});

it("every table and function is listed", async () => {
	expect(await unlistedObjects(owner)).toEqual([]);
});

it("whoever has no role of the site has a right on no table", async () => {
	expect(await tablesOfEverybody(owner)).toEqual([]);
});

it("every table and function belongs to the owner of the database", async () => {
	expect(await foreignObjects(owner)).toEqual([]);
});

it("every function that runs as the owner fixes where it looks for tables", async () => {
	expect(await unfixedFunctions(owner)).toEqual([]);
});
