import { describe, expect, it } from "vitest";
import { confirmationProps } from "@/app/[locale]/_shared/confirmation-props";
import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import { answerTexts, closingTexts } from "@/app/[locale]/(member)/check/answer-props";
import { incidentTexts } from "@/app/[locale]/(member)/check/incident-props";
import type { Confirmation, IncidentAnswer } from "@/lib/exposure/schema";
import type { Plan } from "@/lib/guidance";
import { actionsFor } from "@/lib/guidance/actions";
import type { ActionState } from "@/lib/guidance/schema";
import { organisation } from "@/lib/organisation";

const english = (text: string) => ({ text, lang: "en" as const });

/** Returns an answer for one incident, with some of its fields changed. */
function answer(given: Partial<IncidentAnswer>): IncidentAnswer {
	return {
		incident: { id: "incident-1", slug: "lost-backup", status: "active", title: english("The lost backup") },
		outcome: "affected",
		lines: [],
		findings: [],
		reasons: [],
		versions: [{ versionId: "version-1", number: 3, activatedAt: "2026-03-01T09:00:00.000Z" }],
		moreWithheld: false,
		withoutAddress: 0,
		incomplete: false,
		since: null,
		before: null,
		...given,
	};
}

const noPlan: Plan = { steps: [], done: 0, skipped: 0, nation: undefined };
const inData = { category: "bank-details", standing: "in-data", hints: ["account:12"] } as const;

describe("the outcome of an incident", () => {
	it.each([
		["affected", "stop", "Affected", "Your records were in the data affected by this incident."],
		["not-found", "clear", "Not found", "We searched for every email address you have confirmed and found no records."],
		["under-review", "wait", "Under review", "We cannot give you a final answer yet."],
		[
			"unable-to-match",
			"wait",
			"Unable to match",
			"Your email address is in this data, but more than one person used it.",
		],
	] as const)("%s has its tone, its word and its sentence", (outcome, tone, label, lead) => {
		const texts = incidentTexts(answer({ outcome }), "en");
		expect(texts.tag.tone).toBe(tone);
		expect(texts.tag.label).toBe(label);
		expect(texts.lead).toContain(lead);
	});

	it("has a neutral tag and no version if no personal data was involved", () => {
		const texts = incidentTexts(answer({ outcome: null, versions: [] }), "en");
		expect(texts.tag).toEqual({ tone: "plain", label: "No personal data" });
		expect(texts.lead).toContain("There is nothing for you to do.");
		expect(texts.provenance).toBe("");
	});
});

describe("not found while some records have no address", () => {
	const open = answer({ outcome: "not-found", withoutAddress: 700 });

	it.each(["en", "cy"] as const)("is shown as open, with their number and the helpline, in %s", (locale) => {
		const { tag, lead } = incidentTexts(open, locale);
		expect(tag.tone).toBe("wait");
		expect(lead).toContain("700");
		expect(lead).toContain(organisation().contacts.helpline.telephone);
	});

	it("is the page's heading if no outcome is worse", () => {
		const checkedAt = new Date("2026-03-02T10:30:00Z");
		const texts = answerTexts({ checkedAt, answers: [answer({ outcome: "not-found" }), open], plan: noPlan }, "en");
		expect(texts).toMatchObject({ tone: "wait", title: "We did not find your records by email address" });
		expect(answerTexts({ checkedAt, answers: [answer({}), open], plan: noPlan }, "en").tone).toBe("stop");
	});
});

describe("a withheld answer", () => {
	const withheld = answer({ outcome: "unable-to-match" });

	it("links to the page for claims, and has no empty table or reasons", () => {
		const texts = incidentTexts(withheld, "en");
		expect(texts.match).toEqual({ href: "/check/match", label: "Give us one more detail" });
		expect(texts).not.toHaveProperty("data");
		expect(texts).not.toHaveProperty("why");
	});

	it.each(["affected", "not-found", "under-review"] as const)(
		"is the only one that links there: %s does not",
		(outcome) => {
			expect(incidentTexts(answer({ outcome }), "en")).not.toHaveProperty("match");
		},
	);

	it("is mentioned if further records are withheld beside those shown", () => {
		const texts = incidentTexts(answer({ moreWithheld: true }), "en");
		expect(texts.more).toBeTruthy();
		expect(texts.match?.href).toBe("/check/match");
		expect(incidentTexts(answer({}), "en")).not.toHaveProperty("more");
	});
});

