import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { saveReport } from "@/app/staff/incidents/actions";
import { readIncident } from "@/app/staff/incidents/load";
import { FieldForm, type FormField } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import type { incidentAdmin } from "@/lib/incidents";

export const metadata: Metadata = { title: "An authority we have told" };

function fields(report: Partial<incidentAdmin.DeskIncident["reports"][number]>): FormField[] {
	const welsh = { kind: "line", lang: "cy", optional: true } as const;
	return [
		{
			kind: "line",
			name: "authority",
			label: "Authority",
			value: report.authority ?? "",
			hint: "As people know it: ICO, NCSC, Police Scotland.",
		},
		{ kind: "line", type: "date", name: "reportedOn", label: "Date told", value: report.reportedOn ?? "" },
		{ kind: "line", name: "roleEn", label: "Its role", value: report.roleEn ?? "" },
		{ kind: "line", name: "statusEn", label: "Status", value: report.statusEn ?? "" },
		{ kind: "heading", name: "welsh", label: "Welsh", hint: "You can add this later." },
		{ ...welsh, name: "roleCy", label: "Its role, in Welsh", value: report.roleCy ?? "" },
		{ ...welsh, name: "statusCy", label: "Status, in Welsh", value: report.statusCy ?? "" },
	];
}

/** The form for the report to one authority; "new" adds one. */
export default async function AuthorityPage(props: PageProps<"/staff/incidents/[id]/authorities/[report]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { report: id } = await props.params;
	const report = incident.reports.find((report) => report.id === id);
	if (!report && id !== "new") notFound();
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			<PageHeading meta={incident.titleEn}>{report ? report.authority : "Add an authority"}</PageHeading>
			<FieldForm
				action={saveReport.bind(null, incident.id, incident.revision, report?.id ?? "")}
				fields={fields(report ?? {})}
				submit="Save"
				cancel={`/staff/incidents/${incident.id}`}
			/>
		</StaffPage>
	);
}
