import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { updateAdmin } from "@/lib/incidents";

/** Reads the update of a path segment. Calls notFound() if it does not exist or is in none of `states`. */
export async function readUpdate(staff: Staff, params: Promise<{ id: string }>, ...states: updateAdmin.UpdateState[]) {
	const update = await updateAdmin.update(staff, (await params).id);
	if (!update || (states.length > 0 && !states.includes(update.state))) notFound();
	return update;
}
