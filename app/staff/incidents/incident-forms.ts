import { z } from "zod";
import { type Comparison, type FormField, inputFields } from "@/components/staff/form-fields";
import type { Staff } from "@/lib/authority";
import { type FormState, formError, parseForm } from "@/lib/form";
import { translator } from "@/lib/i18n";
import { incidentAdmin } from "@/lib/incidents";
import {
	authorityReportText,
	heldDataText,
	incidentCircumstances,
	incidentHeadline,
	incidentKnowledge,
	type Relationship,
	relationships,
} from "@/lib/incidents/schema";
import type { Result } from "@/lib/result";
import { dateTimeExample, fromLocalInput } from "@/lib/time";
import { wholeText } from "../_shared/form-steps";
import { circumstanceFields } from "./circumstance-fields";
import { findingFields, readFindings } from "./finding-fields";
import { headlineFields } from "./headline-fields";
import { heldDataFields, readCategories } from "./held-data-fields";
import { knowledgeFields } from "./knowledge-fields";
import { reportFields } from "./report-fields";

type DeskIncident = incidentAdmin.DeskIncident;
type Save = (staff: Staff, expectedRevision: string) => Promise<Result<undefined, incidentAdmin.IncidentRefusal>>;

/** What a form's values were read as, with the function that saves them. */
type Read = { ok: true; value: object; save: Save } | { ok: false; state: FormState };

/** A form of an incident: its title, its fields with the values of now, and the function that reads it. */
type IncidentForm = {
	title: string;
	lead?: string;
	fields: FormField[];
	read: (form: FormData) => Read;
	/** The fields of each part of its kind with the values of now, if the form adds one. */
	added?: FormField[][];
	/** What readers will see, for a change without fields. */
	review?: Comparison[];
	/** The button that publishes. */
	publish?: string;
	loud?: boolean;
};

/** Reads a London time as typed. An empty field is null. */
const localTime = z.string().transform((typed, context) => {
	if (typed.trim() === "") return null;
	const time = fromLocalInput(typed);
	if (time) return time;
	context.addIssue({ code: "custom", message: `Enter a date and a time, such as ${dateTimeExample}` });
	return z.NEVER;
});

/** Returns a reader that parses a form and saves what it parsed. */
function reader<Schema extends z.ZodType<object>>(
	schema: Schema,
	save: (value: z.output<Schema>, form: FormData) => Save,
): IncidentForm["read"] {
	return (form) => {
		const parsed = parseForm(schema, form);
		return parsed.ok ? { ...parsed, save: save(parsed.value, form) } : parsed;
	};
}

/** Returns the form for columns of the incident. */
function factForm<Schema extends z.ZodType<Parameters<typeof incidentAdmin.editFacts>[4]>>(
	incident: DeskIncident,
	part: string,
	title: string,
	schema: Schema,
	fields: FormField[],
): IncidentForm {
	const read = reader(
		schema,
		(value) => (staff, revision) => incidentAdmin.editFacts(staff, incident.id, revision, part, value),
	);
	return { title, fields, read };
}

function findingsForm(incident: DeskIncident): IncidentForm {
	return {
		title: "What happened to the data",
		fields: findingFields(incident),
		read: (form) => {
			const read = readFindings(form, (field, message) => formError(form, field, message));
			if (!read.ok) return read;
			return {
				...read,
				save: (staff, revision) => incidentAdmin.setFindings(staff, incident.id, revision, read.value),
			};
		},
	};
}

function heldForm(incident: DeskIncident, relationship: Relationship): IncidentForm {
	return {
		title: translator("en", "labels")(`relationship.${relationship}`),
		fields: heldDataFields(incident.held.find((held) => held.relationship === relationship) ?? {}),
		read: reader(
			heldDataText,
			(text, form) => (staff, revision) =>
				incidentAdmin.setHeldData(staff, incident.id, revision, relationship, text, readCategories(form)),
		),
	};
}

const isReportId = (name: string) => /^rep_[0-9a-z]{16}$/.test(name);

function reportForm(incident: DeskIncident, id: string | undefined): IncidentForm {
	const report = incident.reports.find((report) => report.id === id);
	return {
		title: report?.authority ?? "Add an authority",
		fields: reportFields(report ?? {}),
		...(id ? {} : { added: incident.reports.map((report) => reportFields(report)) }),
		read: reader(
			authorityReportText,
			(text) => (staff, revision) => incidentAdmin.setReport(staff, incident.id, revision, id, text),
		),
	};
}

