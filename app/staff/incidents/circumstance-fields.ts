import type { FormField } from "@/components/staff/form-fields";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { breachTypes } from "@/lib/incidents/schema";
import { toLocalInput } from "@/lib/time";

/** Returns the fields for when and where the incident happened and what kind of breach it is. */
export function circumstanceFields(incident: incidentAdmin.DeskIncident): FormField[] {
	const labels = translator("en", "labels");
	const unknown = "Leave blank until we know.";
	return [
		{
			kind: "line",
			type: "date",
			name: "occurredOn",
			label: "When it happened",
			value: incident.occurredOn ?? "",
			hint: unknown,
			optional: true,
		},
		{
			kind: "line",
			type: "date",
			name: "discoveredOn",
			label: "When we found out",
			value: incident.discoveredOn ?? "",
			hint: unknown,
			optional: true,
		},
		{
			kind: "line",
			type: "datetime-local",
			name: "toldMembersAt",
			label: "When we told people",
			value: incident.toldMembersAt ? toLocalInput(incident.toldMembersAt) : "",
			hint: "UK time. Leave blank until we have told people.",
			optional: true,
		},
		{
			kind: "several",
			name: "breachTypes[]",
			label: "Kinds of breach",
			hint: "The ICO's three types. Select all that apply.",
			values: incident.breachTypes,
			options: breachTypes.map((value) => ({
				value,
				label: `${value[0]?.toUpperCase()}${value.slice(1)}`,
				hint: labels(`breachType.${value}`),
			})),
		},
		{
			kind: "one",
			name: "dataInvolved",
			label: "Was personal data involved?",
			shownAs: "Personal data",
			value: incident.dataInvolved ? "yes" : "no",
			options: [
				{ value: "yes", label: "Yes, or we cannot rule it out" },
				{ value: "no", label: "No", hint: "There is nothing to check, and nobody gets an answer about it." },
			],
		},
		{
			kind: "languages",
			name: "supplier",
			withoutHeadings: true,
			english: [
				{
					kind: "line",
					name: "processorEn",
					label: "Supplier",
					value: incident.processorEn,
					hint: "As readers will see it: its name, or “a supplier we cannot name yet”. Leave blank if it happened on our own systems.",
					optional: true,
				},
			],
			welsh: [
				{
					kind: "line",
					name: "processorCy",
					label: "Supplier in Welsh",
					value: incident.processorCy,
					lang: "cy",
					optional: true,
				},
			],
		},
	];
}
