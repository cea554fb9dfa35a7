import { notFound } from "next/navigation";
import { requireStaff } from "@/lib/identity/guard";
import { incidentDesk } from "@/lib/incidents";

/** The signed-in publisher and the incident of the address; else a 404. */
export async function readIncident(params: Promise<{ id: string }>) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await incidentDesk.incidentFor(staff, (await params).id);
	if (!incident) notFound();
	return { staff, incident };
}