/** Returns the form of a change without fields. */
const change = (save: Save): Pick<IncidentForm, "fields" | "read"> => ({
	fields: [],
	read: () => ({ ok: true, value: {}, save }),
});

function removalForm(incident: DeskIncident, what: string): IncidentForm | undefined {
	const held = incident.held.find((held) => held.relationship === what);
	const report = incident.reports.find((report) => report.id === what);
	if (held)
		return {
			...change((staff, revision) => incidentAdmin.removeHeldData(staff, incident.id, revision, held.relationship)),
			title: `Remove “${translator("en", "labels")(`relationship.${held.relationship}`)}”?`,
			lead: "The public page and people's answers will no longer say why we hold this group's data, or which data.",
			review: wholeText(heldDataFields(held), "removed"),
			publish: "Remove it",
			loud: true,
		};
	return (
		report && {
			...change((staff, revision) => incidentAdmin.removeReport(staff, incident.id, revision, report.id)),
			title: `Remove “${report.authority}”?`,
			lead: "The public page will no longer list this authority.",
			review: wholeText(reportFields(report), "removed"),
			publish: "Remove it",
			loud: true,
		}
	);
}

function publishForm(incident: DeskIncident): IncidentForm | undefined {
	if (incident.publishedAt) return undefined;
	const parts = [
		...[headlineFields, circumstanceFields, knowledgeFields, findingFields].map((fields) => fields(incident)),
		...incident.held.map((held) =>
			named(heldDataFields(held), translator("en", "labels")(`relationship.${held.relationship}`)),
		),
		...incident.reports.map((report) => named(reportFields(report), report.authority)),
	];
	return {
		...change((staff, revision) => incidentAdmin.publish(staff, incident.id, revision)),
		title: `Publish “${incident.titleEn}”?`,
		lead: "Everyone can read it within ten seconds.",
		review: parts.flatMap((fields) => wholeText(fields)),
		publish: "Publish",
	};
}

/** Puts a name before the label of each value, for lists in which other parts have the same labels. */
const named = (fields: FormField[], about: string): FormField[] =>
	inputFields(fields).map((field) => ({ ...field, about }));

function leadForm(incident: DeskIncident, leading: string): IncidentForm | undefined {
	if (!incident.publishedAt) return undefined;
	return {
		...change((staff, revision) => incidentAdmin.makeLeading(staff, incident.id, revision)),
		title: `Put “${incident.titleEn}” first on the home page?`,
		lead: "The home page asks its question and says what we know of it. The other incidents are listed below.",
		review: [{ label: "First on the home page", one: leading, other: incident.titleEn }],
		publish: "Publish",
	};
}

/**
 * Returns the form at this path below the incident's, with the values of now: "headline", "held/member", "authorities/new",
 * "remove/rep_…". Returns undefined if there is none.
 */
export function incidentFormOf(incident: DeskIncident, path: string, leading = ""): IncidentForm | undefined {
	const [part, name = ""] = path.split("/");
	switch (part) {
		case "headline":
			return factForm(
				incident,
				part,
				"Name and status",
				incidentHeadline.extend({ nextUpdateDueAt: localTime }),
				headlineFields(incident),
			);
		case "circumstances":
			return factForm(
				incident,
				part,
				"Dates and circumstances",
				incidentCircumstances.extend({ toldMembersAt: localTime }),
				circumstanceFields(incident),
			);
		case "knowledge":
			return factForm(incident, part, "What happened", incidentKnowledge, knowledgeFields(incident));
		case "findings":
			return findingsForm(incident);
		case "held": {
			const relationship = relationships.find((known) => known === name);
			return relationship && heldForm(incident, relationship);
		}
		case "authorities":
			if (name === "new") return reportForm(incident, undefined);
			// The form of a report that somebody else removed still saves what was typed.
			return isReportId(name) ? reportForm(incident, name) : undefined;
		case "remove":
			return removalForm(incident, name);
		case "publish":
			return publishForm(incident);
		case "lead":
			return leadForm(incident, leading);
		default:
			return undefined;
	}
}
