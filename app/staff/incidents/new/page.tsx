import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { create } from "../actions";
import { nameFields } from "../headline-fields";

export default async function NewIncidentPage() {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			<PageHeading lead="Only staff can see it until you publish it. You add the other facts next.">
				Enter an incident
			</PageHeading>
			<FieldForm
				title={staffTitle("Enter an incident", "/staff/incidents")}
				action={create}
				fields={nameFields()}
				submit="Save"
				cancel="/staff/incidents"
			/>
		</StaffPage>
	);
}
