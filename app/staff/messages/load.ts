import { notFound } from "next/navigation";
import { after } from "next/server";
import type { Staff } from "@/lib/authority";
import { messageAdmin } from "@/lib/messages";

/** Reads the message of a path segment. Calls notFound() if it does not exist. */
export async function readMessage(staff: Staff, params: Promise<{ id: string }>) {
	const message = await messageAdmin.messageById(staff, (await params).id);
	if (!message) notFound();
	return message;
}

/**
 * Reads who would get a message or what became of its deliveries, in numbers. Those of many people are counted once the page is sent, for the next
 * who looks.
 */
export async function readCounts(staff: Staff, id: string): ReturnType<typeof messageAdmin.messageCounts> {
	const counts = await messageAdmin.messageCounts(staff, id);
	if (counts.isCounting || counts.countedAt) after(() => messageAdmin.messageCounts(staff, id, true));
	return counts;
}
