import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { incidentAdmin } from "@/lib/incidents";

/** Reads the incident named in the address. Responds 404 if it is absent. */
export async function readIncident(staff: Staff, params: Promise<{ id: string }>) {
	return (await incidentAdmin.incidentFor(staff, (await params).id)) ?? notFound();
}
