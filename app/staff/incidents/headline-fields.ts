import type { FormField } from "@/components/staff/form-fields";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { incidentStatuses } from "@/lib/incidents/schema";
import { toLocalInput } from "@/lib/time";

type Headline = Partial<incidentAdmin.DeskIncident>;

const nextUpdate = (incident: Headline): FormField => ({
	kind: "line",
	type: "datetime-local",
	name: "nextUpdateDueAt",
	label: "Next update due by",
	hint: "Readers see this as a promise. UK time.",
	value: incident.nextUpdateDueAt ? toLocalInput(incident.nextUpdateDueAt) : "",
	optional: true,
});

/** Returns the fields for the title, status and texts of an incident, without the date of the next update. */
export function nameFields(incident: Headline = {}): FormField[] {
	const labels = translator("en", "labels");
	const welsh = { lang: "cy", optional: true } as const;
	return [
		{
			kind: "one",
			name: "status",
			label: "Status",
			value: incident.status ?? "",
			options: incidentStatuses.map((value) => ({ value, label: labels(`status.${value}`) })),
		},
		{
			kind: "languages",
			name: "texts",
			english: [
				{
					kind: "line",
					name: "titleEn",
					label: "Title",
					value: incident.titleEn ?? "",
					hint: "Say when and what: “October 2021 supplier incident”.",
				},
				{
					kind: "line",
					name: "questionEn",
					label: "Question",
					value: incident.questionEn ?? "",
					hint: "The home page asks it: “Was your information in the October data incident?”",
				},
				{
					kind: "text",
					name: "summaryEn",
					label: "Summary",
					value: incident.summaryEn ?? "",
					rows: 4,
					hint: "One or two sentences in plain words.",
				},
			],
			welsh: [
				{ kind: "line", name: "titleCy", label: "Title in Welsh", value: incident.titleCy ?? "", ...welsh },
				{ kind: "line", name: "questionCy", label: "Question in Welsh", value: incident.questionCy ?? "", ...welsh },
				{
					kind: "text",
					name: "summaryCy",
					label: "Summary in Welsh",
					value: incident.summaryCy ?? "",
					rows: 4,
					...welsh,
				},
			],
		},
	];
}

/** Returns the same fields with the date of the next update. */
export function headlineFields(incident: incidentAdmin.DeskIncident): FormField[] {
	const [status, ...names] = nameFields(incident);
	return [...(status ? [status] : []), nextUpdate(incident), ...names];
}
