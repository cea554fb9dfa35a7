import { notFound, redirect } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { updateAdmin } from "@/lib/incidents";

/** Reads the update of a path segment. Calls notFound() if it does not exist. If it is in another state than `state`, its own page says so. */
export async function readUpdate(staff: Staff, params: Promise<{ id: string }>, state?: updateAdmin.UpdateState) {
	const update = (await updateAdmin.update(staff, (await params).id)) ?? notFound();
	if (state && update.state !== state) redirect(`/staff/updates/${update.id}?done=is-${update.state}`);
	return update;
}
