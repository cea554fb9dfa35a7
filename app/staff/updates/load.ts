import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { updateAdmin } from "@/lib/incidents";

/** The update of the address, in one of the states a page is for; else a 404. */
export async function readUpdate(staff: Staff, params: Promise<{ id: string }>, ...states: updateAdmin.UpdateState[]) {
	const update = await updateAdmin.update(staff, (await params).id);
	if (!update || (states.length > 0 && !states.includes(update.state))) notFound();
	return update;
}
