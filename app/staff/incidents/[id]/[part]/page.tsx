import { IncidentFormPage } from "@/app/staff/incidents/incident-form-page";
import { readIncident } from "@/app/staff/incidents/load";
import { requireStaff } from "@/lib/identity/guard";

/** The form for one part of an incident, or the question whether to publish it or to put it first on the home page. */
export default async function IncidentPartPage(props: PageProps<"/staff/incidents/[id]/[part]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { part } = await props.params;
	const { changed } = await props.searchParams;
	return <IncidentFormPage staff={staff} incident={incident} path={part} changed={changed !== undefined} />;
}
