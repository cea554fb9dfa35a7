"use server";

import { redirect } from "next/navigation";
import { accessibleFormats } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";

/** Marks a request as sent, which removes it from the queue. */
export async function sent(id: string, _: FormData): Promise<void> {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const marked = await accessibleFormats.markSent(staff, id);
	redirect(marked.ok ? "/staff/formats?done=sent" : "/staff/formats?problem=settled");
}

/** Returns a request to the queue that was marked as sent by mistake. */
export async function putBack(id: string, _: FormData): Promise<void> {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const back = await accessibleFormats.markWaiting(staff, id);
	redirect(back.ok ? "/staff/formats?done=back" : `/staff/formats?problem=${back.reason}`);
}
