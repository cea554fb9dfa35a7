import { NoIncidentYet } from "@/app/staff/_shared/no-incident-yet";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { create } from "../actions";
import { textFields } from "../text-fields";

export default async function NewUpdatePage() {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const incidents = await incidentAdmin.incidents(staff);
	if (incidents.length === 0) return <NoIncidentYet staff={staff} path="/staff/updates" title="Write an update" />;
	return (
		<StaffPage staff={staff} path="/staff/updates">
			<PageHeading lead="We save it as a draft. Only staff can see it until you publish it.">
				Write an update
			</PageHeading>
			<FieldForm
				title={staffTitle("Write an update", "/staff/updates")}
				action={create}
				fields={[
					{
						kind: "list",
						name: "incidentId",
						label: "Incident",
						value: incidents[0]?.id ?? "",
						options: incidents.map((incident) => ({ value: incident.id, label: incident.title })),
					},
					...textFields(),
				]}
				submit="Save and preview"
				cancel="/staff/updates"
			/>
		</StaffPage>
	);
}
