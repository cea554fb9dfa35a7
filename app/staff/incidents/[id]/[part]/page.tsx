import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { saveIncidentForm } from "../../actions";
import { incidentFormOf } from "../../incident-forms";
import { readIncident } from "../../load";

export const metadata: Metadata = { title: "Edit an incident" };

/** The form for one part of an incident. */
export default async function IncidentPartPage(props: PageProps<"/staff/incidents/[id]/[part]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { part: name } = await props.params;
	const incidentForm = incidentFormOf(name) ?? notFound();
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			<PageHeading meta={incident.titleEn}>{incidentForm.title}</PageHeading>
			<FieldForm
				action={saveIncidentForm.bind(null, incident.id, incident.revision, name)}
				fields={incidentForm.fields(incident)}
				submit="Save"
				cancel={`/staff/incidents/${incident.id}`}
			/>
		</StaffPage>
	);
}
