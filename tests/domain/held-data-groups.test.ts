import { expect, test } from "vitest";
import { heldDataGroups } from "@/app/[locale]/(public)/incidents/[slug]/held-data-groups";
import type { DataCategory } from "@/lib/data-categories";
import type { HeldData, Relationship, Standing } from "@/lib/incidents/schema";

const none = { text: "", lang: "en" } as const;
const held = (relationship: Relationship, standings: Partial<Record<DataCategory, Standing>>): HeldData => ({
	relationship,
	source: none,
	lawfulBasis: none,
	retention: none,
	categories: Object.entries(standings).map(([category, standing]) => ({
		category: category as DataCategory,
		standing,
	})),
});

test("what the data of nearly every group held is said once, and each group says what differs", () => {
	const { common, groups } = heldDataGroups([
		held("member", { name: "in-data", "email-address": "in-data", membership: "in-data", donations: "being-rebuilt" }),
		held("donor", { name: "in-data", "email-address": "in-data", "bank-details": "held-elsewhere" }),
		held("voter", { name: "in-data", "email-address": "in-data" }),
		held("other", { name: "being-rebuilt" }),
	]);
	expect(common).toEqual(["name", "email-address"]);
	expect(groups.map(({ also, rebuilt, elsewhere, absent }) => [also, rebuilt, elsewhere, absent])).toEqual([
		[["membership"], ["donations"], [], []],
		[[], [], ["bank-details"], []],
		[[], [], [], []],
		[[], ["name"], [], ["email-address"]],
	]);
});

test("nothing is common to a single group, or to groups of which fewer than three in four have it", () => {
	const one = heldDataGroups([held("member", { name: "in-data" })]);
	expect([one.common, one.groups[0]?.also]).toEqual([[], ["name"]]);
	const two = heldDataGroups([held("member", { name: "in-data" }), held("donor", { name: "held-elsewhere" })]);
	expect(two.common).toEqual([]);
});