describe("the source of an answer", () => {
	it("names each version with its number and time", () => {
		const { provenance } = incidentTexts(answer({}), "en");
		expect(provenance).toBe("This answer uses version 3 of the data, from 1 March 2026, 9am.");
	});

	it("says that more may follow only while an affected answer is incomplete", () => {
		const more = "We may find more.";
		expect(incidentTexts(answer({ incomplete: true }), "en").provenance).toContain(more);
		expect(incidentTexts(answer({ incomplete: false }), "en").provenance).not.toContain(more);
		expect(incidentTexts(answer({ outcome: "under-review", incomplete: true }), "en").provenance).not.toContain(more);
	});

	it("says that there is no data to search yet if it is under review without a version", () => {
		const { provenance } = incidentTexts(answer({ outcome: "under-review", versions: [] }), "en");
		expect(provenance).toBe("There is no data to search yet.");
	});

	it("names the previous outcome only if the answer has changed", () => {
		const changed = answer({ before: "not-found", since: new Date("2026-03-02T10:30:00Z") });
		expect(incidentTexts(changed, "en").changed).toContain("It used to be “Not found”.");
		expect(incidentTexts(answer({ since: new Date() }), "en")).not.toHaveProperty("changed");
	});
});

describe("the data of an affected answer", () => {
	const findings: IncidentAnswer["findings"] = [
		{ effect: "copied", confidence: "confirmed", note: english("Logs show it.") },
		{ effect: "published", confidence: "ruled-out", note: english("We looked.") },
	];
	const held = { category: "name", standing: "held-elsewhere", hints: [] } as const;
	const rebuilt = { category: "donations", standing: "being-rebuilt", hints: [] } as const;
	const affected = answer({
		lines: [inData, held, rebuilt].map((line) => ({ ...line, hints: [...line.hints] })),
		findings,
	});

	it("links to guidance only for categories in the data", () => {
		const groups = incidentTexts(affected, "en").data?.groups ?? [];
		expect(groups.map(({ rows }) => rows[0]?.guidance)).toEqual(["/plan/guidance/bank-details", undefined, undefined]);
		expect(groups.map(({ tone }) => tone)).toEqual(["stop", "wait", "clear"]);
		expect(groups.map(({ title }) => title)).toEqual([
			"In the data (1)",
			"Still being checked (1)",
			"Not in the data (1)",
		]);
	});

	it("says what may have happened, and omits what was ruled out", () => {
		expect(incidentTexts(affected, "en").data?.happened?.text).toBe("It was copied.");
		const unknown = answer({ lines: affected.lines, findings: [] });
		expect(incidentTexts(unknown, "en").data?.happened?.text).toBe("We do not know yet.");
	});

	it("puts what is not ruled out yet into one sentence, in the reader's language", () => {
		const open = answer({
			lines: affected.lines,
			findings: [
				{ effect: "accessed", confidence: "likely", note: english("") },
				{ effect: "copied", confidence: "under-investigation", note: english("") },
				{ effect: "published", confidence: "under-investigation", note: english("") },
			],
		});
		expect(incidentTexts(open, "en").data?.happened?.text).toBe(
			"Other people have probably seen it. We cannot yet rule out that it was copied or published.",
		);
		expect(incidentTexts(open, "cy").data?.happened?.text).toBe(
			"Mae’n debygol bod pobl eraill wedi’i weld. Ni allwn ddiystyru eto ei fod wedi’i gopïo neu wedi’i gyhoeddi.",
		);
	});

	it("says nothing of what happened if no category was in the data", () => {
		const elsewhere = answer({ lines: [{ ...held, hints: [] }], findings });
		expect(incidentTexts(elsewhere, "en").data).not.toHaveProperty("happened");
	});
});

