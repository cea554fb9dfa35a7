import { notFound } from "next/navigation";
import type { Staff } from "@/lib/authority";
import { messageAdmin } from "@/lib/messages";
import type { MessageState } from "@/lib/messages/schema";

/** Reads the message of a path segment. Calls notFound() if it does not exist or is in none of `states`. */
export async function readMessage(staff: Staff, params: Promise<{ id: string }>, ...states: MessageState[]) {
	const message = await messageAdmin.messageById(staff, (await params).id);
	if (!message || (states.length > 0 && !states.includes(message.state))) notFound();
	return message;
}
