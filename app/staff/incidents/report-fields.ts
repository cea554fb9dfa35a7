import type { FormField, InputField } from "@/components/staff/form-fields";
import type { incidentAdmin } from "@/lib/incidents";

/** Returns the fields for the report to one authority. */
export function reportFields(report: Partial<incidentAdmin.DeskIncident["reports"][number]>): FormField[] {
	const welsh = { kind: "line", lang: "cy", optional: true } as const satisfies Partial<InputField>;
	return [
		{
			kind: "line",
			name: "authority",
			label: "Authority",
			value: report.authority ?? "",
			hint: "As people know it: ICO, NCSC, Police Scotland.",
		},
		{ kind: "line", type: "date", name: "reportedOn", label: "Date told", value: report.reportedOn ?? "" },
		{
			kind: "languages",
			name: "texts",
			english: [
				{
					kind: "line",
					name: "roleEn",
					label: "Its role",
					value: report.roleEn ?? "",
					hint: "“The regulator for data protection”",
				},
				{ kind: "line", name: "statusEn", label: "Status", value: report.statusEn ?? "", hint: "“Investigating”" },
			],
			welsh: [
				{ ...welsh, name: "roleCy", label: "Its role, in Welsh", value: report.roleCy ?? "" },
				{ ...welsh, name: "statusCy", label: "Status, in Welsh", value: report.statusCy ?? "" },
			],
		},
	];
}
