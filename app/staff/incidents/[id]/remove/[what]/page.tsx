import { IncidentFormPage } from "@/app/staff/incidents/incident-form-page";
import { readIncident } from "@/app/staff/incidents/load";
import { requireStaff } from "@/lib/identity/guard";

/** Shows what readers will no longer see, and asks before a relationship or an authority report is removed. */
export default async function RemovePage(props: PageProps<"/staff/incidents/[id]/remove/[what]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { what } = await props.params;
	const { changed } = await props.searchParams;
	return <IncidentFormPage staff={staff} incident={incident} path={`remove/${what}`} changed={changed !== undefined} />;
}
