import type { FormField, InputField } from "@/components/staff/form-fields";
import type { incidentAdmin } from "@/lib/incidents";

/** Returns the fields for the three lists of the home page in both languages. */
export function knowledgeFields(incident: incidentAdmin.DeskIncident): FormField[] {
	const list = { kind: "text", markdown: true, rows: 6 } as const satisfies Partial<InputField>;
	const welsh = { ...list, lang: "cy", optional: true } as const;
	return [
		{
			kind: "languages",
			name: "text",
			english: [
				{
					...list,
					name: "knownEn",
					label: "What we know",
					value: incident.knownEn,
					hint: "One fact a line. Start each line with a hyphen (-).",
				},
				{ ...list, name: "unknownEn", label: "What we do not know yet", value: incident.unknownEn, optional: true },
				{ ...list, name: "doingEn", label: "What we are doing", value: incident.doingEn, optional: true },
			],
			welsh: [
				{ ...welsh, name: "knownCy", label: "What we know, in Welsh", value: incident.knownCy },
				{ ...welsh, name: "unknownCy", label: "What we do not know yet, in Welsh", value: incident.unknownCy },
				{ ...welsh, name: "doingCy", label: "What we are doing, in Welsh", value: incident.doingCy },
			],
		},
	];
}
