import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { updateAdmin } from "@/lib/incidents";

/** Reads the update named in the address. Responds 404 if it is absent or in none of `states`. */
export async function readUpdate(staff: Staff, params: Promise<{ id: string }>, ...states: updateAdmin.UpdateState[]) {
	const update = await updateAdmin.update(staff, (await params).id);
	if (!update || (states.length > 0 && !states.includes(update.state))) notFound();
	return update;
}
