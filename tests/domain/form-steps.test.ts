/** A form of staff that was sent twice is told apart from one that somebody else was quicker with. */
import { expect, test } from "vitest";
import { conflictState, isSaved, stateBeforePublishing } from "@/app/staff/_shared/form-steps";
import { incidentFormOf } from "@/app/staff/incidents/incident-forms";
import { reportFields } from "@/app/staff/incidents/report-fields";
import { correctionFields } from "@/app/staff/updates/text-fields";
import type { incidentAdmin } from "@/lib/incidents";

const report = {
	id: "rep_aaaaaaaaaaaaaaaa",
	authority: "ICO",
	reportedOn: "2021-10-29",
	roleEn: "The regulator for data protection",
	roleCy: "",
	statusEn: "Investigating",
	statusCy: "",
};
const typed = (values: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries({ revision: "before", ...values })) form.set(name, value);
	return form;
};
const { id: _, ...values } = report;

test("a form that says what is saved already was sent twice; spaces at the ends do not count", () => {
	const fields = reportFields(report);
	expect(isSaved(typed(values), fields)).toBe(true);
	expect(isSaved(typed({ ...values, statusEn: " Investigating\r\n" }), fields)).toBe(true);
	expect(isSaved(typed({ ...values, statusEn: "Closed" }), fields)).toBe(false);
	expect(isSaved(typed({}), []), "a question without fields").toBe(false);
});

test("a part that was added twice is found among the parts of now", () => {
	const incident = { reports: [report], held: [], findings: [] } as unknown as incidentAdmin.DeskIncident;
	const form = incidentFormOf(incident, "authorities/new");
	expect(form?.added?.some((fields) => isSaved(typed(values), fields))).toBe(true);
	expect(form?.added?.some((fields) => isSaved(typed({ ...values, authority: "NCSC" }), fields))).toBe(false);
});

test("a form that somebody else was quicker with shows what differs", () => {
	const state = conflictState(typed({ ...values, statusEn: "Closed" }), reportFields(report), "after");
	expect(state.conflict).toMatchObject([{ label: "Status", one: "Closed", other: "Investigating" }]);
	expect(state.values.revision).toBe("after");
});

test("before publishing, a question to staff is shown as what it is to readers, and old Welsh beside new English is named", () => {
	const update = {
		titleEn: "News",
		titleCy: "Newyddion",
		summaryEn: "From 3pm",
		summaryCy: "O 15:00",
		bodyEn: "A",
		bodyCy: "",
	};
	const form = { ...update, noteEn: "The time was wrong.", noteCy: "", summaryEn: "From 4pm", bodyEn: "B" };
	const review = (values: Record<string, string>) =>
		stateBeforePublishing(typed(values), correctionFields(update), "now", values);
	expect(review(form)).toMatchObject({
		review: [{ label: "What was wrong" }, { label: "Summary", one: "From 3pm", other: "From 4pm" }, { label: "Text" }],
		oldWelsh: ["Summary"],
	});
	expect(review({ ...form, summaryCy: "O 16:00" })?.oldWelsh).toEqual([]);
});
