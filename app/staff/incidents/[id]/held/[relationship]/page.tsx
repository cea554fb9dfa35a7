import { IncidentFormPage } from "@/app/staff/incidents/incident-form-page";
import { readIncident } from "@/app/staff/incidents/load";
import { requireStaff } from "@/lib/identity/guard";

/** The form for one relationship: why its data is held, and which data categories were in the incident. */
export default async function HeldDataPage(props: PageProps<"/staff/incidents/[id]/held/[relationship]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { relationship } = await props.params;
	const { changed } = await props.searchParams;
	return (
		<IncidentFormPage staff={staff} incident={incident} path={`held/${relationship}`} changed={changed !== undefined} />
	);
}
