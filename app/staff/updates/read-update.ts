import { notFound } from "next/navigation";
import { requireStaff } from "@/lib/identity/guard";
import { updateDesk } from "@/lib/incidents";

/** The signed-in publisher and the update of the address, in one of the states a page is for; else a 404. */
export async function readUpdate(params: Promise<{ id: string }>, ...states: updateDesk.UpdateState[]) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await updateDesk.update(staff, (await params).id);
	if (!update || (states.length > 0 && !states.includes(update.state))) notFound();
	return { staff, update };
}
