import { z } from "zod";
import type { FormField } from "@/components/staff/field-form";
import type { Staff } from "@/lib/authority";
import { type FormState, formError, parseForm } from "@/lib/form";
import { incidentAdmin } from "@/lib/incidents";
import { incidentCircumstances, incidentHeadline, incidentKnowledge } from "@/lib/incidents/schema";
import type { Result } from "@/lib/result";
import { fromLocalInput } from "@/lib/time";
import { circumstanceFields } from "./circumstance-fields";
import { findingFields, readFindings } from "./finding-fields";
import { headlineFields } from "./headline-fields";
import { knowledgeFields } from "./knowledge-fields";

type SaveResult = Promise<Result<undefined, incidentAdmin.IncidentRefusal>>;

/** A form of an incident: its title, its fields, and the functions that read and save it. */
type IncidentForm<Value> = {
	title: string;
	fields: (incident: incidentAdmin.DeskIncident) => FormField[];
	read: (form: FormData) => { ok: true; value: Value } | { ok: false; state: FormState };
	save: (staff: Staff, id: string, expectedRevision: string, value: Value) => SaveResult;
};

/** Returns a form whose values are columns of the incident. */
function columns<Schema extends z.ZodType<Parameters<typeof incidentAdmin.editFacts>[4]>>(
	name: string,
	title: string,
	schema: Schema,
	fields: IncidentForm<never>["fields"],
): IncidentForm<z.output<Schema>> {
	return {
		title,
		fields,
		read: (form) => parseForm(schema, form),
		save: (staff, id, expectedRevision, value) => incidentAdmin.editFacts(staff, id, expectedRevision, name, value),
	};
}

/** Reads a London time as typed. An empty field is null. */
const localTime = z.string().transform((typed, context) => {
	if (typed.trim() === "") return null;
	const time = fromLocalInput(typed.trim());
	if (time) return time;
	context.addIssue({ code: "custom", message: "Enter a date and a time, such as 5/11/2021, 18:00" });
	return z.NEVER;
});

const incidentForms = {
	headline: columns(
		"headline",
		"Name and status",
		incidentHeadline.extend({ nextUpdateDueAt: localTime }),
		headlineFields,
	),
	circumstances: columns(
		"circumstances",
		"Dates and circumstances",
		incidentCircumstances.extend({ toldMembersAt: localTime }),
		circumstanceFields,
	),
	knowledge: columns("knowledge", "What happened", incidentKnowledge, knowledgeFields),
	findings: {
		title: "What happened to the data",
		fields: findingFields,
		read: (form) => readFindings(form, (field, message) => formError(form, field, message)),
		save: incidentAdmin.setFindings,
	} satisfies IncidentForm<Parameters<typeof incidentAdmin.setFindings>[3]>,
};

/** Returns the form with this name, or undefined. */
export function incidentFormOf(name: string): IncidentForm<unknown> | undefined {
	return Object.hasOwn(incidentForms, name)
		? (incidentForms[name as keyof typeof incidentForms] as IncidentForm<unknown>)
		: undefined;
}
