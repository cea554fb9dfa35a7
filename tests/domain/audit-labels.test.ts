import { expect, it } from "vitest";
import { actionLabel, actorLabel, detailLabel } from "@/app/staff/audit/labels";

const names = new Map([
	["inc_0000000000000001", "May 2020 fundraising supplier incident"],
	["stf_0000000000000001", "Ada Invented"],
]);

it("an entry says in words what was answered about which incident, what was listed and who read it", () => {
	expect(
		[
			"check.answered",
			"contact.saved",
			"plan-action.reopened",
			"session.opened",
			"dataset-version.moved",
			"dataset-version.activated",
			"message.draft-saved",
		].map(actionLabel),
	).toEqual([
		"A member checked their records and got this answer",
		"A member changed how we may contact them",
		"A member put a step of their plan back",
		"Signed in",
		"The database recorded the state of a dataset version",
		"Dataset version: activated",
		"Message: draft saved",
	]);
	expect(actorLabel({ kind: "staff", id: "stf_0000000000000001" }, names)).toBe("Ada Invented");
	expect(actorLabel({ kind: "system", id: "mail" }, names)).toBe("The system (mail)");
	expect(detailLabel({ nation: "northern-ireland" }, names)).toBe("nation: Northern Ireland");
	expect(detailLabel({ incident: "inc_0000000000000001", outcome: "under-review" }, names)).toBe(
		"incident: May 2020 fundraising supplier incident; outcome: Under review",
	);
	expect(detailLabel({ categories: ["email-address", "bank-details"] }, names)).toBe(
		"categories: Email address, Bank details",
	);
	expect(detailLabel({ readers: ["stf_0000000000000001", "stf_nobody"] }, names)).toBe(
		"readers: Ada Invented, stf_nobody",
	);
	expect(detailLabel({ part: "headline", count: 3 }, names)).toBe("part: headline; count: 3");
});
