"use server";

import { redirect } from "next/navigation";
import { requireStaff } from "@/lib/identity/guard";
import { reminderQueue } from "@/lib/reminders";

/** Removes a reminder from the queue: the person was reminded or could not be reached. */
export async function settle(id: string, form: FormData): Promise<void> {
	const staff = await requireStaff("desk:read", "/staff/reminders");
	const how = form.get("how") === "not-reached" ? "not-reached" : "given";
	const settled = await reminderQueue.settleReminder(staff, id, how);
	redirect(settled.ok ? `/staff/reminders?done=${how}` : "/staff/reminders?problem=absent");
}
