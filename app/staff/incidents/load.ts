import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { incidentAdmin } from "@/lib/incidents";

/** The incident of the address; else a 404. */
export async function readIncident(staff: Staff, params: Promise<{ id: string }>) {
	return (await incidentAdmin.incidentFor(staff, (await params).id)) ?? notFound();
}
