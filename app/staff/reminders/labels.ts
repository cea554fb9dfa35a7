import type { ReminderChannel } from "@/lib/reminders/schema";

export const channelLabels: Record<ReminderChannel, string> = { email: "Email", telephone: "Call", post: "Letter" };
