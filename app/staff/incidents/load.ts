import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { incidentAdmin } from "@/lib/incidents";

/** Reads the incident of a path segment. Calls notFound() if it does not exist. */
export async function readIncident(staff: Staff, params: Promise<{ id: string }>) {
	return (await incidentAdmin.incidentFor(staff, (await params).id)) ?? notFound();
}
