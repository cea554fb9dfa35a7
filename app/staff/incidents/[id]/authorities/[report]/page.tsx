import { IncidentFormPage } from "@/app/staff/incidents/incident-form-page";
import { readIncident } from "@/app/staff/incidents/load";
import { requireStaff } from "@/lib/identity/guard";

/** The form for the report to one authority; "new" adds one. */
export default async function AuthorityPage(props: PageProps<"/staff/incidents/[id]/authorities/[report]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { report } = await props.params;
	const { changed } = await props.searchParams;
	return (
		<IncidentFormPage
			staff={staff}
			incident={incident}
			path={`authorities/${report}`}
			changed={changed !== undefined}
		/>
	);
}
