import type { ReminderChannel } from "@/lib/reminders/schema";

export const wayWords: Record<ReminderChannel, string> = { email: "Email", telephone: "Call", post: "Letter" };