describe("why the organisation holds the records", () => {
	const reason: IncidentAnswer["reasons"][number] = {
		relationship: "member",
		since: "2014-05",
		recordedSources: ["street stall"],
		texts: { source: english("You joined."), lawfulBasis: english("A contract."), retention: english("Six years.") },
	};

	it("shows the relationship and its start, the sources, the lawful basis and the retention", () => {
		const [member] = incidentTexts(answer({ reasons: [reason] }), "en").why?.relationships ?? [];
		expect(member?.sentences.map(({ text }) => text)).toEqual([
			"Our records say that you have been a member since May 2014.",
			"You joined.",
			"Our records give this source: “street stall”.",
		]);
		expect(member?.facts.map(({ value }) => value.text)).toEqual(["A contract.", "Six years."]);
	});

	it.each([
		["former-member", "Our records say that you are a former member. They give this date: May 2014."],
		["other", "Our records say that you have been in contact with us since May 2014."],
	] as const)("says nothing of %s that the date does not", (relationship, says) => {
		const [first] = incidentTexts(answer({ reasons: [{ ...reason, relationship }] }), "en").why?.relationships ?? [];
		expect(first?.sentences[0]?.text).toBe(says);
	});

	it("shows only the recorded sources if staff wrote no texts", () => {
		const [member] = incidentTexts(answer({ reasons: [{ ...reason, texts: null }] }), "en").why?.relationships ?? [];
		expect(member?.sentences.at(-1)?.text).toBe("Our records give this source: “street stall”.");
		expect(member?.facts).toEqual([]);
	});
});

describe("in Welsh", () => {
	it("links stay in Welsh, and a text without translation is marked as English", () => {
		const texts = incidentTexts(answer({ lines: [{ ...inData, hints: [] }] }), "cy");
		expect(texts.title).toEqual({ text: "The lost backup", lang: "en" });
		expect(texts.about.href).toBe("/cy/incidents/lost-backup");
		expect(texts.data?.groups[0]?.rows[0]?.guidance).toBe("/cy/plan/guidance/bank-details");
		expect(texts.lead).not.toBe(incidentTexts(answer({}), "en").lead);
	});

	it("a text in the reader's own language is not marked", () => {
		expect(incidentTexts(answer({}), "en").title).toEqual({ text: "The lost backup" });
	});
});

describe("several incidents", () => {
	const checkedAt = new Date("2026-03-02T10:30:00Z");
	const notFound = answer({ outcome: "not-found" });

	it("have the worst outcome as title, and its incident first", () => {
		const texts = answerTexts({ checkedAt, answers: [notFound, answer({})], plan: noPlan }, "en");
		expect(texts.title).toBe("Your records were in the affected data");
		expect(texts.about).toEqual([{ text: "The lost backup" }]);
		expect(texts.tone).toBe("stop");
		expect(texts.incidents.map(({ tag }) => tag.label)).toEqual(["Affected", "Not found"]);
	});

	it("are named in the title: each that affects the person, in either language", () => {
		const other = answer({
			incident: { ...answer({}).incident, slug: "other", title: { text: "Y neges", lang: "cy" } },
		});
		const both = answerTexts({ checkedAt, answers: [notFound, answer({}), other], plan: noPlan }, "cy");
		expect(both.about).toEqual([{ text: "The lost backup", lang: "en" }, { text: "Y neges" }]);
		expect(answerTexts({ checkedAt, answers: [answer({})], plan: noPlan }, "en").about).toEqual([]);
		expect(answerTexts({ checkedAt, answers: [notFound, notFound], plan: noPlan }, "en").about).toEqual([]);
	});

	it("have a verdict each: one under review does not hide that another's records were not found", () => {
		const review = answer({ outcome: "under-review" });
		const texts = answerTexts({ checkedAt, answers: [notFound, review], plan: noPlan }, "en");
		expect([texts.about[0]?.text, texts.title]).toEqual([
			"The lost backup",
			"We did not find your records in the affected data",
		]);
		expect(texts.incidents.map(({ tag }) => tag.label)).toEqual(["Not found", "Under review"]);
		expect(answerTexts({ checkedAt, answers: [review, notFound], plan: noPlan }, "en").tone).toBe("wait");
	});

	it("are never headed by not found while one is withheld", () => {
		const withheld = answer({ outcome: "unable-to-match" });
		expect(answerTexts({ checkedAt, answers: [notFound, withheld], plan: noPlan }, "en").tone).toBe("wait");
	});
});

