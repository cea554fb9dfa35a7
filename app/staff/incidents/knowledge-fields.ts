import type { FormField } from "@/components/staff/field-form";
import type { incidentAdmin } from "@/lib/incidents";

/** Returns the fields for the three lists of the home page, each in English and then Welsh. */
export function knowledgeFields(incident: incidentAdmin.DeskIncident): FormField[] {
	const list = "One line each, starting with -";
	return [
		{ kind: "text", name: "knownEn", label: "What we know", value: incident.knownEn, rows: 6, hint: list },
		{
			kind: "text",
			name: "unknownEn",
			label: "What we do not know yet",
			value: incident.unknownEn,
			rows: 5,
			optional: true,
		},
		{ kind: "text", name: "doingEn", label: "What we are doing", value: incident.doingEn, rows: 5, optional: true },
		{ kind: "heading", name: "welsh", label: "Welsh", hint: "You can add this later." },
		{
			kind: "text",
			name: "knownCy",
			label: "What we know, in Welsh",
			value: incident.knownCy,
			rows: 6,
			lang: "cy",
			optional: true,
		},
		{
			kind: "text",
			name: "unknownCy",
			label: "What we do not know yet, in Welsh",
			value: incident.unknownCy,
			rows: 5,
			lang: "cy",
			optional: true,
		},
		{
			kind: "text",
			name: "doingCy",
			label: "What we are doing, in Welsh",
			value: incident.doingCy,
			rows: 5,
			lang: "cy",
			optional: true,
		},
	];
}