describe("the first things to do", () => {
	const checkedAt = new Date("2026-03-02T10:30:00Z");
	const steps = actionsFor([{ category: "email-address", seen: true }]).map((action) => ({
		...action,
		state: "todo" as ActionState,
	}));
	const firstOf = (states: ActionState[], query?: unknown) => {
		const plan: Plan = { ...noPlan, steps: steps.map((step, at) => ({ ...step, state: states[at] ?? "todo" })) };
		plan.done = plan.steps.filter(({ state }) => state === "done").length;
		plan.skipped = plan.steps.filter(({ state }) => state === "skipped").length;
		return answerTexts({ checkedAt, answers: [answer({})], plan }, "en", query).actions;
	};

	it("are those that are still to do, with the number they have in the plan", () => {
		expect(firstOf(["done"])?.steps[0]).toMatchObject({
			id: steps[1]?.id,
			number: 2,
			href: `/plan?step=${steps[1]?.id}#${steps[1]?.id}`,
		});
		expect(firstOf(["done"])?.progress).toContain("1 of");
		expect(firstOf(["done"])?.title).toBe("What to do next");
	});
	it("are never as loud as the button of the title above them", () => {
		const shapeOf = (outcome: IncidentAnswer["outcome"]) => {
			const plan: Plan = { ...noPlan, steps };
			const { actions, next } = answerTexts({ checkedAt, answers: [answer({ outcome })], plan }, "en");
			return [next?.urgent ?? false, actions?.steps[0]?.done.choices[0]?.shape];
		};
		expect(shapeOf("affected")).toEqual([false, "primary-small"]);
		expect(shapeOf("unable-to-match")).toEqual([true, "small"]);
	});
	it("are finished when all are done, and say what was changed a moment ago, with the way back", () => {
		const action = steps[0]?.id;
		const finished = firstOf(
			steps.map(() => "done"),
			{ action, state: "done" },
		);
		expect(finished?.title).toBe("You have finished your plan");
		expect(finished?.steps).toEqual([]);
		expect(firstOf(["done", ...steps.slice(1).map(() => "skipped" as const)])?.title).toBe(
			"You have reached the end of your plan",
		);
		// Anybody can write an address: what the plan does not say is not said.
		expect(firstOf([], { action, state: "done" })?.changed).toBeUndefined();
		expect(firstOf(["done"], { action: "check-credit", state: "done" })?.changed).toBeUndefined();
		expect(finished?.changed?.undo).toMatchObject({ action, choices: [{ state: "todo", label: "Undo" }] });
	});
});

describe("a letter about the answer", () => {
	it("is offered below an answer, and not where there is none", () => {
		const offered = (answered: boolean) => closingTexts("en", answered).ways.map(({ label }) => label);
		expect(offered(true)).toContain("Get a letter for your bank or employer");
		expect(offered(false)).not.toContain("Get a letter for your bank or employer");
	});

	it("says that the kinds of data are not known while an answer is open, and that there are none where it is final", () => {
		const kinds = (outcome: Confirmation["incidents"][number]["outcome"]) => {
			const incident = { title: { en: "The lost backup", cy: "" }, outcome, versions: [3], categories: [] };
			const confirmation = { toldAt: "2026-03-02T10:30:00Z", addresses: ["a•••@e•••.org"], incidents: [incident] };
			return confirmationProps(confirmation as unknown as Confirmation, "en").incidents[0]?.rows.at(-1)?.value;
		};
		expect(kinds("under-review")).toBe("Not known yet");
		expect(kinds("unable-to-match")).toBe("Not known yet");
		expect(kinds("not-found")).toBe("None");
	});
});

describe("a mask in words", () => {
	it.each([
		["j•••@g•••.org", "partly hidden, begins with j, ends with .org"],
		["A••• F•••", "partly hidden, shows A, F"],
		["••••• •••142", "partly hidden, ends with 142"],
		["LS1 •••", "partly hidden, begins with LS1"],
		["•••", "hidden"],
		["account 12", "account 12"],
	])("%s is spoken as %s", (mask, spoken) => expect(spokenMask(mask, "en")).toBe(spoken));
});
